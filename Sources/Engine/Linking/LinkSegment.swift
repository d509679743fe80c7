import Glibc

/// A part of a table of people: those whose keys begin with the same bits, by key.
///
/// Places are in the order of keys, but for people that had to move up. A segment grows by a half,
/// so that a table of many takes 40 to 60 bytes a person and, while one segment grows, hardly more.
/// Memory comes from the system itself and goes back to it, and is all zeros, which says that nobody
/// is there.
struct LinkSegment {
  /// A person and what all records say.
  typealias Entry = LinkTable.Entry

  /// The bits of a key that all people of a segment share.
  static let keyBits: UInt64 = 6
  /// How many segments a table has.
  static let count = 1 << Int(keyBits)
  private static let firstCapacity = 128

  private var entries: UnsafeMutablePointer<Entry>?
  private var capacity = 0
  /// How many people there are.
  private(set) var used = 0
  /// Whether somebody was left out, since the system gave no more memory.
  private(set) var isFull = false

  /// The segment of a key.
  @inline(__always)
  static func number(of key: SubjectKey) -> Int {
    Int(truncatingIfNeeded: key.high &>> (64 - keyBits))
  }

  /// Where the facts about a person are, or would be.
  ///
  /// - Precondition: There is room for one more.
  @inline(__always)
  private func place(of key: SubjectKey) -> UnsafeMutablePointer<Entry> {
    let start = entries.unsafelyUnwrapped
    let rest = key.high &<< Self.keyBits
    var index = Int(truncatingIfNeeded: rest.multipliedFullWidth(by: UInt64(capacity)).high)
    while !start[index].facts.isNobody, start[index].key != key {
      index &+= 1
      if index == capacity { index = 0 }
    }
    return start + index
  }

  /// Adds the facts that records give about a person.
  ///
  /// - Returns: Whether the person is new.
  mutating func add(_ key: SubjectKey, _ facts: LinkedFacts) -> Bool {
    if (used + 1) * 5 > capacity * 4, !grow(), used + 1 >= capacity {
      // A place must stay free, or looking for somebody would not end.
      isFull = true
      return false
    }
    let place = place(of: key)
    guard place.pointee.facts.isNobody else {
      place.pointee.facts.merge(facts)
      return false
    }
    place.pointee = Entry(key: key, facts: facts)
    used += 1
    return true
  }

  /// What all records of a person say; `nil` for a person nobody added.
  func facts(of key: SubjectKey) -> LinkedFacts? {
    guard used > 0 else { return nil }
    let facts = place(of: key).pointee.facts
    return facts.isNobody ? nil : facts
  }

  /// The people, as they lie.
  var people: some Sequence<Entry> {
    UnsafeBufferPointer(start: entries, count: capacity).lazy.filter { !$0.facts.isNobody }
  }

  /// The people, in the order of their keys.
  func sorted() -> [Entry] { people.sorted { $0.key < $1.key } }

  /// Forgets everybody and gives the memory back.
  mutating func removeAll() {
    let isFull = isFull
    Self.deallocate(entries, capacity)
    self = LinkSegment()
    self.isFull = isFull
  }

  /// Makes room for more people; `false` if the system gives no memory, and then nothing changes.
  private mutating func grow() -> Bool {
    let old = UnsafeBufferPointer(start: entries, count: capacity)
    let larger = max(Self.firstCapacity, capacity + capacity / 2)
    guard let memory = Self.allocate(larger) else { return false }
    capacity = larger
    entries = memory
    for entry in old where !entry.facts.isNobody { place(of: entry.key).pointee = entry }
    Self.deallocate(UnsafeMutablePointer(mutating: old.baseAddress), old.count)
    return true
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Entry>? {
    let bytes = capacity * MemoryLayout<Entry>.stride
    let memory = mmap(
      nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0)
    guard let memory, memory != MAP_FAILED else { return nil }
    return memory.bindMemory(to: Entry.self, capacity: capacity)
  }

  private static func deallocate(_ entries: UnsafeMutablePointer<Entry>?, _ capacity: Int) {
    if let entries { munmap(entries, capacity * MemoryLayout<Entry>.stride) }
  }
}
