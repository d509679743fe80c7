import Diagnostics
import Inventory
import Testing

@Suite("JSON along mappings") struct JSONMappingTests {
  static let mapping = """
    mapping: cmdb
    title: A CMDB
    reads: {format: json, when: has(document.result)}
    unknown: [N/A]
    systems:
      rows: $.result[*]
      id: row.id
      name: row.name
      owner: row.owner.value
      status: "row.?status.orValue('live')"
      description: row.note
      datasets:
        rows: "@.tables[?@.kind == 'records']"
        id: row.id
        count: row.rows
      processors:
        rows: "@.suppliers[*]"
        name: row.name
    """

  @Test("rows, references and nested lists, with lines and columns")
  func reads() throws {
    let outcome = try Reading.read(
      """
      {"result": [
        {"id": "a", "name": "Custody", "owner": {"value": "Ann"}, "note": null,
         "tables": [{"id": "t1", "kind": "records", "rows": 12}, {"id": "t2", "kind": "x"}],
         "suppliers": [{"name": "Acme"}, {"name": "N/A"}]},
        {"id": "b", "name": "N/A", "owner": "", "status": "odd", "more": 1}
      ]}
      """, Self.mapping)
    #expect(
      outcome.json.contains(#"{"id": "a", "name": "Custody", "status": "live", "owner": "Ann""#))
    #expect(outcome.json.contains(#""processors": [{"name": "Acme"}, {"name": null}]"#))
    #expect(outcome.json.contains(#"{"id": "t1", "count": 12}"#))
    #expect(!outcome.json.contains("t2"))
    #expect(outcome.json.contains(#"{"id": "b", "name": null, "status": "odd""#))
    let odd = try #require(outcome.first("reader.unknown-code"))
    #expect(odd.position.map { [$0.line, $0.column] } == [5, 53])
    #expect(odd.severity == .notice)
    // What only a selector looks at is used, too.
    #expect(outcome.summary?.unused == ["more"])
  }

  @Test("JSON inside of JSON is read, and stands where its text does")
  func inner() throws {
    let mapping = """
      mapping: har
      title: A recording
      reads: {format: json}
      systems:
        rows: ["$.log.entries[*].text", json, "$.result[*]"]
        id: row.id
        status: row.status
      """
    let outcome = try Reading.read(
      #"{"log": {"entries": [{"text": "{\"result\": [{\"id\": \"a\", \"status\": \"odd\"}]}"}]}}"#,
      mapping)
    #expect(outcome.json.contains(#"{"id": "a", "status": "odd""#))
    #expect(outcome.first("reader.unknown-code")?.position?.column == 31)
    // A recording writes bodies in base64, too: this is {"result": [{"id": "b", "status": "odd"}]}.
    let encoded = try Reading.read(
      #"{"log": {"entries": [{"text": "eyJyZXN1bHQiOiBbeyJpZCI6ICJiIiwgInN0YXR1cyI6ICJvZGQifV19"}]}}"#,
      mapping)
    #expect(encoded.json.contains(#"{"id": "b", "status": "odd""#))
    for isStrict in [false, true] {
      let broken = try Reading.read(
        #"{"log": {"entries": [{"text": "<html>"}, {"text": "{\"result\": []}"}]}}"#, mapping,
        isStrict: isStrict)
      let told = try #require(broken.first("mapping.inner-json"))
      #expect(told.position?.column == 31)
      #expect(told.severity == (isStrict ? .error : .notice))
    }
  }

  @Test("records stream from a list, and from lines")
  func streams() throws {
    let mapping = RecordMapping.text(
      "{format: json}", rows: "$.data.rows[*]", "id: row.id\ncreated: row.made")
    let rows = (1...300).map { #"{"id": "R\#($0)", "made": "2001-02-0\#($0 % 9 + 1)"}"# }
    let text =
      #"{"meta": {"rows": [1]}, "data": {"x": "]", "rows": ["#
      + rows.joined(separator: ",\n") + #"], "y": {}}}"#
    let outcome = try Reading.read(text, mapping)
    #expect(outcome.json.contains(#"{"id": "R300", "created": "2001-02-04"}"#))
    #expect(outcome.summary?.rows.last?.count == 300)
    let lines = mapping.replacing("format: json", with: "format: ndjson")
      .replacing("$.data.rows[*]", with: "all")
    let same = try Reading.read(rows.joined(separator: "\n"), lines)
    #expect(same.json == outcome.json)
    let broken = try Reading.read(rows.joined(separator: "\n") + "\n{\"id\": }", lines)
    #expect(broken.first("reader.malformed")?.position.map { [$0.line, $0.column] } == [301, 8])
  }

  @Test("UTF-16 is told by its mark or its zeros, and a comma too many is told where it stands")
  func oddFiles() throws {
    let text = "{\"result\": [{\"id\": \"ä\"}]}"
    let units = Array(text.utf16)
    let little = units.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
    for bytes in [[0xff, 0xfe] + little, [0xfe, 0xff] + big, little, big] {
      #expect(try Reading.read(bytes, Self.mapping).json.contains(#"{"id": "ä""#))
    }
    let outcome = try Reading.read("{\"result\": [\n {\"id\": \"a\",}]}", Self.mapping)
    let failure = try #require(outcome.first("reader.malformed"))
    #expect(failure.message.contains("comma after the last item"))
    #expect(failure.position.map { [$0.line, $0.column] } == [2, 12])
  }

  static let around = RecordMapping.text("{format: json}", rows: "$.a.rows[*]", "id: row.id")

  @Test(
    "what stands before and behind rows that stream is read as JSON",
    arguments: [
      (#"{"a": {"rows": [{"id": 1}]}, "b": {"x": 1]}"#, 42),
      (#"{"a": {"rows": [{"id": 1}] {"id": 2}]}}"#, 28),
      (#"{"a": {"rows": [{"id": 1}], {"id": 2}]}}"#, 29),
      (#"{"a": {"rows": [{"id": 1}],}}"#, 27), (#"{"a": {"rows": [{"id": 1},]}}"#, 26),
      (#"{,"a": {"rows": []}}"#, 2), (#"{"b": tru, "a": {"rows": []}}"#, 7),
      (#"{"b": [+1], "a": {"rows": []}}"#, 8), (#"{"b": "\q", "a": {"rows": []}}"#, 8),
      (#"{"a": {"rows": []}, "b": nul}"#, 26), (#"{"a": {"rows": []}} 1"#, 21),
      (#"{"a": {"rows": []}, "b" 1}"#, 25), (#"{"b": [1 2], "a": {"rows": []}}"#, 10),
      (#"{"b": [1,], "a": {"rows": []}}"#, 9), (#"{"a": {"x": }, "b": 1}"#, 13),
      (#"{"a": {"rows": []}, "b": {"c": 1, "c": 2}}"#, 35),
      (#"{"a": {"rows": []}, "a": {"rows": []}}"#, 21),
      (#"{"a": {"rows": [], "rows": [{"id": 1}]}}"#, 20),
    ])
  func readsAround(_ text: String, _ column: Int) throws {
    let outcome = try Reading.read(text, Self.around)
    let errors = outcome.diagnostics.filter { $0.severity == .error }
    #expect(errors.first?.position?.column == column, "\(outcome.diagnostics)")
    // Read whole, the same is wrong.
    let whole = try Reading.read(text, Self.around.replacing("$.a.rows", with: "$..rows"))
    #expect(
      whole.diagnostics.filter { $0.severity == .error }.map(\.message) == errors.map(\.message))
  }

  @Test("numbers keep their digits as texts, and words that mean unknown hold for them")
  func numbers() throws {
    for rows in ["$.a.rows[*]", "$..rows[*]"] {
      let mapping = RecordMapping.text(
        "{format: json}", rows: rows, "id: row.id\nsubject: row.p\nrestricted: row.r",
        head: "unknown: ['0', 'false']")
      let outcome = try Reading.read(
        #"{"a": {"rows": [{"id": 12345678901234567890, "p": 1.50}, {"id": 12, "p": 0, "r": false}]}}"#,
        mapping)
      #expect(outcome.json.contains(#"{"id": "12345678901234567890", "subject": "1.50""#))
      #expect(outcome.json.contains(#"{"id": "12", "subject": null, "restricted": null"#))
    }
  }

  /// Records of one dataset, whose review and disposal only some files have.
  static func records(_ reads: String, rows: String) -> String {
    RecordMapping.text(
      reads, rows: "\"\(rows)\"",
      """
      id: row.Id
      created: day(row.Made)
      reviewed: day(row.Reviewed)
      disposed: day(row.?Gone.orValue(row.Ended))
      """)
  }

  struct Lacking: Sendable, CustomTestStringConvertible {
    let name: String
    let mapping: String
    let text: String
    var testDescription: String { name }
  }

  private static let list = """
    {"r": [{"Id": "A", "Made": "2001-02-01", "Ended": null}, {"Id": "B", "Gone": "2020-01-01"}]}
    """
  private static let elements = """
    <r><x><Id>A</Id><Made>2001-02-01</Made><Ended/></x><x><Id>B</Id><Gone>2020-01-01</Gone></x></r>
    """

  static let lacking = [
    Lacking(
      name: "a list in JSON that streams", mapping: records("{format: json}", rows: "$.r[*]"),
      text: list),
    Lacking(
      name: "a query of JSON that is read whole",
      mapping: records("{format: json}", rows: "$.r[?@.Id]"),
      text: list),
    Lacking(
      name: "lines of NDJSON", mapping: records("{format: ndjson}", rows: "all"),
      text: """
        {"Id": "A", "Made": "2001-02-01", "Ended": null}
        {"Id": "B", "Gone": "2020-01-01"}
        """),
    Lacking(
      name: "elements of XML that stream", mapping: records("{format: xml}", rows: "/r/x"),
      text: elements),
    Lacking(
      name: "an XPath of XML that is read whole", mapping: records("{format: xml}", rows: "//x"),
      text: elements),
  ]

  @Test("what no row has is unknown and told, what some rows lack is absent", arguments: lacking)
  func tellsMissingMembers(_ example: Lacking) throws {
    let outcome = try Reading.read(example.text, example.mapping, isStrict: true)
    #expect(outcome.json.contains(#""id": "A", "created": "2001-02-01", "reviewed": null}"#))
    #expect(outcome.json.contains(#""id": "B", "reviewed": null, "disposed": "2020-01-01"}"#))
    let told = outcome.diagnostics.filter { $0.code == "mapping.missing-member" }
    #expect(told.count == 1 && told[0].severity == .error, "\(outcome.diagnostics)")
    #expect(told.first?.message.contains("\"Reviewed\"") == true)
  }

  @Test("texts in expressions that mean nothing are errors when the mapping is loaded")
  func refusesConstants() {
    func code(_ reads: String, _ name: String) -> String? {
      let head = "mapping: m\ntitle: M\nreads: \(reads)\nsystems:\n  rows: //x\n"
      return Reading.problems(head + "  id: xpath('@id')\n  name: \(name)\n").first?.code
    }
    let xml = "{format: xml, namespaces: {r: 'urn:r'}}"
    #expect(code(xml, "xpath('r:name[')") == "mapping.xpath")
    #expect(code(xml, "xpath('q:name')") == "mapping.prefix")
    #expect(code(xml, "xpath('child::r:name/@xml:lang')") == nil)
    #expect(code(xml, "lookup('users', xpath('@u')).name") == "mapping.no-input")
    #expect(code(xml, "string(day(xpath('a'), ['dd.QQ.yyyy']))") == "mapping.day-pattern")
    #expect(code(xml, "string(day(row['a'], ['dd.MM.yyyy']))") == nil)
    #expect(code(xml, "string(day(row.a, ['MM/dd/yyyy', 'dd/MM/yyyy']))") == "mapping.day-order")
    #expect(code(xml, "string(day(row.a, ['MM/dd/yyyy', 'd.M.yyyy']))") == nil)
    #expect(code(xml, "row.a\n  goLive: \"'2026-02-30'\"") == "mapping.constant")
    #expect(code(xml, "row.a\n  goLive: \"'2026-02-28'\"") == nil)
  }
}
