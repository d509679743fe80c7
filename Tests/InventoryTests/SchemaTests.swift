import Testing

@testable import Inventory

@Suite struct SchemaTests {
  static let codes = CodeBook(lists: ["regime": ["law-enforcement", "general", "both"]])

  struct Document: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let isValid: Bool
    var testDescription: String { name }
  }

  static let xml = [
    Document(name: "the sample", text: Samples.xml, isValid: true),
    Document(
      name: "an unknown attribute", text: xml("<system id='a' ownr='b'/>"), isValid: true),
    Document(name: "an unknown element", text: xml("<system id='a'><b/></system>"), isValid: false),
    Document(name: "no id", text: xml("<system/>"), isValid: false),
    Document(
      name: "a code of one's own", text: xml("<system id='a' regime='odd'/>"), isValid: true),
    Document(
      name: "30 February", text: xml("<system id='a' goLive='2026-02-30'/>"), isValid: false),
    Document(name: "a month", text: xml("<system id='a' goLive='2026-02'/>"), isValid: true),
    Document(name: "an id twice", text: xml("<system id='a'/><system id='a'/>"), isValid: false),
    Document(
      name: "an organisation behind a system",
      text: xml("<system id='a'/><organisation id='b'/>"), isValid: false),
    Document(
      name: "another namespace",
      text: xml("<system id='a'><x:b xmlns:x='urn:x' x:c='d'/></system>"), isValid: true),
  ]

  private static func xml(_ content: String) -> String {
    "<inventory xmlns='\(Vocabulary.namespace)'>\(content)</inventory>"
  }

  static let json = [
    Document(name: "the sample", text: Samples.json, isValid: true),
    Document(
      name: "an unknown member", text: #"{"systems": [{"id": "a", "ownr": "b"}]}"#, isValid: true),
    Document(name: "no id", text: #"{"systems": [{}]}"#, isValid: false),
    Document(
      name: "a code of one's own", text: #"{"systems": [{"id": "a", "regime": "odd"}]}"#,
      isValid: true),
    Document(name: "null", text: #"{"systems": [{"id": "a", "dpia": null}]}"#, isValid: true),
    Document(
      name: "a period", text: #"{"systems": [{"id": "a", "backup": {"retention": "P1Y2M"}}]}"#,
      isValid: true),
    Document(
      name: "no period", text: #"{"systems": [{"id": "a", "backup": {"retention": "P1Y2"}}]}"#,
      isValid: false),
  ]

  @Test(
    "the XML schema agrees with the samples",
    .enabled(if: Tool.hasXMLLint, "xmllint is not installed: the XML schema is not tested"),
    arguments: xml)
  func validatesXML(_ document: Document) throws {
    let xmllint = try #require(Tool.path(of: "xmllint"))
    let folder = Folder()
    let schema = folder.write(InventorySchema.xsd(codes: Self.codes), to: "inventory.xsd")
    let file = folder.write(document.text, to: "inventory.xml")
    let result = Tool.run([xmllint, "--noout", "--nonet", "--schema", schema, file], in: folder)
    #expect((result.status == 0) == document.isValid, "\(result.output)")
    #expect(result.status == 0 || result.status == 3, "\(result.output)")
  }

  @Test(
    "the JSON schema agrees with the samples",
    .enabled(
      if: Tool.hasJSONSchema, "python3 has no jsonschema: the JSON schema is not tested"),
    arguments: json)
  func validatesJSON(_ document: Document) throws {
    let folder = Folder()
    let schema = folder.write(InventorySchema.jsonSchema(codes: Self.codes), to: "schema.json")
    let file = folder.write(document.text, to: "inventory.json")
    let program = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      errors = list(jsonschema.Draft202012Validator(schema).iter_errors(json.load(open(sys.argv[2]))))
      print([e.message for e in errors])
      sys.exit(3 if errors else 0)
      """
    let python = try #require(Tool.path(of: "python3"))
    let result = Tool.run([python, "-c", program, schema, file], in: folder)
    #expect(result.status == (document.isValid ? 0 : 3), "\(result.output)")
  }

  @Test(
    "the schema for documents without a namespace accepts them",
    .enabled(if: Tool.hasXMLLint, "xmllint is not installed: the XML schema is not tested"))
  func withoutNamespace() throws {
    let xmllint = try #require(Tool.path(of: "xmllint"))
    let folder = Folder()
    let schema = folder.write(InventorySchema.xsd(hasNamespace: false), to: "inventory.xsd")
    let file = folder.write("<inventory><system id='a'/></inventory>", to: "inventory.xml")
    let result = Tool.run([xmllint, "--noout", "--nonet", "--schema", schema, file], in: folder)
    #expect(result.status == 0, "\(result.output)")
  }

  @Test("the schemas are the same twice and name every field")
  func complete() {
    let xsd = InventorySchema.xsd(codes: Self.codes)
    let json = InventorySchema.jsonSchema(codes: Self.codes)
    #expect(xsd == InventorySchema.xsd(codes: Self.codes))
    #expect(json == InventorySchema.jsonSchema(codes: Self.codes))
    for object in Vocabulary.objects {
      #expect(xsd.contains("<xs:complexType name=\"\(object.name)\">"))
      for field in object.fields { #expect(json.contains("\"\(field.name)\": {")) }
    }
  }
}
