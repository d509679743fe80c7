import Inventory

/// Mutations that know the form: names and values of the vocabulary where others stand, pieces of the
/// input somewhere else in it. The rest stays as it is, since what is wrong all over is refused at once
/// whatever a reader would do with it.
struct Grafting {
  let target: FuzzTarget

  func mutated(_ input: [UInt8], _ random: inout FuzzRandom) -> [UInt8] {
    guard !input.isEmpty else { return Array(random.pick(words).utf8) }
    var bytes = input
    if target == .statement, random.below(2) == 0 { bytes = EvidenceFuzz.statement }
    for _ in 0...random.below(3) {
      switch random.below(4) {
      case 0: replaceValue(in: &bytes, &random)
      case 1: insert(Array(random.pick(words).utf8), into: &bytes, &random)
      case 2: copyPiece(of: &bytes, &random)
      default: removePiece(of: &bytes, &random)
      }
    }
    return bytes
  }

  /// Puts a word in the place of what stands between two quotation marks, or of a word.
  private func replaceValue(in bytes: inout [UInt8], _ random: inout FuzzRandom) {
    let from = random.below(bytes.count)
    guard let start = bytes[from...].firstIndex(where: Self.isBorder),
      let end = bytes[(start + 1)...].firstIndex(where: Self.isBorder)
    else { return }
    bytes.replaceSubrange(start + 1..<end, with: Array(random.pick(words).utf8))
  }

  private func insert(
    _ word: [UInt8], into bytes: inout [UInt8], _ random: inout FuzzRandom
  ) {
    let from = random.below(bytes.count)
    let place = bytes[from...].firstIndex(where: Self.isBorder) ?? from
    bytes.insert(contentsOf: word, at: place)
  }

  private func copyPiece(of bytes: inout [UInt8], _ random: inout FuzzRandom) {
    let start = random.below(bytes.count)
    let piece = bytes[start..<min(bytes.count, start + 1 + random.below(200))]
    bytes.insert(contentsOf: Array(piece), at: random.below(bytes.count))
  }

  private func removePiece(of bytes: inout [UInt8], _ random: inout FuzzRandom) {
    let start = random.below(bytes.count)
    bytes.removeSubrange(start..<min(bytes.count, start + 1 + random.below(60)))
  }

  private static func isBorder(_ byte: UInt8) -> Bool {
    "\"'<>{}[]:,= \n".utf8.contains(byte)
  }

  private var words: [String] {
    switch target {
    case .xml: Self.values + Self.xml
    case .json, .result, .partial, .facts, .statement: Self.values + Self.json
    case .table, .workbook: Self.values + Self.table
    case .cel: Self.cel
    default: Self.values + Self.yaml
    }
  }

  /// Names of the vocabulary, and values at and past the limits of its types.
  private static let values =
    Vocabulary.objects.flatMap { object in [object.name] + object.fields.map(\.name) } + [
      "unknown", "not-applicable", "true", "false", "null", "0", "-1", "9223372036854775808",
      "1e400",
      "2026-02-30", "2026-02", "2026", "9999-12-31", "0001-01-01", "1900-01-01", "P6Y", "P0D",
      "P99999999Y", "PT1H", "indefinite", "2026-10-31T24:00:00Z", "2026-10-31T23:59:59.9999999999Z",
      "\u{301}", "\u{202e}", "\u{1b}[31m", "::error::", "a\u{0}b", "é", "e\u{301}",
    ]

  private static let xml = [
    "<system id=\"s\">", "</system>", "<dataset id=\"d\"/>", "<record id=\"r\"/>",
    "<hold id=\"h\"/>",
    "<x:record xmlns:x=\"urn:x\"/>", "<!--", "-->", "<?x ?>", "<![CDATA[", "]]>", "&#0;",
    "&#x10ffff;",
    "&amp;", "&x;", "<!DOCTYPE inventory [<!ENTITY x 'y'>]>", " id=\"a\"", " xmlns=\"urn:other\"",
    "\u{feff}",
  ]

  private static let json = [
    "{}", "[]", "{\"id\":\"r\"}", "\"records\":[", "\"holdings\":[", "\"systems\":[", ",", ":",
    "\\u0000",
    "\\ud800", "\\", "\"", "1.0", "1e1", "-0", "\u{feff}", "[[[[[[[[", "}}}}",
  ]

  private static let yaml = [
    "- ", ": ", "? ", "| ", "> ", "&a ", "*a", "<<: ", "!!binary ", "!x ", "%YAML 1.2", "---",
    "...",
    "\t", "{a: b}", "[a, b]", "# ", "'", "\"", "~", "0o7", ".inf", "version: 1", "waivers:",
  ]

  private static let table = [
    ",", ";", "\t", "\"", "\"\"", "\r", "\r\n", "\n\n", "Account", "Opened", "=1+1", "31/03/2017",
    "29/02/2019", "\u{feff}", "PK\u{3}\u{4}",
  ]

  private static let cel = [
    "+", "-", "*", "/", "%", "==", "<=", "in", "&&", "||", "!", "?", ":", "(", ")", "[", "]", "{",
    "}", ".",
    ".?", "x", "y", "d", "today", "true", "null", "'a'", "b'\\xff'", "1", "-9223372036854775808",
    "1e308",
    "date('2024-02')", "period('P9999Y')", "duration('9223372036s')", ".all(e, e > 0)",
    ".map(e, e + e)", ".matches('(a|b)*c')", ".format([x])", "has(x.a)", "cel.bind(q, x, ",
    "lastDay(d, period('P6Y'))", "latest([d])", ".split('')", ".substring(1, 2)", "optional.of(x)",
  ]
}
