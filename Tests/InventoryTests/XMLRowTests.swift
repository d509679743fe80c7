import TestSeeds
import Testing

@testable import Inventory

/// Rows of the usual form are read without the XML parser; whatever they look like, it must make no
/// difference.
@Suite struct XMLRowTests {
  /// Rows as files have them, most of the usual form; some of them are not well-formed.
  private static let rows = [
    #"<record id="ID" kind="offender" group="3" born="1980-02-29"/>"#,
    #"<record id="ID" kind="offender" group="2" born="1990-01" lastEvent="2020-05-06"/>"#,
    #"<record id="ID" subject="a > b 'c'" kind="other"/>"#, #"<record id="ID" />"#,
    #"<record id="ID"/>"#, #"<record id="ID" born="unknown" group="99" kind=""/>"#,
    #"<record id="ID" group="3 "/>"#, #"<record group="1" id="ID"/>"#, #"<record />"#, "<record/>",
    #"<record id='ID' kind="offender"/>"#, #"<record id="ID"  group="2"/>"#,
    #"<record id="ID" subject="caf&#233; &amp; co"/>"#, #"<record id="ID" subject="café"/>"#,
    "<record id=\"ID\"\n  group=\"2\"/>", "<record id=\"ID\" subject=\"a\nb\tc\"/>",
    #"<record id="ID" grou="2" groups="1" x:y="z"/>"#, #"<record id = "ID"/>"#,
    #"<record id="ID"><offences/></record>"#, #"<record id="ID" kind="offender"></record>"#,
    #"<!-- <record id="ID"/> -->"#, #"<![CDATA[<record id="ID"/>]]>"#, #"<?p <record id="ID"/>?>"#,
    #"<holding from="1990-01-01" to="1991-01-01" count="3"/>"#,
    #"<record xmlns="u:other" id="ID"/>"#, #"<x:record id="ID"/>"#, #"<recorder id="ID"/>"#, "text",
    "\r\n", "\t ",
  ]
  private static let wrong = [
    #"<record id="ID" id="2"/>"#, #"<record id="ID" group="<"/>"#, #"<record id="ID"group="2"/>"#,
    #"<record id="ID" subject="&nothing;"/>"#, #"<record id="ID" group=2/>"#,
    #"<record id="ID"/ >"#,
    "<record id=\"ID\" subject=\"\u{1}\"/>", #"<record id="ID" subject="\#u{fffe}"/>"#,
    #"<record id="ID" subject="/>"#, "</record>", "<record id=\"ID\"",
  ]

  private static let openings = [
    #"<inventory xmlns:x="u:x"><system id="s"><dataset id="d">"#,
    #"<inventory xmlns="urn:custos:inventory:1" xmlns:x="u:x"><system id="s"><dataset id="d">"#,
    #"<c:inventory xmlns:c="urn:custos:inventory:1" xmlns="u:x" xmlns:x="u:x"><c:system id="s"><c:dataset id="d">"#,
  ]

  /// A document of datasets with random rows.
  private static func document(_ random: inout SplitMix, isSound: Bool) -> String {
    let opening = openings[random.below(openings.count)]
    let prefix = opening.hasPrefix("<c:") ? "c:" : ""
    var text = opening
    for number in 0..<60 {
      let isUsual = random.below(3) > 0
      var row = rows[random.below(isUsual ? 5 : rows.count)]
      if !isSound, random.below(40) == 0 { row = wrong[random.below(wrong.count)] }
      text += row.replacing("ID", with: random.below(20) == 0 ? "same" : "r\(number)")
      text += ["", "\n", "  ", "\r\n"][random.below(4)]
      guard random.below(20) == 0 else { continue }
      text += "</\(prefix)dataset><\(prefix)dataset id=\"d\(number)\">"
      text += random.below(2) == 0 ? "<description>words</description>" : ""
    }
    return text + "</\(prefix)dataset></\(prefix)system></\(prefix)inventory>\n"
  }

  private static func lines(
    _ bytes: [UInt8], atOnce: Bool, _ mode: ReadingMode, chunk: Int
  ) -> [String] {
    var options = ReaderOptions()
    options.readsRowsAtOnce = atOnce
    options.codes = CodeBook(lists: ["record-kind": ["offender"], "category": ["a"]])
    let reading = Reading(
      inputs: [.bytes(bytes, name: "input")], mode: mode, places: true, chunk: chunk,
      options: options)
    // How much of an input was read before it was refused hangs on when the parser was given it.
    var inputs = reading.outcome.inputs
    for index in inputs.indices where !inputs[index].isComplete { inputs[index].byteCount = 0 }
    return [reading.facts] + reading.rows + reading.outcome.diagnostics.map { "\($0)" }
      + inputs.map { "\($0)" }
  }

  private static func compare(_ bytes: [UInt8], _ random: inout SplitMix) {
    for mode in [ReadingMode.everything, .structure] {
      let chunk = 40 + random.below(6000)
      let atOnce = lines(bytes, atOnce: true, mode, chunk: chunk)
      let parsed = lines(bytes, atOnce: false, mode, chunk: chunk)
      #expect(
        atOnce == parsed, "\(mode), chunks of \(chunk): \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test("rows come to the same with and without the parser", arguments: 0..<40 as Range<UInt64>)
  func random(_ number: UInt64) {
    var random = SplitMix(state: TestSeed.of("rows without the parser", number))
    Self.compare(Array(Self.document(&random, isSound: number % 2 == 0).utf8), &random)
  }

  @Test(
    "a byte changed in a row is noticed as the parser notices it",
    arguments: 0..<10 as Range<UInt64>)
  func mutation(_ number: UInt64) {
    var random = SplitMix(state: TestSeed.of("changed rows", number))
    let bytes = Array(Self.document(&random, isSound: true).utf8)
    for _ in 0..<15 {
      var changed = bytes
      let wrong: [UInt8] = [0, 9, 0x20, 0x22, 0x26, 0x27, 0x2f, 0x3c, 0x3d, 0x3e, 0x7f, 0x80, 0xff]
      changed[random.below(bytes.count)] = wrong[random.below(wrong.count)]
      Self.compare(changed, &random)
      Self.compare(Array(bytes[..<random.below(bytes.count)]), &random)
    }
  }

  @Test("every way to write a row comes to the same alone")
  func eachAlone() {
    var random = SplitMix(state: 1)
    for row in Self.rows + Self.wrong {
      for opening in Self.openings {
        let closing =
          opening.hasPrefix("<c:")
          ? "</c:dataset></c:system></c:inventory>"
          : "</dataset></system></inventory>"
        let first = #"<record id="first" group="1"/>"#
        let text = opening + first + row.replacing("ID", with: "r") + first + closing
        Self.compare(Array(text.utf8), &random)
      }
    }
  }
}
