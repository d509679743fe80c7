import Diagnostics
import Glibc
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
      name: "a record that has no dataset", element: "<system id='t'><record id='r'/></system>",
      codes: ["reader.misplaced"], isStrict: true),
    Part(
      name: "a hold in a dataset",
      element: "<system id='t'><dataset id='d'><hold id='h'/></dataset></system>",
      codes: ["reader.misplaced"], isStrict: true),
    Part(
      name: "systems in a wrapper", element: "<systems><system id='q'/></systems>",
      codes: ["reader.unknown-name", "reader.unread-element"], isStrict: true),
    Part(
      name: "an attribute of another namespace",
      element: "<system id='t' xmlns:x='urn:x' x:note='n' xml:lang='en'/>", codes: []),
    Part(
      name: "a status of another namespace",
      element: "<system id='t' xmlns:x='urn:x' x:status='live'/>",
      codes: ["reader.foreign-attribute"], isStrict: true),
    Part(
      name: "a status with a prefix of our namespace",
      element: "<system id='t' xmlns:x='\(Vocabulary.namespace)' x:status='live'/>",
      codes: ["reader.foreign-attribute"], isStrict: true),
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

  static let members = [
    Part(
      name: "systems in a wrapper", element: #""a":{"systems":[]}"#,
      codes: ["reader.unknown-name", "reader.unread-element"], isStrict: true),
    Part(
      name: "systems under the name of one", element: #""system":[{"id":"q"}]"#,
      codes: ["reader.misplaced"], isStrict: true),
    Part(
      name: "records without a dataset", element: #""records":[]"#,
      codes: ["reader.misplaced"], isStrict: true),
    Part(
      name: "holds in a record",
      element:
        #""x":1,"systems":[{"id":"s","datasets":[{"id":"d","records":[{"id":"r","holds":[]}]}]}]"#,
      codes: ["reader.unknown-name", "reader.misplaced"], isStrict: true),
    Part(
      name: "systems in an addition", element: #""x-a":[{"b":{"systems":[{"id":"q"}]}}]"#,
      codes: ["reader.unread-element"], isStrict: true),
    Part(
      name: "an addition with its own events", element: #""x-a":{"events":[{"system":"q"}]}"#,
      codes: []),
    Part(name: "a text of the name", element: #""record":"none""#, codes: ["reader.unknown-name"]),
  ]

  @Test("members of JSON are told of as elements of XML are", arguments: members)
  func tellsOfMembers(_ part: Part) {
    let text = #"{"organisations":[{"id":"o"}],\#(part.element)}"#
    for size in [nil, 7] as [Int?] {
      var options = ReaderOptions()
      if let size { options.pieceBytes = size }
      let outcome = InventoryReader([.bytes(Array(text.utf8), name: "i")], options: options)
        .read(.everything)
      #expect(outcome.diagnostics.map(\.code) == part.codes)
      #expect(outcome.isComplete == !part.isStrict)
    }
  }

  @Test("a document of another program is not judged as an inventory")
  func ofOthers() {
    let text = #"{"a":1,"records":[{"b":{"systems":[]}}]}"#
    let outcome = InventoryReader([.bytes(Array(text.utf8), name: "i")]).read(.everything)
    #expect(outcome.diagnostics.map(\.code) == ["reader.not-an-inventory"])
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

  @Test("each byte of a long tag is looked at once, however many attributes it has")
  func looksOnce() {
    func processorTime(attributes count: Int, value: String) -> Double {
      let blanks = String(repeating: " ", count: 2_000_000)
      let attributes = (0..<count).map { "a\($0)='\(value)'" }.joined(separator: " ")
      let text = "<inventory><system id='s'\n\(blanks)\(attributes)/></inventory>"
      let start = clock()
      let outcome = InventoryReader([.bytes(Array(text.utf8), name: "i")]).read(.everything)
      let time = Double(clock() - start)
      let last = outcome.diagnostics.first { $0.code == "reader.unknown-name" }?.position
      #expect(last?.line == 2 && last?.column == 2_000_000 + 4)
      return time
    }
    for value in ["1", "&amp;", "\u{e9}"] {
      let few = processorTime(attributes: 1, value: value)
      #expect(processorTime(attributes: 800, value: value) < 20 * few)
    }
  }
}
