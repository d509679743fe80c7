/// Where an inventory is read from.
public struct InventoryInput: Sendable {
  enum Source: Sendable {
    case file(String)
    /// Standard input, with what was taken of it to tell what it is.
    case standardInput(taken: [UInt8])
    case memory([UInt8])
  }

  /// The name in messages: the path as the user gave it, or `-`.
  public let name: String
  /// Whether it was met in a folder, where other JSON and XML is passed over with a notice.
  public let isFromFolder: Bool
  private(set) var source: Source
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

  /// Takes the first bytes of standard input, to tell what it is; whoever reads it gets them too.
  ///
  /// - Parameter most: How many bytes are taken; an input that has no more is in memory from then on.
  /// - Returns: The bytes, and whether they are all; `nil` of other inputs, and of what cannot be read.
  public mutating func takeBeginning(most: Int) -> (bytes: [UInt8], isAll: Bool)? {
    guard case .standardInput(var taken) = source else { return nil }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer {
      room.deallocate()
    }
    while taken.count < most, let start = room.baseAddress {
      guard let count = try? ByteSource.read(0, start, min(most - taken.count, room.count)) else {
        return nil
      }
      if count == 0 {
        source = .memory(taken)
        return (taken, true)
      }
      taken += room.prefix(count)
      source = .standardInput(taken: taken)
    }
    return (taken, false)
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
  public static let standardInput = InventoryInput(
    name: "-", source: .standardInput(taken: []))

  /// Bytes in memory under a name, for tests and the examples of rules.
  public static func bytes(_ bytes: [UInt8], name: String) -> InventoryInput {
    InventoryInput(name: name, source: .memory(bytes))
  }
}
