import Testing
import YAMLTree

@Suite struct NodeTests {
  static let text = """
    id: own/rule
    title: "Grün, \\"quoted\\" and 𐐷"
    cause: |
      two
      lines
    list: [a, 'b', {c: d}]
    empty: {}
    examples:
      - pass: {a: 1}
    given: {b: 2}
    """

  static func node() throws -> Node {
    try #require(YAMLReader.read(text, path: "file.yaml").root)
  }

  @Test("the compact form gives the same tree back, with styles and places")
  func survivesCoding() throws {
    let node = try Self.node()
    let bytes = Array(NodeCoding.encode(node).utf8)
    let decoded = bytes.withUnsafeBufferPointer { NodeCoding.decode($0) }
    #expect(decoded == node)
  }

  @Test("the compact form is the same twice")
  func repeatsCoding() throws {
    #expect(NodeCoding.encode(try Self.node()) == NodeCoding.encode(try Self.node()))
  }

  @Test("members are set, replaced and removed")
  func sets() throws {
    var node = try Self.node()
    node["id"] = Node(.scalar("other", .plain), line: 0, column: 0)
    node["list"] = nil
    node["new"] = Node(.scalar("x", .plain), line: 0, column: 0)
    #expect(node["id"]?.text == "other")
    #expect(node["list"] == nil)
    #expect(node.members?.last?.key == "new")
  }

  @Test("setting a member of a scalar does nothing")
  func setsNothing() {
    var node = Node(.scalar("x", .plain), line: 1, column: 1)
    node["a"] = node
    #expect(node.text == "x")
  }

  @Test("the core of a tree is all that a check needs")
  func dropsExamples() throws {
    let keys = try Self.node().core.members?.map(\.key)
    #expect(keys == ["id", "title", "cause", "list", "empty"])
  }

  @Test("a message says what stands there")
  func names() throws {
    let node = try Self.node()
    #expect(node.kindName == "a mapping")
    #expect(node["list"]?.kindName == "a list")
    #expect(node["id"]?.kindName == "\"own/rule\"")
  }
}
