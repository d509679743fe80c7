import Bytes
import Diagnostics
import Glibc

/// The ids of the records of one dataset, to find those that come more than once.
///
/// Rows are mostly in the order of their ids, and then all ids are different: that is seen at once.
/// For the case that they are not, a 64-bit hash and the place of each id is kept, 16 bytes an id;
/// past a bound in a temporary file. At the end of the dataset they are sorted and compared. The
/// hash is seeded at random so that nobody can write a file whose ids collide.
struct RecordIdentities: ~Copyable, @unchecked Sendable {
  /// The most ids that are kept in memory.
  static let mostInMemory = 1 << 16
  /// The longest id whose order is looked at.
  private static let longest = 256

  struct Entry: BitwiseCopyable {
    var hash: UInt64
    var mark: SourceMark
  }

  private var entries: UnsafeMutablePointer<Entry>
  private var capacity = 512
  private var count = 0
  /// The first id and the last one, as far as their order is looked at.
  private let first: UnsafeMutablePointer<UInt8>
  private var firstCount = -1
  private let last: UnsafeMutablePointer<UInt8>
  private var lastCount = -1
  /// Whether every id so far came behind the one before it, in the order of bytes.
  private var isAscending = true
  let seed: UInt64
  private let bound: Int
  private let temporaryFolder: String
  private var spill: ExternalSort<Entry>?
  /// Whether an id was left out for want of room.
  private(set) var isFull = false

  /// - Parameters:
  ///   - temporaryFolder: Where ids past the bound go.
  ///   - bound: The most ids that are kept in memory.
  ///   - seed: What hashes begin with; the same one where ids are to be put together.
  init(
    temporaryFolder: String, bound: Int = Self.mostInMemory, seed: UInt64
  ) {
    self.seed = seed
    self.temporaryFolder = temporaryFolder
    self.bound = bound
    entries = .allocate(capacity: capacity)
    first = .allocate(capacity: Self.longest)
    last = .allocate(capacity: Self.longest)
  }

  deinit {
    entries.deallocate()
    first.deallocate()
    last.deallocate()
  }

  /// None, to be compared with these later.
  var emptied: RecordIdentities {
    RecordIdentities(temporaryFolder: temporaryFolder, bound: bound, seed: seed)
  }

  /// A seed that nobody can guess.
  static func randomSeed() -> UInt64 { UInt64.random(in: .min ... .max) | 1 }

  /// Forgets all ids, for the next dataset.
  mutating func removeAll() {
    spill = nil
    count = 0
    firstCount = -1
    lastCount = -1
    isAscending = true
    isFull = false
  }

  /// Adds an id.
  @inline(__always)
  mutating func insert(_ id: UnsafeBufferPointer<UInt8>, mark: SourceMark) {
    if isAscending { compareWithLast(id) }
    add(Entry(hash: Self.hash(id, seed), mark: mark))
  }

  @inline(__always)
  private mutating func compareWithLast(_ id: UnsafeBufferPointer<UInt8>) {
    guard id.count == lastCount, 8...16 ~= id.count, let start = id.baseAddress else {
      return compareAnyWithLast(id)
    }
    // Of texts of one length, the first eight bytes and then the last eight say which is greater.
    let own = UnsafeRawPointer(start)
    let other = UnsafeMutableRawPointer(last)
    let rest = id.count &- 8
    let (head, tail) = (Self.word(own), Self.word(own + rest))
    let lastHead = Self.word(UnsafeRawPointer(other))
    let lastTail = Self.word(UnsafeRawPointer(other + rest))
    isAscending = head > lastHead || head == lastHead && tail > lastTail
    other.storeBytes(of: head.bigEndian, as: UInt64.self)
    (other + rest).storeBytes(of: tail.bigEndian, as: UInt64.self)
  }

  /// Eight bytes as a number that is the greater, the greater the first byte that differs.
  @inline(__always)
  private static func word(_ bytes: UnsafeRawPointer) -> UInt64 {
    UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
  }

  @inline(never)
  private mutating func compareAnyWithLast(_ id: UnsafeBufferPointer<UInt8>) {
    guard id.count <= Self.longest, let start = id.baseAddress else {
      isAscending = false
      return
    }
    if lastCount >= 0 {
      let order = memcmp(start, last, min(id.count, lastCount))
      isAscending = order > 0 || order == 0 && id.count > lastCount
    } else {
      memcpy(first, start, id.count)
      firstCount = id.count
    }
    memcpy(last, start, id.count)
    lastCount = id.count
  }

  /// Takes over the ids of records that stand behind those that are known; their hashes must have
  /// the same seed.
  mutating func take(_ later: inout RecordIdentities) {
    precondition(seed == later.seed, "ids of different seeds cannot be compared")
    if isAscending {
      if later.isAscending, later.firstCount >= 0 {
        compareWithLast(UnsafeBufferPointer(start: later.first, count: later.firstCount))
        memcpy(last, later.last, later.lastCount)
        lastCount = later.lastCount
      } else {
        isAscending = later.isAscending
      }
    }
    for run in later.spill?.runs ?? [] {
      var reader = ScratchRun.Reader(run)
      while let entry = reader.next() { add(entry) }
      if run.failure != nil { isFull = true }
    }
    for index in 0..<later.count { add(later.entries[index]) }
    isFull = isFull || later.isFull
    later.removeAll()
  }

  @inline(__always)
  private mutating func add(_ entry: Entry) {
    if count == capacity { makeRoom() }
    entries[count] = entry
    count &+= 1
  }

  /// Compares all ids, at the end of a dataset.
  ///
  /// - Parameter body: Gets the places of two records of the same id, the first one first.
  mutating func finish(_ body: (_ first: SourceMark, _ second: SourceMark) -> Void) {
    guard !isAscending else { return }
    var rest = UnsafeMutableBufferPointer(start: entries, count: count)
    guard spill != nil else {
      rest.sort(by: Entry.precedes)
      return Self.compare(rest, body)
    }
    putAway()
    guard let spill, (try? spill.sortRuns()) != nil else {
      isFull = true
      return
    }
    Self.compare(spill.merged(), body)
    if spill.failure != nil { isFull = true }
  }

  /// Tells the places of entries of the same hash, which are in order, each with the first of them.
  private static func compare(
    _ entries: some Sequence<Entry>, _ body: (_ first: SourceMark, _ second: SourceMark) -> Void
  ) {
    var first: Entry?
    for entry in entries {
      if let first, first.hash == entry.hash {
        body(first.mark, entry.mark)
      } else {
        first = entry
      }
    }
  }

  /// Puts the entries in memory away as they are.
  private mutating func putAway() {
    if spill == nil { spill = ExternalSort(in: temporaryFolder) }
    let entries = UnsafeMutableBufferPointer(start: entries, count: count)
    if spill?.putUnsorted(entries) != true { isFull = true }
    count = 0
  }

  @inline(never)
  private mutating func makeRoom() {
    if count < bound {
      let larger = UnsafeMutablePointer<Entry>.allocate(capacity: min(capacity * 2, bound))
      larger.update(from: entries, count: count)
      entries.deallocate()
      entries = larger
      capacity = min(capacity * 2, bound)
      return
    }
    putAway()
  }

  /// Eight bytes at a time, mixed by the high and low halves of a product.
  @inline(__always)
  static func hash(_ id: UnsafeBufferPointer<UInt8>, _ seed: UInt64) -> UInt64 {
    let raw = UnsafeRawBufferPointer(id)
    var hash = seed ^ UInt64(truncatingIfNeeded: raw.count)
    var offset = 0
    while offset &+ 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash = mix(hash ^ word, seed)
      offset &+= 8
    }
    var rest: UInt64 = 0
    while offset < raw.count {
      rest = rest << 8 | UInt64(raw[offset])
      offset &+= 1
    }
    return mix(hash ^ rest, seed)
  }

  @inline(__always)
  private static func mix(_ word: UInt64, _ seed: UInt64) -> UInt64 {
    let product = (word ^ seed).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return product.high ^ product.low
  }
}

extension RecordIdentities.Entry: FlatScratchRecord {
  var key: RecordIdentities.Entry { self }

  static func precedes(_ left: RecordIdentities.Entry, _ right: RecordIdentities.Entry) -> Bool {
    (left.hash, left.mark.bits) < (right.hash, right.mark.bits)
  }
}
