/// Where an inventory is read from.
public struct InventoryInput: Sendable {
  enum Source: Sendable {
    case file(String)
    case standardInput
    case memory([UInt8])
  }

  /// The name in messages: the path as the user gave it, or `-`.
  public let name: String
  /// Whether it was met in a folder, where other JSON and XML is passed over with a notice.
  public let isFromFolder: Bool
  let source: Source

  private init(name: String, source: Source, isFromFolder: Bool = false) {
    self.name = name
    self.source = source
    self.isFromFolder = isFromFolder
  }

  /// A file, or a pipe with a name.
  public static func file(_ path: String) -> InventoryInput {
    InventoryInput(name: path, source: .file(path))
  }

  static func found(_ path: String) -> InventoryInput {
    InventoryInput(name: path, source: .file(path), isFromFolder: true)
  }

  /// Standard input.
  public static let standardInput = InventoryInput(name: "-", source: .standardInput)

  /// Bytes in memory under a name, for tests and the examples of rules.
  public static func bytes(_ bytes: [UInt8], name: String) -> InventoryInput {
    InventoryInput(name: name, source: .memory(bytes))
  }
}
