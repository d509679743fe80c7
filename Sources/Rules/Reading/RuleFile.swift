public import YAMLTree

/// A file of rules: where it stands in the rule folder, and its tree.
public struct RuleFile: Sendable {
  /// The path within the rule folder, such as `mopi/pack.yaml`.
  public var name: String
  /// The path as messages name it.
  public var path: String
  /// The document.
  public var root: Node

  /// Names a file that was read.
  public init(name: String, path: String, root: Node) {
    self.name = name
    self.path = path
    self.root = root
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
