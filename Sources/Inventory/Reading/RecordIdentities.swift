/// The ids of the records of one dataset, to find one that comes twice.
///
/// Keeps a 64-bit hash and the place of each id in an open table, 16 bytes an id. Past a bound the
/// table is sorted and put into a temporary file, and what was put there is compared at the end of
/// the dataset. The hash is seeded at random so that nobody can write a file whose ids collide.
struct RecordIdentities: ~Copyable {
  /// The most ids that are kept in memory.
  static let mostInMemory = 1 << 16

  struct Entry: BitwiseCopyable {
    var hash: UInt64
    var mark: SourceMark
  }

  private var table: UnsafeMutablePointer<Entry>
  private var capacity = 1 << 9
  private var count = 0
  private let seed = UInt64.random(in: .min ... .max) | 1
  private let bound: Int
  private let temporaryFolder: String?
  private var spill: IdentitySpill?
  /// Whether an id was left out for want of room.
  private(set) var isFull = false

  /// - Parameters:
  ///   - temporaryFolder: Where ids past the bound go; without one they are left out.
  ///   - bound: The most ids that are kept in memory.
  init(temporaryFolder: String?, bound: Int = Self.mostInMemory) {
    self.temporaryFolder = temporaryFolder
    self.bound = bound
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
    spill = nil
    guard count > 0 else { return }
    if capacity > 1 << 12 {
      table.deallocate()
      capacity = 1 << 9
      table = Self.empty(capacity)
    } else {
      table.update(repeating: Entry(hash: 0, mark: .none), count: capacity)
    }
    count = 0
  }

  /// Adds an id; gives the place of an earlier one if one is in memory.
  mutating func insert(_ id: UnsafeBufferPointer<UInt8>, mark: SourceMark) -> SourceMark? {
    let hash = self.hash(id) | 1
    var index = Int(truncatingIfNeeded: hash >> 20) & (capacity - 1)
    while table[index].hash != 0 {
      if table[index].hash == hash { return table[index].mark }
      index = (index &+ 1) & (capacity - 1)
    }
    table[index] = Entry(hash: hash, mark: mark)
    count &+= 1
    if count &* 2 > capacity { makeRoom() }
    return nil
  }

  /// Compares what was put into the temporary file, at the end of a dataset.
  ///
  /// - Parameter body: Gets the places of two records of the same id, the earlier one first.
  mutating func finish(_ body: (_ first: SourceMark, _ second: SourceMark) -> Void) {
    guard spill != nil else { return }
    putAway()
    do throws(ReadFailure) {
      try spill?.merge(body)
    } catch {
      isFull = true
    }
    spill = nil
  }

  private mutating func makeRoom() {
    if count < bound { return grow() }
    if spill == nil, let temporaryFolder {
      spill = try? IdentitySpill(in: temporaryFolder)
    }
    putAway()
  }

  /// Empties the table, into the temporary file if there is one.
  private mutating func putAway() {
    var kept = 0
    for index in 0..<capacity where table[index].hash != 0 {
      table[kept] = table[index]
      kept += 1
    }
    let entries = UnsafeMutableBufferPointer(start: table, count: kept)
    do throws(ReadFailure) {
      guard let spill else { throw ReadFailure("", "") }
      try spill.add(entries)
    } catch {
      isFull = true
      spill = nil
    }
    table.update(repeating: Entry(hash: 0, mark: .none), count: capacity)
    count = 0
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
