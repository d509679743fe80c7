import CivilTime

/// What all records of a person say together.
public struct LinkedFacts: Equatable, Sendable {
  /// The highest review group, which is the lowest number; 0 where no record has a group.
  public var group: UInt8
  /// The latest event that starts the clear period, in days since 1970-01-01; ``none`` where no
  /// record has one.
  public var lastEvent: Int32
  /// How many records there are.
  public var records: UInt32
  /// How many of them were not disposed of.
  public var undisposed: UInt32

  /// No event.
  public static let none = Int32.min

  /// What some records of a person say.
  public init(group: UInt8, lastEvent: Int32, records: UInt32, undisposed: UInt32) {
    self.group = group
    self.lastEvent = lastEvent
    self.records = records
    self.undisposed = undisposed
  }

  mutating func merge(_ other: LinkedFacts) {
    if other.group != 0, group == 0 || other.group < group { group = other.group }
    lastEvent = max(lastEvent, other.lastEvent)
    records &+= other.records
    undisposed &+= other.undisposed
  }
}

/// The linked facts of every person, by key: an open-addressing table of 32 bytes a slot.
struct LinkTable: ~Copyable {
  private struct Slot {
    var key: SubjectKey
    var facts: LinkedFacts
  }

  private var slots: UnsafeMutableBufferPointer<Slot>
  /// How many people there are.
  private(set) var count = 0
  private static let initialCapacity = 1024

  init() {
    slots = Self.allocate(Self.initialCapacity)
  }

  deinit { slots.deallocate() }

  /// Adds what one record says.
  mutating func add(_ key: SubjectKey, _ facts: LinkedFacts) {
    if (count + 1) * 4 > slots.count * 3 { grow() }
    let index = slot(of: key)
    if slots[index].facts.records == 0 {
      slots[index] = Slot(key: key, facts: facts)
      count += 1
    } else {
      slots[index].facts.merge(facts)
    }
  }

  /// What all records of a person say; `nil` for a person nobody added.
  func facts(of key: SubjectKey) -> LinkedFacts? {
    let facts = slots[slot(of: key)].facts
    return facts.records == 0 ? nil : facts
  }

  /// Goes through all people, in no order that means anything.
  func visit(_ body: (SubjectKey, LinkedFacts) -> Void) {
    for entry in slots where entry.facts.records != 0 { body(entry.key, entry.facts) }
  }

  private func slot(of key: SubjectKey) -> Int {
    var index = Int(truncatingIfNeeded: key.low) & (slots.count - 1)
    while slots[index].facts.records != 0, slots[index].key != key {
      index = (index + 1) & (slots.count - 1)
    }
    return index
  }

  private mutating func grow() {
    let old = slots
    slots = Self.allocate(old.count * 2)
    for entry in old where entry.facts.records != 0 { slots[slot(of: entry.key)] = entry }
    old.deallocate()
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutableBufferPointer<Slot> {
    let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: capacity)
    let empty = LinkedFacts(group: 0, lastEvent: LinkedFacts.none, records: 0, undisposed: 0)
    var none = [UInt8]()
    let key = none.withUnsafeMutableBufferPointer { SubjectKey(UnsafeBufferPointer($0)) }
    slots.initialize(repeating: Slot(key: key, facts: empty))
    return slots
  }
}
