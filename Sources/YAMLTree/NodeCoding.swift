/// A compact text form of nodes, so that built-in documents need no YAML parser at start-up.
///
/// `S`, `L` and `M` begin a scalar, a list and a mapping; numbers are decimal and end with a
/// space; texts follow their length in bytes.
public enum NodeCoding {
  /// The form of a node.
  public static func encode(_ node: Node) -> String {
    var text = ""
    append(node, to: &text)
    return text
  }

  private static func append(_ node: Node, to text: inout String) {
    switch node.content {
    case .scalar(let scalar, let style):
      text += "S\(node.line) \(node.column) \(style.rawValue) "
      append(scalar, to: &text)
    case .sequence(let elements):
      text += "L\(node.line) \(node.column) \(elements.count) "
      for element in elements { append(element, to: &text) }
    case .mapping(let members):
      text += "M\(node.line) \(node.column) \(members.count) "
      for member in members {
        text += "\(member.line) \(member.column) "
        append(member.key, to: &text)
        append(member.value, to: &text)
      }
    }
  }

  private static func append(_ scalar: String, to text: inout String) {
    text += "\(scalar.utf8.count) "
    text += scalar
  }

  /// The node of a form that ``encode(_:)`` made.
  ///
  /// - Precondition: The bytes are such a form: they were made when the program was built.
  public static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> Node {
    var decoder = Decoder(bytes: bytes)
    return decoder.node()
  }
}

private struct Decoder {
  let bytes: UnsafeBufferPointer<UInt8>
  var index = 0

  mutating func node() -> Node {
    let kind = bytes[index]
    index += 1
    let line = number()
    let column = number()
    let count = number()
    switch kind {
    case UInt8(ascii: "S"):
      guard let style = Node.Style(rawValue: UInt8(count)) else {
        preconditionFailure("a built-in document has a scalar of no known style")
      }
      return Node(.scalar(text(), style), line: line, column: column)
    case UInt8(ascii: "L"):
      return Node(.sequence((0..<count).map { _ in node() }), line: line, column: column)
    default:
      let members = (0..<count).map { _ in
        Node.Member(line: number(), column: number(), key: text(), value: node())
      }
      return Node(.mapping(members), line: line, column: column)
    }
  }

  private mutating func number() -> Int {
    var value = 0
    while bytes[index] != UInt8(ascii: " ") {
      value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    index += 1
    return value
  }

  private mutating func text() -> String {
    let count = number()
    let text = String(decoding: bytes[index..<index + count], as: UTF8.self)
    index += count
    return text
  }
}

extension Node.Member {
  /// In the order of the compact form, so that arguments are evaluated in it.
  fileprivate init(line: Int, column: Int, key: String, value: Node) {
    self.init(key: key, line: line, column: column, value: value)
  }
}
