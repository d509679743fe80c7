import Glibc

/// Room for strings that cannot stay where they are, taken back all at once.
struct ByteScratch: ~Copyable {
  private var blocks: [UnsafeMutablePointer<UInt8>] = []
  private var sizes: [Int] = []
  private var current = 0
  private var used = 0

  deinit {
    for block in blocks { block.deallocate() }
  }

  @inline(__always)
  mutating func reset() {
    if used | current == 0 { return }
    current = 0
    used = 0
  }

  /// Room for a number of bytes, which stays where it is until ``reset()``.
  mutating func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    while current < blocks.count, sizes[current] - used < count {
      current += 1
      used = 0
    }
    if current == blocks.count {
      let size = max(count, 16 * 1024)
      blocks.append(.allocate(capacity: size))
      sizes.append(size)
      used = 0
    }
    let start = blocks[current] + used
    used += count
    return start
  }
}
