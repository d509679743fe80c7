import Diagnostics
import Testing

@testable import Inventory

/// The published schemas accept what the readers accept, and nothing else.
@Suite struct SchemaAgreementTests {
  static let codes = CodeBook(
    lists: [
      "regime": ["law-enforcement", "general"], "record-kind": ["offender"],
      "log-operation": ["erasure", "collection"], "beyond-use": ["secured", "no-access"],
      "category": ["crime-report"],
    ],
    closed: ["regime", "beyond-use"])

  /// Values as JSON has them, whether right or wrong somewhere.
  static let jsonValues = [
    "3", "3.0", "3e0", "30e-1", "-0", "-0.0", "0", "3.5", "35e-1", "-1", "1e2", "4", "4.0", "5",
    "999999999999999999", "1000000000000000000", "true", "false", "null", "{}", "[]", "[\"\"]",
    "[null]", "[1]", "[{}]", "\"\"", "\"3\"", "\"unknown\"", "\"not-applicable\"", "\"true\"",
    "\"2026-02-28\"", "\"2026-02-29\"", "\"2024-02-29\"", "\"2026-04-31\"", "\"2026-13-01\"",
    "\"2026-02\"", "\"2026-13\"", "\"2026\"", "\"26\"", "\"9999-12-31\"", "\" 2026-02-28\"",
    "\"2026-02-28T09:30:00Z\"", "\"2026-02-30T09:30:00Z\"", "\"2026-02-28T24:00:00Z\"",
    "\"2026-02-28T09:30:00.5+01:00\"", "\"2026-02-28T09:30:00\"", "\"P6Y\"", "\"P\"", "\"P9999Y\"",
    "\"P10000Y\"", "\"P1Y2M3W4D\"", "\"PT1H\"", "\"P1M1Y\"", "\"indefinite\"", "\"general\"",
    "\"generl\"", "\"offender\"", "\"nominal\"", "[\"erasure\"]", "[\"erasure\", \"erasur\"]",
    "[\"secured\"]", "[\"secured\", \"secure\"]", "[\"unknown\"]",
  ]

  /// Values as an XML attribute has them.
  static let xmlValues = [
    "3", "3.0", "3e0", "-0", "0", "00", "+3", "-1", " 3", "5", "4", "04", "999999999999999999",
    "1000000000000000000", "true", "false", "1", "TRUE", " true", "unknown", "not-applicable",
    "unknown ", "", " ", "2026-02-28", "2026-02-29", "2024-02-29", "2000-02-29", "1900-02-29",
    "2026-04-31", "2026-00-10", "2026-02", "2026", "26", " 2026-02-28", "2026-02-28Z",
    "9999-12-31", "2026-02-28T09:30:00Z", "2026-02-28T09:60:00Z", "2026-02-28T09:30:60+14:00",
    "P6Y", "P", "P9999Y", "P10000Y", "P1Y2M3W4D", "PT1H", "indefinite", "general", "generl",
    "general law-enforcement", "offender", "nominal", "erasure collection", "erasure erasur",
    "secured no-access", "secured secure",
  ]

  /// A field of every kind, as a way from the inventory to it.
  static let fields: [(way: [String], name: String)] = [
    (["systems", "datasets"], "count"), (["systems", "datasets", "records"], "group"),
    (["systems", "datasets", "records"], "ageAtEvent"),
    (["systems", "datasets", "records"], "serious"),
    (["systems", "datasets", "records"], "kind"),
    (["systems", "datasets", "records"], "lastEvent"),
    (["systems"], "regime"), (["systems"], "sensitive"), (["systems"], "goLive"),
    (["systems"], "owner"), (["systems"], "ownr"), (["systems", "logging"], "operations"),
    (["systems", "backup"], "retention"), (["systems", "backup"], "beyondUse"),
    (["systems"], "dpia"), (["systems"], "processors"), (["systems"], "datasets"),
    (["organisations", "incidents"], "aware"), (["organisations"], "holds"), ([], "version"),
    ([], "extracted"),
  ]

  struct Document {
    let name: String
    let text: String
  }

  private static func json(_ way: ArraySlice<String>, _ member: String) -> String {
    guard let step = way.first else { return "{\(member)}" }
    let isObject = ["logging", "backup"].contains(step)
    let inner = json(way.dropFirst(), member)
    return
      "{\"\(step)\": \(isObject ? withIdentity(step, inner) : "[\(withIdentity(step, inner))]")}"
  }

  /// An object with an identifier, where it needs one.
  private static func withIdentity(_ step: String, _ object: String) -> String {
    guard ["organisations", "systems", "datasets"].contains(step) else { return object }
    let rest = object.dropFirst()
    return rest == "}" ? "{\"id\": \"a\"}" : "{\"id\": \"a\", \(rest)"
  }

  private static func xml(_ way: ArraySlice<String>, _ attribute: String) -> String {
    let elements = [
      "organisations": "organisation", "systems": "system", "datasets": "dataset",
      "records": "record", "incidents": "incident",
    ]
    func element(_ way: ArraySlice<String>) -> String {
      guard let step = way.first else { return "" }
      let name = elements[step] ?? step
      let id = ["organisations", "systems", "datasets"].contains(step) ? " id='a'" : ""
      let own = way.count == 1 ? " \(attribute)" : ""
      return "<\(name)\(id)\(own)>\(element(way.dropFirst()))</\(name)>"
    }
    let own = way.isEmpty ? " \(attribute)" : ""
    return "<inventory xmlns='\(Vocabulary.namespace)'\(own)>\(element(way))</inventory>"
  }

  static let jsonDocuments = fields.flatMap { field in
    jsonValues.map { value in
      Document(
        name: "\(field.name): \(value)", text: json(field.way[...], "\"\(field.name)\": \(value)"))
    }
  }

  static let xmlDocuments = fields.flatMap { field in
    xmlValues.map { value in
      Document(
        name: "\(field.name)='\(value)'", text: xml(field.way[...], "\(field.name)='\(value)'"))
    }
  }

  /// Which documents a reader accepts.
  private static func accepted(_ documents: [Document], isStrict: Bool) -> [Bool] {
    documents.map { document in
      var options = ReaderOptions()
      options.codes = codes
      options.isStrict = isStrict
      let reader = InventoryReader(
        [.bytes(Array(document.text.utf8), name: "a")], options: options)
      var outcome = reader.read(.everything)
      if outcome.hasLateFacts {
        outcome = reader.read(.structure)
        let rows = reader.read(.rows)
        outcome.diagnostics += rows.diagnostics
      }
      return outcome.isComplete && !outcome.diagnostics.contains { $0.severity == .error }
    }
  }

  private static func check(_ documents: [Document], _ reader: [Bool], _ schema: [Bool]) {
    #expect(reader.count == schema.count && reader.contains(true) && reader.contains(false))
    for (document, (reader, schema)) in zip(documents, zip(reader, schema)) {
      #expect(
        reader == schema,
        "\(document.name): the reader \(reader ? "accepts" : "refuses") it: \(document.text)")
    }
  }

  @Test(
    "JSON is accepted by the schema if and only if it is by the reader",
    .enabled(if: Tool.hasJSONSchema, "python3 has no jsonschema: the JSON schema is not tested"),
    arguments: [false, true])
  func agreesOnJSON(_ isStrict: Bool) throws {
    let folder = Folder()
    let schema = folder.write(
      InventorySchema.jsonSchema(codes: Self.codes, isStrict: isStrict), to: "schema.json")
    let file = folder.write(
      Self.jsonDocuments.map(\.text).joined(separator: "\n"), to: "documents")
    let program = """
      import json, sys, jsonschema
      validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
      print("".join("01"[validator.is_valid(json.loads(line))] for line in open(sys.argv[2])))
      """
    let python = try #require(Tool.path(of: "python3"))
    let result = Tool.run([python, "-c", program, schema, file], in: folder)
    try #require(result.status == 0, "\(result.output)")
    let valid = result.output.filter { $0 == "0" || $0 == "1" }.map { $0 == "1" }
    Self.check(
      Self.jsonDocuments, Self.accepted(Self.jsonDocuments, isStrict: isStrict), valid)
  }

  @Test(
    "XML is accepted by the schema if and only if it is by the reader",
    .enabled(if: Tool.hasXMLLint, "xmllint is not installed: the XML schema is not tested"),
    arguments: [false, true])
  func agreesOnXML(_ isStrict: Bool) throws {
    let folder = Folder()
    let schema = folder.write(
      InventorySchema.xsd(codes: Self.codes, isStrict: isStrict), to: "schema.xsd")
    let files = Self.xmlDocuments.enumerated().map { index, document in
      folder.write(document.text, to: "\(index).xml")
    }
    let xmllint = try #require(Tool.path(of: "xmllint"))
    let result = Tool.run(
      [xmllint, "--noout", "--nonet", "--schema", schema] + files, in: folder)
    let valid = files.map { result.output.contains("\($0) validates\n") }
    Self.check(Self.xmlDocuments, Self.accepted(Self.xmlDocuments, isStrict: isStrict), valid)
  }
}
