/// Memory that is handed out in sequence and taken back all at once.
///
/// Values point into arenas. Everything that an arena handed out is invalid after ``reset()`` and
/// after the arena is gone. An arena belongs to one thread at a time.
public struct Arena: ~Copyable {
  private var blocks: [UnsafeMutableRawBufferPointer] = []
  private var current = 0
  private var next: UnsafeMutableRawPointer
  private var remaining: Int
  /// The usual size of a block.
  public static let blockBytes = 64 * 1024

  /// An arena with its first block.
  ///
  /// - Parameter first: The bytes of that block, at least 16; those that follow are each twice as large
  ///   as the one before, up to 64 KiB.
  public init(first: Int = Self.blockBytes) {
    let block = Self.allocate(first)
    blocks.append(block)
    next = block.baseAddress.unsafelyUnwrapped
    remaining = block.count
  }

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Takes back all memory, and keeps the blocks for the next use.
  public mutating func reset() {
    current = 0
    next = blocks[0].baseAddress.unsafelyUnwrapped
    remaining = blocks[0].count
  }

  /// Uninitialised memory of a number of bytes, aligned to 16.
  @inline(__always)
  public mutating func allocate(bytes count: Int) -> UnsafeMutableRawPointer {
    let rounded = (count + 15) & ~15
    if rounded > remaining { grow(rounded) }
    let start = next
    next = start + rounded
    remaining &-= rounded
    return start
  }

  /// Uninitialised memory of a number of values.
  @inline(__always)
  public mutating func allocate(values count: Int) -> UnsafeMutablePointer<Value> {
    allocate(bytes: count * MemoryLayout<Value>.stride).bindMemory(to: Value.self, capacity: count)
  }

  /// A string value whose bytes are copied into the arena.
  public mutating func string(copying bytes: UnsafeBufferPointer<UInt8>) -> Value {
    let copy = allocate(bytes: bytes.count)
    if let source = bytes.baseAddress { copy.copyMemory(from: source, byteCount: bytes.count) }
    let start = copy.bindMemory(to: UInt8.self, capacity: bytes.count)
    return Value(string: UnsafeBufferPointer(start: start, count: bytes.count))
  }

  /// A string value whose text is copied into the arena.
  public mutating func string(copying text: String) -> Value {
    var text = text
    return text.withUTF8 { string(copying: $0) }
  }

  /// A list value whose elements are copied into the arena.
  public mutating func list(copying values: [Value]) -> Value {
    let copy = allocate(values: values.count)
    for (index, value) in values.enumerated() { copy[index] = value }
    return Value(list: UnsafeBufferPointer(start: copy, count: values.count))
  }

  /// Moves on to the next block that is large enough, or a new one.
  @inline(never)
  private mutating func grow(_ bytes: Int) {
    repeat {
      current += 1
      if current == blocks.count {
        let usual = min(blocks[current - 1].count * 2, Self.blockBytes)
        blocks.append(Self.allocate(max(bytes, usual)))
      }
    } while blocks[current].count < bytes
    next = blocks[current].baseAddress.unsafelyUnwrapped
    remaining = blocks[current].count
  }

  private static func allocate(_ bytes: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 16)
  }
}
