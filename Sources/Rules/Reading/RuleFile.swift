public import YAMLTree

/// A file of rules: where it stands in the rule folder, and its tree.
public struct RuleFile: Sendable {
  /// The path within the rule folder, such as `mopi/pack.yaml`.
  public var name: String
  /// The path as messages name it.
  public var path: String
  private let document: Document

  private enum Document {
    case tree(Node)
    /// What ``NodeCoding`` made of it when the program was built, and of the head of a rule.
    case encoded(StaticString, head: StaticString)
  }

  /// Names a file that was read.
  public init(name: String, path: String, root: Node) {
    self.name = name
    self.path = path
    document = .tree(root)
  }

  /// Names a file that is part of the program.
  ///
  /// - Parameters:
  ///   - encoded: Its document as ``NodeCoding/encode(_:)`` has it.
  ///   - head: The same of ``Node/head``, where it is a rule; otherwise empty.
  public init(name: String, path: String, encoded: StaticString, head: StaticString) {
    self.name = name
    self.path = path
    document = .encoded(encoded, head: head)
  }

  /// The document; that of a file which is part of the program is made at each call, and not kept: a
  /// check needs little of it for long.
  public var root: Node {
    switch document {
    case .tree(let root): root
    case .encoded(let form, _): Self.decode(form)
    }
  }

  /// Whether the head of a rule can be read without the rest.
  var hasHead: Bool {
    if case .encoded(_, let head) = document { head.utf8CodeUnitCount > 0 } else { false }
  }

  /// The head of a rule, made at each call; the whole document where that is no less.
  var head: Node {
    if hasHead, case .encoded(_, let head) = document { Self.decode(head) } else { root }
  }

  private static func decode(_ form: StaticString) -> Node {
    NodeCoding.decode(UnsafeBufferPointer(start: form.utf8Start, count: form.utf8CodeUnitCount))
  }

  /// Whether the file describes a pack, by its name.
  var isPack: Bool { name == "pack.yaml" || name.hasSuffix("/pack.yaml") }

  /// What stands before the first slash of a path or identifier; all of it where there is none.
  static func folder(of path: String) -> String {
    let slash = UInt8(ascii: "/")
    let folder = path.utf8.drop { $0 == slash }.prefix { $0 != slash }
    return folder.isEmpty || folder.count == path.utf8.count ? path : String(Substring(folder))
  }
}
