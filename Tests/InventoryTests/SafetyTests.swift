import Diagnostics
import Glibc
import Testing

@testable import Inventory

@Suite struct SafetyTests {
  @Test(
    "a document cut off at any byte is refused, in any chunks",
    arguments: [Samples.xml, Samples.json])
  func truncation(_ text: String) {
    let bytes = Array(text.utf8)
    for length in 0..<bytes.count {
      for chunk in [nil, 64] {
        let input = InventoryInput.bytes(Array(bytes[..<length]), name: "cut")
        let reading = Reading(inputs: [input], chunk: chunk)
        #expect(!reading.outcome.isComplete, "cut at \(length)")
        let errors = reading.outcome.diagnostics.filter { $0.severity == .error }
        #expect(errors.count == 1, "cut at \(length): \(reading.outcome.diagnostics)")
      }
    }
  }

  @Test("a byte changed anywhere never ends the program", arguments: [Samples.xml, Samples.json])
  func mutation(_ text: String) {
    let bytes = Array(text.utf8)
    let wrong: [UInt8] = [0, 0x20, 0x22, 0x3c, 0x5c, 0x5d, 0x7d, 0x80, 0xff]
    for index in bytes.indices {
      for byte in [wrong[index % wrong.count], wrong[(index / 2) % wrong.count]] {
        var changed = bytes
        changed[index] = byte
        let input = InventoryInput.bytes(changed, name: "changed")
        let whole = Reading(inputs: [input], mode: .structure, places: true)
        let parts = Reading(inputs: [input], mode: .structure, places: true, chunk: 50)
        #expect(whole.facts == parts.facts, "\(index) \(byte)")
        #expect(whole.rows == parts.rows, "\(index) \(byte)")
        #expect(whole.codes == parts.codes, "\(index) \(byte)")
      }
    }
  }

  struct Limit: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let code: String?
    var testDescription: String { name }
  }

  static let limits = [
    Limit(
      name: "JSON 255 deep",
      text: "{\"systems\": [], \"x-a\": " + nested("[", 255) + nested("]", 255) + "}", code: nil),
    Limit(
      name: "JSON 256 deep",
      text: "{\"systems\": [], \"x-a\": " + nested("[", 256) + nested("]", 256) + "}",
      code: "reader.too-deep"),
    Limit(
      name: "XML 256 deep",
      text: "<inventory>" + nested("<a>", 255) + nested("</a>", 255) + "</inventory>", code: nil),
    Limit(
      name: "XML 257 deep",
      text: "<inventory>" + nested("<a>", 256) + nested("</a>", 256) + "</inventory>",
      code: "reader.too-deep"),
    Limit(
      name: "10,000 attributes",
      text: "<inventory \((0..<10_000).map { "a\($0)='>'" }.joined(separator: " "))/>", code: nil),
    Limit(
      name: "10,001 attributes",
      text: "<inventory \((0..<10_001).map { "a\($0)='>'" }.joined(separator: " "))/>",
      code: "reader.too-large"),
    Limit(
      name: "many = in text",
      text:
        "<inventory><system id='a'><description>\(nested("=", 100_000))</description></system></inventory>",
      code: nil),
    Limit(
      name: "many names",
      text: "<inventory>\((0..<100_000).map { "<n\($0)/>" }.joined())</inventory>",
      code: "reader.too-large"),
    Limit(name: "gzip", text: "\u{1f}\u{8b}", code: "reader.malformed"),
    Limit(
      name: "a DTD that is only named",
      text: "<!DOCTYPE inventory SYSTEM 'http://127.0.0.1:9/x.dtd'><inventory/>", code: nil),
    Limit(
      name: "an entity of a DTD that is only named",
      text: "<!DOCTYPE inventory SYSTEM 'x.dtd'><inventory source='&x;'/>", code: "reader.entity"),
    Limit(
      name: "an entity in text",
      text: "<!DOCTYPE inventory SYSTEM 'x.dtd'><inventory>&x;</inventory>",
      code: "reader.entity"),
    Limit(
      name: "a prefix that nobody declared", text: "<inventory a:b='c'/>",
      code: "reader.malformed"),
  ]

  private static func nested(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test("limits hold on both sides", arguments: limits)
  func limit(_ example: Limit) {
    let errors = Reading([example.text]).outcome.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code) == (example.code.map { [$0] } ?? []))
  }

  @Test("compressed data are refused")
  func compressed() {
    for bytes: [UInt8] in [[0x1f, 0x8b, 8, 0], [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]] {
      #expect(Reading(inputs: [.bytes(bytes, name: "a")]).codes == ["reader.compressed"])
    }
  }

  struct Encoded: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let isRead: Bool
    var testDescription: String { name }
  }

  private static let document = "<inventory>\n<system id='é😀' owner=1/></inventory>"

  private static func utf16(_ text: String, isBig: Bool, mark: Bool = true) -> [UInt8] {
    (mark ? "\u{feff}" + text : text).utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xff), UInt8(unit >> 8)]
      return isBig ? bytes.reversed() : bytes
    }
  }

  static let encodings = [
    Encoded(
      name: "UTF-8 with a mark", bytes: [0xef, 0xbb, 0xbf] + Array(document.utf8), isRead: true),
    Encoded(name: "UTF-16, big end first", bytes: utf16(document, isBig: true), isRead: true),
    Encoded(name: "UTF-16, little end first", bytes: utf16(document, isBig: false), isRead: true),
    Encoded(
      name: "UTF-16 without a mark", bytes: utf16(document, isBig: false, mark: false),
      isRead: true),
  ]

  @Test("encodings are told by their mark, with the same places", arguments: encodings)
  func encoding(_ example: Encoded) {
    for chunk in [nil, 1, 3, 8] {
      let reading = Reading(inputs: [.bytes(example.bytes, name: "a")], chunk: chunk)
      if example.isRead {
        // The value of `owner` lacks its quotation marks.
        #expect(reading.codes == ["reader.malformed"])
        #expect(reading.outcome.diagnostics.first?.position?.line == 2)
      } else {
        #expect(reading.codes == ["reader.encoding"])
      }
    }
  }

  @Test("ISO-8859-1 and US-ASCII are read as they are declared")
  func declared() {
    let head = "<?xml version='1.0' encoding='ISO-8859-1'?><inventory><system id='"
    let latin = Array(head.utf8) + [0xe9] + Array("'/></inventory>".utf8)
    #expect(Reading(inputs: [.bytes(latin, name: "a")]).facts == "systems/é {id='é'}")
    let ascii = "<?xml version='1.0' encoding='US-ASCII'?><inventory><system id='é'/></inventory>"
    #expect(Reading([ascii]).codes == ["reader.encoding"])
  }

  @Test("a stream is read twice from a file without a name, a device not at all")
  func streams() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let bytes = Array(Samples.json.utf8)
    #expect(write(ends[1], bytes, bytes.count) == bytes.count)
    close(ends[1])
    let path = "/proc/self/fd/\(ends[0])"
    let reading = Reading(inputs: [.file(path)], mode: .structure)
    close(ends[0])
    #expect(reading.codes == [])
    #expect(reading.rows.count == 5)
    #expect(Reading(inputs: [.file("/dev/zero")]).codes == ["reader.unreadable"])
    #expect(Reading(inputs: [.file("/nowhere/at/all")]).codes == ["reader.unreadable"])
    #expect(Reading(inputs: [.file("/")]).codes == ["reader.unreadable"])
  }

  @Test("the tap sees every byte once")
  func tap() {
    final class Bytes: @unchecked Sendable { var seen: [UInt8] = [] }
    let bytes = Bytes()
    var options = ReaderOptions()
    options.tap = { _, offset, chunk in
      #expect(offset == bytes.seen.count)
      bytes.seen += chunk
    }
    _ = Reading([Samples.xml], mode: .structure, chunk: 100, options: options)
    #expect(bytes.seen == Array(Samples.xml.utf8))
  }

  @Test("the tap sees a broken file to its end, wherever it is broken")
  func tapsBroken() throws {
    final class Bytes: @unchecked Sendable { var seen: [UInt8] = [] }
    let texts = [
      Samples.xml.replacing("<system", with: "<system <", maxReplacements: 1),
      Samples.json.replacing("{", with: "{,", maxReplacements: 2), "\u{1f}\u{8b}" + Samples.xml,
    ]
    for text in texts {
      let whole = Array((text + String(repeating: " ", count: 300_000)).utf8)
      let path = try Scratch.file(whole)
      let bytes = Bytes()
      var options = ReaderOptions()
      options.tap = { _, offset, chunk in
        if offset == 0 { bytes.seen = [] }
        bytes.seen += chunk
      }
      let outcome = InventoryReader([.file(path)], options: options).read(.everything)
      #expect(!outcome.isComplete)
      #expect(bytes.seen == whole && outcome.inputs[0].byteCount == whole.count)
    }
  }
}
