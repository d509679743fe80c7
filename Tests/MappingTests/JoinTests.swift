import CEL
import Diagnostics
import Inventory
import Mapping
import Testing

@Suite("Files that meet by name") struct JoinTests {
  static let mapping = """
    mapping: register
    title: A register
    reads: {format: table, columns: [System]}
    join: name
    systems:
      rows: all
      id: slug('register ' + row.System)
      name: row.System
      owner: row.Owner
      datasets:
        rows: once
        id: slug('register ' + row.Records)
        name: row.Records
        count: row.Count
    """

  static func read(_ order: [Int], _ table: String) throws -> (tree: InventoryTree, codes: [String])
  {
    let inventory = """
      {"systems": [{"id": "s1", "name": "Custody System", "datasets": [{"id": "d1", "name": "Records"}]},
       {"id": "s2", "name": "Crime", "owner": "Bob"}, {"id": "s3", "name": "Twice"}, {"id": "s4", "name": "twice"}]}
      """
    let inputs = [
      InventoryInput.bytes(Array(inventory.utf8), name: "a.json"),
      InventoryInput.bytes(Array(table.utf8), name: "b.csv")
        .mapped(by: MappedInput(try Reading.mapping(mapping), path: "b.csv")),
    ]
    let reader = InventoryReader(order.map { inputs[$0] })
    let outcome = reader.read(.structure)
    #expect(outcome.inputs.map(\.name) == order.map { inputs[$0].name })
    return (reader.tree, outcome.diagnostics.map(\.code))
  }

  @Test(
    "whatever comes first, one name is one system, and its dataset too",
    arguments: [[0, 1], [1, 0]])
  func meets(_ order: [Int]) throws {
    let (tree, codes) = try Self.read(
      order, "System,Owner,Records,Count\n custody  system,Ann,RECORDS,12\n")
    let system = try #require(tree.system("s1"))
    #expect(system.files.count == 2)
    #expect(system.object[try #require(system.object.slot("owner"))].asString == "Ann")
    let dataset = try #require(tree.dataset("d1"))
    #expect(dataset.object[try #require(dataset.object.slot("count"))].asInt == 12)
    #expect(!codes.contains("reader.conflict"))
  }

  @Test("letters that differ in case alone are the same past ASCII, too")
  func foldsCase() throws {
    let names = [["Straße Ω", "STRASSE ω"], ["ÉCOLE", "école"]]
    for pair in names {
      let inputs = pair.enumerated().map { index, name in
        InventoryInput.bytes(
          Array(#"{"systems": [{"id": "s\#(index)", "name": "\#(name)"}]}"#.utf8),
          name: "\(index).json")
      }
      let table = InventoryInput.bytes(Array("System\n\(pair[1])\n".utf8), name: "b.csv")
        .mapped(by: MappedInput(try Reading.mapping(Self.mapping), path: "b.csv"))
      let reader = InventoryReader([inputs[0], table])
      _ = reader.read(.structure)
      #expect(reader.tree.systems.map(\.id) == ["s0"], "\(pair)")
    }
  }

  @Test("inputs of several days have no day together, and it is said")
  func losesDays() throws {
    func head(_ days: [String?], _ sources: [String]) throws -> (text: String, lost: [String]) {
      let inputs = days.enumerated().map { index, day in
        let day = day.map { ", \"extracted\": \"\($0)\"" } ?? ""
        return InventoryInput.bytes(
          Array(
            #"{"version": 1\#(day), "source": "\#(sources[index])", "systems": [{"id": "s\#(index)"}]}"#
              .utf8), name: "\(index).json")
      }
      let reader = InventoryReader(inputs)
      _ = reader.read(.structure)
      var text: [UInt8] = []
      let writer = InventoryWriter(reader.tree, format: .json) { text += $0 }
      writer.finish()
      return (String(decoding: text, as: UTF8.self), writer.lost.map(\.code))
    }
    let same = try head(["2026-10-30", "2026-10-30"], ["CMDB", "CMDB"])
    #expect(same.text.contains(#""extracted": "2026-10-30", "source": "CMDB""#) && same.lost == [])
    for days in [["2026-10-30", "2026-10-20"], [nil, "2026-10-30"]] {
      let other = try head(days, ["CMDB", "Register"])
      #expect(!other.text.contains("extracted"))
      #expect(other.text.contains(#""source": "CMDB; Register""#))
      #expect(other.lost == ["convert.lost-day"])
    }
  }

  @Test(
    "two registers that write one period in other words agree, and two periods do not",
    arguments: [
      ("Six years", "P6Y", false), ("7 years", "P7Y", true),
      // One says more than the other.
      ("CFY + 6", "P6Y\", \"trigger\": \"financial-year-end", true),
      ("minimum 6 years", "P6Y\", \"bound\": \"minimum", true),
    ])
  func words(_ words: String, _ period: String, _ isConflict: Bool) throws {
    func input(_ name: String, _ words: String, _ period: String) -> InventoryInput {
      let retention =
        "{\"kind\": \"fixed\", \"period\": \"\(period)\", \"originalText\": \"\(words)\"}"
      let text =
        "{\"systems\": [{\"id\": \"s\", \"datasets\": [{\"id\": \"d\", "
        + "\"retention\": \(retention), \"retentions\": [\(retention)]}]}]}"
      return .bytes(Array(text.utf8), name: name)
    }
    let reader = InventoryReader([
      input("a.json", "6 years", "P6Y"), input("b.json", words, period),
    ])
    let outcome = reader.read(.structure)
    #expect(outcome.diagnostics.contains { $0.code == "reader.conflict" } == isConflict)
    let dataset = try #require(reader.tree.dataset("d")?.object)
    let rules = dataset[try #require(dataset.slot("retentions"))].asList
    #expect(rules.count == 1)
  }

  /// What two registers in tables say of one dataset, and what came of it.
  static func phrases(_ phrases: [String]) throws -> (retention: String, codes: [String]) {
    let mapping = try Reading.mapping(
      """
      mapping: r
      title: R
      reads: {format: table, columns: [System]}
      unknown: ["", tbc]
      join: name
      systems:
        rows: distinct(System)
        id: slug(row.System)
        name: row.System
        datasets: {rows: all, id: slug(row.Class), name: row.Class, retention: retention(row.Keep)}
      """)
    let inputs = phrases.enumerated().map { index, phrase in
      InventoryInput.bytes(
        Array("System,Class,Keep\nPayroll,Files,\"\(phrase)\"\n".utf8), name: "\(index).csv"
      ).mapped(by: MappedInput(mapping, path: "\(index).csv"))
    }
    let reader = InventoryReader(inputs)
    let outcome = reader.read(.structure)
    var text: [UInt8] = []
    let writer = InventoryWriter(reader.tree, format: .json) { text += $0 }
    writer.finish()
    return (String(decoding: text, as: UTF8.self), outcome.diagnostics.map(\.code))
  }

  @Test(
    "phrases that differ in a part that only one has are conflicts",
    arguments: [
      "CFY + 6", "minimum 6 years", "up to 6 years", "current + 6", "6 years after termination",
      "6 years after closure", "6 years or until superseded, whichever is later", "7 years",
      "Paper: 6 years; electronic: 7 years",
    ])
  func differentPhrases(_ phrase: String) throws {
    for pair in [["6 years", phrase], [phrase, "6 years"]] {
      let (json, codes) = try Self.phrases(pair)
      #expect(codes.contains("reader.conflict"), "\(pair): \(json)")
      #expect(!json.contains("trigger\": \"") && !json.contains("bound\": \"m"), "\(json)")
    }
  }

  @Test("two events without a code are not the same, and other words for one period are")
  func samePhrases() throws {
    for pair in [
      ["6 years after termination", "6 years after redundancy"],
      ["6 years after closure", "6 years after termination"],
      ["Paper: 3 years; electronic: 7 years", "Paper: 3 years; electronic: permanent"],
    ] {
      #expect(try Self.phrases(pair).codes.contains("reader.conflict"), "\(pair)")
    }
    for pair in [
      ["6 years", "Six years"], ["6 years", "72 months"],
      ["6 years after closure", "Six years after closure"],
    ] {
      #expect(!(try Self.phrases(pair).codes.contains("reader.conflict")), "\(pair)")
    }
  }

  @Test(
    "what one input does not know is taken from the other", arguments: ["tbc", "", "who knows"])
  func knownBesideUnknown(_ phrase: String) throws {
    for pair in [["6 years", phrase], [phrase, "6 years"]] {
      let (json, codes) = try Self.phrases(pair)
      #expect(!codes.contains("reader.conflict"))
      #expect(json.contains("\"period\": \"P6Y\""))
    }
    // What contradicts each other stays unknown, whatever a third says.
    let (json, codes) = try Self.phrases(["6 years", "7 years", "6 years"])
    #expect(codes.contains("reader.conflict") && !json.contains("P6Y") && !json.contains("P7Y"))
  }

  @Test("a register of many systems is joined by name")
  func joinsMany() throws {
    let rows = (1...5_000).map { "Register \($0),A,R\($0),1" }
    let (tree, codes) = try Self.read(
      [0, 1],
      "System,Owner,Records,Count\nCustody system,Ann,Records,1\n"
        + rows.joined(separator: "\n"))
    #expect(tree.systems.count == 5_004)
    #expect(!codes.contains("reader.duplicate-id"))
    #expect(tree.system("s1")?.files.count == 2)
  }

  @Test("a name that two have, or none, keeps its own id")
  func ambiguous() throws {
    let (tree, _) = try Self.read(
      [0, 1], "System,Owner,Records,Count\nTwice,Ann,R,1\nNew,Ann,R2,1\n")
    #expect(tree.system("register-twice") != nil)
    #expect(tree.system("register-new") != nil)
  }

  @Test("a conflict between two files is told with both places")
  func conflict() throws {
    let (_, codes) = try Self.read([0, 1], "System,Owner,Records,Count\nCrime,Ann,R,1\n")
    #expect(codes.contains { $0.contains("conflict") })
  }
}
