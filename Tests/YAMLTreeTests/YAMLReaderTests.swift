import Diagnostics
import Testing
import YAMLTree

@Suite struct YAMLReaderTests {
  static func read(_ text: String) throws -> Node {
    let (root, problems) = YAMLReader.read(text, path: "file.yaml")
    #expect(problems == [])
    return try #require(root)
  }

  @Test("scalars stay text: nothing is guessed")
  func keepsText() throws {
    let root = try Self.read("a: no\nb: 1.10\nc: 012\nd: 2026-02-28\ne: ~\nf: \"~\"\ng: ''\n")
    #expect(root["a"]?.text == "no")
    #expect(root["b"]?.text == "1.10")
    #expect(root["c"]?.text == "012")
    #expect(root["d"]?.text == "2026-02-28")
    #expect(root["e"]?.isNull == true)
    #expect(root["f"]?.isNull == false)
    #expect(root["g"]?.isNull == false)
  }

  @Test("nodes and keys know their places")
  func knowsPlaces() throws {
    let root = try Self.read("first: 1\nsecond:\n  - x: 2\n    y: \"three\"\n")
    #expect(root["first"].map { [$0.line, $0.column] } == [1, 8])
    let item = try #require(root["second"]?.elements?.first)
    #expect([item.line, item.column] == [3, 5])
    #expect(item["y"].map { [$0.line, $0.column] } == [4, 9])
    let members = try #require(item.members)
    #expect(members.map { [$0.line, $0.column] } == [[3, 5], [4, 5]])
  }

  @Test("a byte order mark is passed over and moves no place")
  func passesMark() throws {
    let root = try Self.read("\u{feff}a: 1\nb: 2\n")
    #expect(root["a"].map { [$0.text ?? "", "\($0.line):\($0.column)"] } == ["1", "1:4"])
    #expect(root["b"].map { [$0.line, $0.column] } == [2, 4])
  }

  @Test("a tag is refused at its place, for its value would be read as something else")
  func refusesTags() throws {
    let text = "a: !!int 5\nb:\n  - !include x.yaml\nc: !!str 5\nd: \"5\"\ne: !set {x: 1}\n"
    let (root, problems) = YAMLReader.read(text, path: "file.yaml")
    #expect(root == nil)
    #expect(problems.map(\.code) == ["yaml.tag", "yaml.tag", "yaml.tag"])
    #expect(problems.map { $0.position?.line } == [1, 3, 6])
    #expect(problems[1].message.contains("\"!include\""))
  }

  struct Block: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// The place of the word `wrong`.
    let place: [Int]
    var testDescription: String { name }
  }

  static let blocks = [
    Block(name: "plain", text: "key: a wrong\n", place: [1, 8]),
    Block(name: "double quotes", text: "key: \"a wrong\"\n", place: [1, 9]),
    Block(name: "single quotes", text: "key: 'a wrong'\n", place: [1, 9]),
    Block(name: "a literal block", text: "key: |\n  a\n  b wrong\n", place: [3, 5]),
    Block(name: "a literal block, first line", text: "key: |\n  a wrong\n  b\n", place: [2, 5]),
    Block(name: "an indented block", text: "o:\n  key: |\n      a wrong\n", place: [3, 9]),
  ]

  @Test("a byte of a scalar has a place in the file", arguments: blocks)
  func places(_ block: Block) throws {
    let root = try Self.read(block.text)
    let node = try #require(root["key"] ?? root["o"]?["key"])
    let text = try #require(node.text)
    let offset = try #require(text.firstRange(of: "wrong")).lowerBound.utf16Offset(in: text)
    let place = node.place(ofByte: offset)
    #expect([place.line, place.column] == block.place)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let code: String
    let line: Int
    var testDescription: String { name }
  }

  static let refusals = [
    Refusal(name: "nothing", text: "", code: "yaml.empty", line: 1),
    Refusal(name: "a comment alone", text: "# nothing\n", code: "yaml.empty", line: 1),
    Refusal(name: "a tab as indentation", text: "a:\n\tb: 1\n", code: "yaml.malformed", line: 2),
    Refusal(name: "an open bracket", text: "a: [1, 2\n", code: "yaml.malformed", line: 2),
    Refusal(name: "an open quote", text: "a: \"b\n", code: "yaml.malformed", line: 2),
    Refusal(name: "a key twice", text: "a: 1\nb: 2\na: 3\n", code: "yaml.malformed", line: 1),
    Refusal(name: "two documents", text: "a: 1\n---\nb: 2\n", code: "yaml.malformed", line: 2),
    Refusal(name: "an alias of nothing", text: "a: *b\n", code: "yaml.malformed", line: 1),
    Refusal(
      name: "brackets without end", text: String(repeating: "[", count: 100_000),
      code: "yaml.too-deep", line: 1),
    Refusal(
      name: "dashes without end", text: String(repeating: "- ", count: 100_000),
      code: "yaml.too-deep", line: 1),
    Refusal(
      name: "mappings without end",
      text: (0..<5_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      code: "yaml.too-large", line: 1),
  ]

  @Test("what is no document is refused with its place", arguments: refusals)
  func refuses(_ refusal: Refusal) throws {
    let (root, problems) = YAMLReader.read(refusal.text, path: "file.yaml")
    #expect(root == nil)
    let problem = try #require(problems.first)
    #expect(problem.code == refusal.code)
    #expect(problem.position?.path == "file.yaml")
    #expect(problem.position?.line == refusal.line)
  }

  @Test("aliases that multiply are refused in time")
  func refusesBombs() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let inner = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(inner)]\n"
    }
    let (root, problems) = YAMLReader.read(text, path: "file.yaml")
    #expect(root == nil)
    #expect(problems.map(\.code) == ["yaml.too-large"])
  }
}
