import CEL
import Testing

@testable import Inventory

@Suite struct WriterTests {
  final class Bytes { var bytes: [UInt8] = [] }

  /// What a writer makes of an input.
  private static func converted(_ text: String, to format: ContentFormat) -> String {
    let reader = InventoryReader([.bytes(Array(text.utf8), name: "input0")])
    _ = reader.read(.structure)
    let bytes = Bytes()
    let writer = InventoryWriter(reader.tree, format: format) { bytes.bytes += $0 }
    _ = reader.read(.rows, rows: writer)
    writer.finish()
    #expect(!writer.hasFailed)
    return String(decoding: bytes.bytes, as: UTF8.self)
  }

  static let conversions: [(String, ContentFormat)] = [
    (Samples.xml, .xml), (Samples.xml, .json), (Samples.json, .xml), (Samples.json, .json),
  ]

  @Test("what is written reads as what was read", arguments: conversions)
  func roundTrip(_ text: String, _ format: ContentFormat) {
    let written = Self.converted(text, to: format)
    let before = Reading([text])
    let after = Reading([written])
    #expect(after.outcome.diagnostics == [])
    #expect(after.facts == before.facts)
    #expect(Set(after.rows) == Set(before.rows))
    #expect(after.tree.files[0].source == "CMDB")
    #expect(Self.converted(written, to: format) == written)
  }

  @Test("what is written is valid", .enabled(if: Tool.hasXMLLint, "xmllint is not installed"))
  func valid() throws {
    let xmllint = try #require(Tool.path(of: "xmllint"))
    let folder = Folder()
    let schema = folder.write(InventorySchema.xsd(), to: "inventory.xsd")
    let file = folder.write(Self.converted(Samples.json, to: .xml), to: "inventory.xml")
    let result = Tool.run([xmllint, "--noout", "--schema", schema, file], in: folder)
    #expect(result.status == 0, "\(result.output)")
  }

  @Test("text that would act is written so that it does not")
  func hostile() {
    let text = """
      {"systems": [{"id": "a\\"&<>'\\n\\t\\u0001", "owner": "]]>", "purposes": ["a", "b"],
        "description": " <!-- \\r\\n ", "incidents": 1}]}
      """
    for format in [ContentFormat.xml, .json] {
      let after = Reading([Self.converted(text, to: format)])
      #expect(after.codes == [])
      let shown = format == .xml ? "\u{fffd}" : "\u{1}"
      #expect(after.tree.systems.first?.id == "a\"&<>'\n\t\(shown)")
      #expect(after.facts.contains("description=' <!-- \r\n '"))
    }
  }

  @Test(
    "an instant is written in UTC",
    arguments: [
      (0, 0, "1970-01-01T00:00:00Z"), (-1, 500_000_000, "1969-12-31T23:59:59.5Z"),
      (1_772_353_800, 1, "2026-03-01T08:30:00.000000001Z"),
    ] as [(Int64, UInt32, String)])
  func instants(_ seconds: Int64, _ nanoseconds: UInt32, _ expected: String) throws {
    let text = FactSpelling.instant(seconds: seconds, nanoseconds: nanoseconds)
    #expect(text == expected)
    let value = try Array(text.utf8).withUnsafeBufferPointer { try InstantText.parse($0) }
    #expect(value.asInt == seconds)
    #expect(value.aux == nanoseconds)
  }
}
