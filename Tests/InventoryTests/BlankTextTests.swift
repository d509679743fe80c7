import Testing

@testable import Inventory

/// Texts that say nothing.
@Suite struct BlankTextTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let member: String
    /// What the facts hold then.
    let fact: String
    var isTold = true
    var testDescription: String { name }
  }

  static let systems = [
    Example(name: "a blank", member: #""owner": " ""#, fact: "owner=''"),
    Example(name: "a dash", member: #""owner": "-""#, fact: "owner=''"),
    Example(name: "a long dash and a full stop", member: #""owner": "\u2014 .""#, fact: "owner=''"),
    Example(name: "a blank without width", member: #""owner": "\u200b""#, fact: "owner=''"),
    Example(name: "an empty text", member: #""owner": """#, fact: "owner=''", isTold: false),
    Example(name: "a placeholder", member: #""owner": "N/A""#, fact: "owner=unknown"),
    Example(
      name: "a placeholder in words", member: #""owner": "Not known""#, fact: "owner=unknown"),
    Example(name: "unknown", member: #""owner": "unknown""#, fact: "owner=unknown", isTold: false),
    Example(name: "a name", member: #""owner": "Nora""#, fact: "owner='Nora'", isTold: false),
    Example(
      name: "a name in another script", member: #""owner": "\u5f20\u4e09""#, fact: "owner='张三'",
      isTold: false),
    Example(name: "a number", member: ##""owner": "#7""##, fact: "owner='#7'", isTold: false),
    Example(
      name: "a name that is a dash", member: #""name": "-""#, fact: "name='-'", isTold: false),
    Example(name: "a link key", member: #""linkKey": "-""#, fact: "linkKey=''"),
  ]

  @Test("a text without a word counts as empty, a placeholder as unknown", arguments: systems)
  func reads(_ example: Example) {
    let reading = Reading([#"{"systems": [{"id": "a", \#(example.member)}]}"#])
    #expect(reading.facts.contains(example.fact), "\(reading.facts)")
    #expect(reading.codes == (example.isTold ? ["reader.blank-text"] : []))
  }

  static let keys = [
    Example(
      name: "a person's key", member: #""subject": "n1""#, fact: "subject='n1'", isTold: false),
    Example(name: "a placeholder", member: #""subject": "n/a""#, fact: "subject=unknown"),
  ]

  @Test("a placeholder is nobody's key", arguments: keys)
  func readsKeys(_ example: Example) {
    let reading = Self.record(example.member)
    #expect(reading.rows.contains { $0.contains(example.fact) }, "\(reading.rows)")
    #expect(reading.codes == (example.isTold ? ["reader.blank-text"] : []))
  }

  @Test("a blank key is none", arguments: ["", " ", "-", "\u{a0}"])
  func readsBlankKeys(_ text: String) {
    let reading = Self.record("\"subject\": \"\(text)\"")
    #expect(!reading.rows.contains { $0.contains("subject") }, "\(reading.rows)")
    #expect(reading.codes == (text.isEmpty ? [] : ["reader.blank-text"]))
  }

  private static func record(_ member: String) -> Reading {
    Reading([
      #"{"systems": [{"id": "a", "datasets": [{"id": "d", "records": [{"id": "1", \#(member)}]}]}]}"#
    ])
  }
}
