import Diagnostics
import Inventory
import Testing

@testable import Mapping

/// Rows that are read the fast way give what the slow way gives.
@Suite("Fast rows") struct FastRowTests {
  struct Form: Sendable {
    let name: String
    let mapping: String
    /// The file of a list of rows.
    let file: @Sendable ([String]) -> String
  }

  static func mapping(_ reads: String, rows: String, _ name: (String) -> String) -> String {
    RecordMapping.text(
      reads, rows: rows,
      """
      id: "\(name("id"))"
      subject: "\(name("person"))"
      kind: "code({'O': 'offender', 'V': 'victim'}, \(name("kind")))"
      group: "number(\(name("group")))"
      restricted: "\(name("live"))"
      created: "day(\(name("made")), ['dd/MM/yyyy', 'd MMM yyyy'])"
      reviewed: "day(\(name("reviewed")))"
      disposed: "day(\(name("gone")))"
      """, head: "unknown: [N/A]")
  }

  static let forms = [
    Form(
      name: "list", mapping: mapping("{format: json}", rows: "$.rows[*]") { "row.\($0)" },
      file: { "{\"rows\": [" + $0.joined(separator: ",\n") + "]}" }),
    Form(
      name: "lines", mapping: mapping("{format: ndjson}", rows: "all") { "row.\($0)" },
      file: { $0.joined(separator: "\n") }),
  ]

  /// Rows, each odd in one way.
  static let rows = [
    #"{"id": "a", "person": "p1", "kind": "O", "group": 1, "live": true, "made": "01/02/2003"}"#,
    #"{ "made" : "1 Feb 2003" , "id":"b","kind":" v ","group":"2", "live": "false", "x": {"y": [1, {}]}}"#,
    #"{"id": "tab\tand \u00e9", "kind": "O", "group": 1}"#,
    #"{"id": "é – 漢", "person": "Ünal", "kind": "O"}"#,
    #"{"id": 12, "group": 1.0, "kind": "odd", "made": "soon"}"#,
    #"{"id": "power", "group": 1e2, "gone": null}"#, #"{"id": 12345678901234567890}"#,
    #"{"id": 1.50, "person": -0, "y": {"a": 1, "b": {"a": 2}}, "z": {"a": 1}}"#,
    #"{"id": "", "person": "N/A", "kind": "  ", "group": -1, "live": null, "made": ""}"#,
    #"{"id": {"in": "side"}, "kind": ["O"], "group": true, "live": "no"}"#,
    #"{}"#, #"{"other": [[[]], "]}\"", -0.5e+3]}"#,
    #"{"id": "z", "group": 12345678901234567890, "made": "2003-02-01T10:00:00", "kind": "O"}"#,
    #"{"id": "w", "group": "1,234", "made": " 01/02/2003 ", "reviewed": "2004-05-06"}"#,
  ]

  /// The first place at which two texts differ, with what stands around it in both.
  static func difference(_ left: String, _ right: String) -> String? {
    guard left != right else { return nil }
    let common = zip(left, right).prefix { $0 == $1 }.count
    func part(_ text: String) -> Substring { text.dropFirst(max(0, common - 60)).prefix(160) }
    return "fast: \(part(left)) slow: \(part(right))"
  }

  static func same(_ text: [UInt8], _ mapping: String) throws -> Reading.Outcome {
    let fast = try Reading.read(text, mapping)
    let slow = try Reading.read(text, mapping, isPlain: true)
    let saidFast = fast.diagnostics.map(\.description).joined(separator: "\n")
    let saidSlow = slow.diagnostics.map(\.description).joined(separator: "\n")
    for difference in [difference(fast.json, slow.json), difference(saidFast, saidSlow)] {
      if let difference { Issue.record("\(difference)") }
    }
    #expect(fast.summary?.values == slow.summary?.values)
    #expect(fast.summary?.misread == slow.summary?.misread)
    return fast
  }

  @Test("odd rows are the same, by themselves and together", arguments: [0, 1])
  func oddRows(_ form: Int) throws {
    let form = Self.forms[form]
    for row in Self.rows { _ = try Self.same(Array(form.file([row]).utf8), form.mapping) }
    let all = try Self.same(Array(form.file(Self.rows).utf8), form.mapping)
    let isRight = all.json.contains(#""kind": "victim", "group": 2, "created": "2003-02-01""#)
    #expect(isRight)
  }

  @Test("faults are told in the same words at the same place", arguments: [0, 1])
  func faults(_ form: Int) throws {
    let form = Self.forms[form]
    let faults = [
      #"{"id": "a",}"#, #"{"id" "a"}"#, #"{"id": "a" "b": 1}"#, #"{"id": 01}"#, #"{"id": -}"#,
      #"{"id": tru}"#, #"{"id": "a"#, #"{"id": "a\q"}"#, "{\"id\": \"a\u{1}\"}", #"{id: 1}"#,
      #"{"id": "a"} {"#, #"{"id": 1.}"#, #"{"id": nullx}"#, #"{"id": "a", "x": [{"y": 1]}}"#,
      #"{"id": "a", "x": [1,]}"#, "{\"id\": \"a\nb\"}",
    ]
    for fault in faults {
      let text = form.file([Self.rows[0], fault, Self.rows[1]])
      let outcome = try Self.same(Array(text.utf8), form.mapping)
      #expect(outcome.first("reader.malformed") != nil, "\(fault)")
    }
    var bytes = Array(form.file([Self.rows[0], #"{"id": "?"}"#]).utf8)
    bytes[bytes.lastIndex(of: UInt8(ascii: "?")) ?? 0] = 0xff
    #expect(try Self.same(bytes, form.mapping).first("reader.malformed") != nil)
  }

  @Test("of two members of one name nobody can say which counts", arguments: [0, 1])
  func doubledNames(_ form: Int) throws {
    let form = Self.forms[form]
    let many = (0..<20).map { "\"k\($0)\": 1" }.joined(separator: ", ")
    let rows = [
      #"{"id": "a", "id": "b"}"#, #"{"id": "a", "x": 1, "y": 2, "x": 3}"#,
      #"{"id": "a", "x": {"y": 1, "y": 1}}"#, #"{"id": "a", "x": [{"y": 1, "z": 1, "y": 1}]}"#,
      #"{"id": "a", "\u0069d": "b"}"#, "{\(many), \"k7\": 1}",
    ]
    for row in rows {
      let outcome = try Self.same(
        Array(form.file([Self.rows[0], row, Self.rows[1]]).utf8), form.mapping)
      let told = try #require(outcome.first("reader.duplicate-field"), "\(row)")
      #expect(told.severity == .error && told.position?.line == 2)
      #expect(told.related.count == 1 && told.related[0].position.line == 2)
      #expect(outcome.summary?.rows.last?.count == 2)
    }
  }

  @Test("one bad row hides no other, and all of them are told", arguments: [0, 1])
  func badRows(_ form: Int) throws {
    let form = Self.forms[form]
    let bad = [#"{"id": tru}"#, #"{"id": "a", "id": "b", "kind": "\q",}"#, #"{"id" "a"}"#]
    let rows = bad.flatMap { [Self.rows[0], $0] } + [Self.rows[1]]
    let outcome = try Self.same(Array(form.file(rows).utf8), form.mapping)
    let faults = outcome.codes.filter {
      ["reader.malformed", "reader.duplicate-field"].contains($0)
    }
    #expect(faults.count == 5)
    #expect(outcome.summary?.rows.last?.count == 4)
  }

  @Test("rows that cross the end of a window, and rows larger than one, are the same")
  func windows() throws {
    for form in Self.forms {
      let long = String(repeating: "long ", count: 60_000)
      var rows = (0..<4_000).map { Self.rows[$0 % Self.rows.count] }
      rows.insert("{\"id\": \"long\", \"person\": \"\(long)\", \"group\": 3}", at: 2_000)
      let text = form.file(rows)
      let outcome = try Self.same(Array(text.utf8), form.mapping)
      #expect(outcome.summary?.rows.last?.count == 4_001)
    }
  }

  @Test("rows in UTF-16 are read as they come, with its mark and without")
  func sixteenBits() throws {
    for form in Self.forms {
      let text = form.file([Self.rows[0], Self.rows[3]])
      let units = Array(text.utf16).flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
      let outcome = try Self.same(Array(text.utf8), form.mapping)
      for bytes in [[0xff, 0xfe] + units, units] {
        let isSame = try Self.same(bytes, form.mapping).json == outcome.json
        #expect(isSame)
      }
    }
  }

  @Test("rows on several lines know their places")
  func places() throws {
    let row = "{\n  \"id\": \"a\",\r\n\t\"kind\": \"odd\",\n  \"made\": \"soon\"\n}"
    let form = Self.forms[0]
    let outcome = try Self.same(Array(form.file([Self.rows[0], row]).utf8), form.mapping)
    let code = try #require(outcome.first("mapping.no-entry")?.position)
    #expect([code.line, code.column] == [4, 10])
    let day = try #require(outcome.first("mapping.misread")?.position)
    #expect([day.line, day.column] == [5, 11])
  }

  @Test("a table is the same, with codes and numbers that come again and some that do not")
  func table() throws {
    let mapping = Self.mapping("{format: table, columns: [id]}", rows: "all") { "row['\($0)']" }
    var text = "id,person,kind,group,live,made,reviewed\n"
    for number in 0..<2_000 {
      let kind = ["O", "v", "odd", "", "N/A", "K\(number)"][number % 6]
      let group = ["1", "2 ", "1,234", "x", "", "\(number)"][number % 6]
      text +=
        "r\(number),p, \(kind),\"\(group)\",\(number % 3 == 0 ? "true" : ""),"
        + "0\(1 + number % 9)/02/2003,2003-02-0\(1 + number % 9)\n"
    }
    let outcome = try Self.same(Array(text.utf8), mapping)
    let isRight = outcome.json.contains(#""kind": "victim", "group": 2"#)
    #expect(isRight)
  }

  @Test(
    "the beginning of a document is one of its own",
    arguments: [
      (#"{"a": [{"b": 1}, {"b": 2}, {"b"#, #"{"a": [{"b": 1}, {"b": 2}]}"#),
      (#"{"a": "x, ]\"", "b": {"c": [1, 2"#, #"{"a": "x, ]\"", "b": {"c": [1]}}"#),
      (#"[1, 2], "#, #"[1, 2]"#),
    ])
  func beginnings(_ text: String, _ closed: String) {
    #expect(JSONBeginning.closed(Array(text.utf8)) == Array(closed.utf8))
    #expect(JSONBeginning.closed(Array(#"{"a"#.utf8)) == nil)
  }

  @Test("a large document is told by its beginning")
  func large() throws {
    let form = Self.forms[0]
    let mapping = try Reading.mapping(
      form.mapping.replacing("{format: json}", with: "{format: json, when: has(document.rows)}"))
    let text = form.file((0..<2_000).map { _ in Self.rows[0] })
    let look = InputLook(head: Array(text.utf8.prefix(InputLook.headBytes))) {
      Issue.record("the whole file is read")
      return nil
    }
    #expect(look.fits(mapping))
  }
}
