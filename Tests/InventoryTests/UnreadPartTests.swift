import Diagnostics
import Testing

@testable import Inventory

/// Nothing of an XML document vanishes without a word.
@Suite struct UnreadPartTests {
  struct Part: Sendable, CustomTestStringConvertible {
    let name: String
    let element: String
    let codes: [String]
    var isStrict = false
    var testDescription: String { name }
  }

  static let parts = [
    Part(
      name: "an extension", element: "<x:note xmlns:x='urn:x'><y/></x:note>",
      codes: ["reader.foreign-element"]),
    Part(
      name: "a system of another namespace", element: "<x:system xmlns:x='urn:x' id='q'/>",
      codes: ["reader.foreign-element"], isStrict: true),
    Part(
      name: "a record in an extension",
      element: "<x:note xmlns:x='urn:x'><record id='r'/></x:note>",
      codes: ["reader.foreign-element", "reader.unread-element"], isStrict: true),
    Part(
      name: "systems in a wrapper", element: "<systems><system id='q'/></systems>",
      codes: ["reader.unknown-name", "reader.unread-element"], isStrict: true),
    Part(
      name: "a hold of another namespace", element: "<hold xmlns='urn:other' id='h'/>",
      codes: ["reader.foreign-element"], isStrict: true),
  ]

  @Test("what is not read is told of, and is an error where it may be a part", arguments: parts)
  func tells(_ part: Part) {
    let text =
      "<inventory xmlns='\(Vocabulary.namespace)'><system id='s'/>\(part.element)</inventory>"
    let outcome = InventoryReader([.bytes(Array(text.utf8), name: "i")]).read(.everything)
    #expect(outcome.diagnostics.map(\.code) == part.codes)
    #expect(outcome.isComplete == !part.isStrict)
  }

  @Test("a foreign element in a text is an element in a text")
  func inText() {
    let text =
      "<inventory><system id='s'><description>a<x:b xmlns:x='urn:x'/></description></system></inventory>"
    let outcome = InventoryReader([.bytes(Array(text.utf8), name: "i")]).read(.everything)
    #expect(outcome.diagnostics.map(\.code) == ["reader.unexpected-element"])
  }

  @Test("too many attributes are counted across pieces, and in tags alone")
  func watches() {
    let attributes = (0...AttributeWatch.mostAttributes).map { " a\($0)=''" }.joined()
    let long = String(repeating: " a=''", count: AttributeWatch.mostAttributes + 1)
    let texts: [(text: String, offset: Int?)] = [
      ("<a><b\(attributes)", 3), ("<a><!--\(long)", nil), ("<a><?x\(long)", nil),
      ("<a><b x='\(long.replacing("'", with: "\""))'", nil), ("<a><b>\(long)", nil),
    ]
    for (text, offset) in texts {
      for step in [1_000, 4_096, 65_536] {
        var watch = AttributeWatch()
        let bytes = Array(text.utf8)
        var found: Int?
        for end in stride(from: step, to: bytes.count + step, by: step) where found == nil {
          bytes.withUnsafeBufferPointer { bytes in
            let seen = UnsafeBufferPointer(rebasing: bytes[3..<min(end, bytes.count)])
            found = watch.firstExcess(in: seen, from: 3)
          }
        }
        #expect(found == offset, "\(text.prefix(8)) by \(step)")
      }
    }
  }
}
