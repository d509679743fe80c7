import Diagnostics

/// A node of a YAML document with the place where it stands.
///
/// Scalars stay text: whether `no` or `1.10` is a word, a Boolean or a number is for the reader of
/// the key to say, who knows what the key holds.
public struct Node: Hashable, Sendable {
  /// How a scalar is written, which decides where its characters stand.
  public enum Style: UInt8, Hashable, Sendable {
    case plain, quoted, literal, folded
  }

  /// A key of a mapping with its value.
  public struct Member: Hashable, Sendable {
    /// The key.
    public var key: String
    /// The line of the key, from 1.
    public var line: Int
    /// The column of the key, from 1.
    public var column: Int
    /// The value.
    public var value: Node

    /// Makes a member.
    public init(key: String, line: Int, column: Int, value: Node) {
      self.key = key
      self.line = line
      self.column = column
      self.value = value
    }
  }

  /// What a node is.
  public enum Content: Hashable, Sendable {
    case scalar(String, Style)
    case sequence([Node])
    case mapping([Member])
  }

  /// What it is.
  public var content: Content
  /// The line of its first character of content, from 1.
  public var line: Int
  /// The column of its first character of content, from 1.
  public var column: Int

  /// Makes a node.
  public init(_ content: Content, line: Int, column: Int) {
    self.content = content
    self.line = line
    self.column = column
  }
}

extension Node {
  /// The text of a scalar; `nil` for anything else.
  public var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The elements of a sequence; `nil` for anything else.
  public var elements: [Node]? {
    if case .sequence(let nodes) = content { nodes } else { nil }
  }

  /// The members of a mapping; `nil` for anything else.
  public var members: [Member]? {
    if case .mapping(let members) = content { members } else { nil }
  }

  /// The value of a key of a mapping; `nil` if there is none.
  ///
  /// Setting adds a member or replaces its value; on anything but a mapping it does nothing.
  public subscript(key: String) -> Node? {
    get {
      guard case .mapping(let members) = content else { return nil }
      return members.first { $0.key.isSame(as: key) }?.value
    }
    set {
      guard case .mapping(var members) = content else { return }
      let place = members.firstIndex { $0.key == key }
      switch (place, newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil): members.remove(at: place)
      case (nil, let value?):
        members.append(Member(key: key, line: value.line, column: value.column, value: value))
      case (nil, nil): return
      }
      content = .mapping(members)
    }
  }

  /// Whether it is a plain scalar that YAML reads as no value: nothing, `~` or `null`.
  public var isNull: Bool {
    guard case .scalar(let text, .plain) = content else { return false }
    return text.isEmpty || text.isSame(as: "~") || text.isSame(as: "null")
  }

  /// What it is, for a message.
  public var kindName: String {
    switch content {
    case .scalar(let text, _): "\"\(text.prefix(40))\""
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The line and column of a byte of a scalar's text.
  ///
  /// Exact for literal blocks and for scalars on one line without escapes; in folded text the
  /// place of the scalar stands for all that follows its first line.
  public func place(ofByte offset: Int) -> (line: Int, column: Int) {
    guard case .scalar(let text, let style) = content else { return (line, column) }
    var lines = 0
    var sinceLine = 0
    for byte in text.utf8.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        lines += 1
        sinceLine = 0
      } else {
        sinceLine += 1
      }
    }
    guard style == .literal || lines == 0 else { return (line, column) }
    return (line + lines, column + sinceLine)
  }
}

extension Node {
  /// A rule's tree without what no check needs: its examples, the facts around them, and what is said
  /// of the limbs of its provision.
  public var core: Node {
    guard case .mapping(let members) = content else { return self }
    let kept = members.filter { !["examples", "given", "limbs"].contains($0.key) }
    return Node(.mapping(kept), line: line, column: column)
  }

  /// What is asked of every file of a kind alone: of a rule what it is about, since when it holds and how
  /// it is named, of a calendar all but its days; `nil` of any other file.
  public var head: Node? {
    guard case .mapping(let members) = content else { return nil }
    if self["require"] != nil {
      return Node(
        .mapping(members.filter { Self.headOfRule.contains($0.key) }), line: line, column: column)
    }
    guard self["calendar"] != nil else { return nil }
    let kept = members.filter { !["years", "note"].contains($0.key) }
    return Node(.mapping(kept), line: line, column: column)
  }

  private static let headOfRule: Set<String> = [
    "id", "catalogue", "level", "each", "report", "disposal", "absent", "severity", "authority",
    "effective",
  ]
}
