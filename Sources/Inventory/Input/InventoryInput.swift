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
  /// What reads it, where it is written in another form than ours.
  public private(set) var reader: (any ForeignInventory)?

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

  /// Whether something else than the readers of our own forms reads it.
  public var isRead: Bool { reader != nil }

  /// The same input, read by something else than the readers of our own forms.
  public func mapped(by reader: any ForeignInventory) -> InventoryInput {
    var copy = self
    copy.reader = reader
    return copy
  }

  /// The first bytes of the input, to tell what it is; `nil` for standard input and for what cannot
  /// be opened.
  public func beginning(most: Int) -> [UInt8]? {
    switch source {
    case .memory(let bytes): return Array(bytes.prefix(most))
    case .standardInput: return nil
    case .file(let path): return RegularFile.beginning(path, most: most)
    }
  }

  /// Standard input.
  public static let standardInput = InventoryInput(name: "-", source: .standardInput)

  /// Bytes in memory under a name, for tests and the examples of rules.
  public static func bytes(_ bytes: [UInt8], name: String) -> InventoryInput {
    InventoryInput(name: name, source: .memory(bytes))
  }
}
