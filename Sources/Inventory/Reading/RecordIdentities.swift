/// The ids of the records of one dataset, to find one that comes twice.
///
/// Keeps a 64-bit hash and the place of each id in an open table, 16 bytes an id, up to a bound.
/// The hash is seeded at random so that nobody can write a file whose ids collide.
struct RecordIdentities: ~Copyable {
  /// The most ids that are kept.
  static let most = 1 << 20

  private struct Entry {
    var hash: UInt64
    var mark: SourceMark
  }

  private var table: UnsafeMutablePointer<Entry>
  private var capacity = 1 << 9
  private var count = 0
  private let seed = UInt64.random(in: .min ... .max) | 1
  /// Whether an id was left out for want of room.
  private(set) var isFull = false

  init() {
    table = Self.empty(capacity)
  }

  deinit { table.deallocate() }

  private static func empty(_ capacity: Int) -> UnsafeMutablePointer<Entry> {
    let table = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
    table.initialize(repeating: Entry(hash: 0, mark: .none), count: capacity)
    return table
  }

  /// Forgets all ids, for the next dataset.
  mutating func removeAll() {
    guard count > 0 else { return }
    if capacity > 1 << 16 {
      table.deallocate()
      capacity = 1 << 9
      table = Self.empty(capacity)
    } else {
      table.update(repeating: Entry(hash: 0, mark: .none), count: capacity)
    }
    count = 0
  }

  /// Adds an id; gives the place of the first one if it was there before.
  mutating func insert(_ id: UnsafeBufferPointer<UInt8>, mark: SourceMark) -> SourceMark? {
    let hash = self.hash(id) | 1
    var index = Int(truncatingIfNeeded: hash >> 20) & (capacity - 1)
    while table[index].hash != 0 {
      if table[index].hash == hash { return table[index].mark }
      index = (index &+ 1) & (capacity - 1)
    }
    guard count < Self.most else {
      isFull = true
      return nil
    }
    table[index] = Entry(hash: hash, mark: mark)
    count &+= 1
    if count &* 2 > capacity { grow() }
    return nil
  }

  private mutating func grow() {
    let old = table
    let oldCapacity = capacity
    capacity *= 2
    table = Self.empty(capacity)
    for entry in UnsafeBufferPointer(start: old, count: oldCapacity) where entry.hash != 0 {
      var index = Int(truncatingIfNeeded: entry.hash >> 20) & (capacity - 1)
      while table[index].hash != 0 { index = (index &+ 1) & (capacity - 1) }
      table[index] = entry
    }
    old.deallocate()
  }

  /// Eight bytes at a time, mixed by the high and low halves of a product.
  @inline(__always)
  private func hash(_ id: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(id)
    var hash = seed ^ UInt64(truncatingIfNeeded: raw.count)
    var offset = 0
    while offset &+ 8 <= raw.count {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    var rest: UInt64 = 0
    while offset < raw.count {
      rest = rest << 8 | UInt64(raw[offset])
      offset &+= 1
    }
    return mix(hash ^ rest)
  }

  @inline(__always)
  private func mix(_ word: UInt64) -> UInt64 {
    let product = (word ^ seed).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return product.high ^ product.low
  }
}
