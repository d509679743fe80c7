import CivilTime

/// What all records of a person say together, in 16 bytes: there are as many as people.
///
/// Adding the facts of records gives the same in any order.
public struct LinkedFacts: Equatable, BitwiseCopyable, Sendable {
  /// How many records there are, how many of those that count are not disposed of, and the first
  /// day that the last event could have been on.
  private var low: UInt64 = 0
  /// The last day that it could have been on, the birth, the spelling of the key, the groups and
  /// what is open.
  private var high: UInt64 = 0

  /// What was read of a record.
  struct Reading {
    /// The days that its last event could have been on; `nil` where it has none or does not count.
    var event: Bound?
    /// Its review group; `nil` where it has none or does not count.
    var group: Group?
    /// Whether it is counted among those not disposed of.
    var undisposed = Count.no
    var born = LinkedBirth.unknown
    /// A mark of how the person's key is spelt.
    var spelling: UInt16 = 0
  }

  /// The days that the last event could have been on.
  struct Bound: Equatable {
    /// The first; `nil` where it need not have been at all.
    var first: CivilDate?
    /// The last; `nil` where it could have been on any day.
    var last: CivilDate?
  }

  /// A review group.
  enum Group: Equatable {
    case certain(UInt8)
    /// One of the record's that need not count.
    case possible(UInt8)
    /// Any.
    case unknown
  }

  /// Whether something is counted.
  enum Count { case yes, no, maybe }

  init() {}

  /// The facts of one record.
  init(_ record: Reading) {
    self[.records] = 1
    switch record.undisposed {
    case .yes: self[.undisposed] = 1
    case .maybe: self[.isCountOpen] = 1
    case .no: break
    }
    if let event = record.event {
      self[.firstEvent] = event.first.map(Self.code) ?? 0
      self[.lastEvent] = event.last.map(Self.code) ?? Field.lastEvent.most
    }
    switch record.group {
    case .certain(let group): (self[.group], self[.possibleGroup]) = (UInt64(group), UInt64(group))
    case .possible(let group): self[.possibleGroup] = UInt64(group)
    case .unknown: self[.possibleGroup] = 1
    case nil: break
    }
    self[.born] = UInt64(record.born.code)
    self[.spelling] = UInt64(record.spelling)
  }

  /// Facts as they were written down; `nil` where they are those of no record.
  public init?(words: (UInt64, UInt64)) {
    (low, high) = words
    if isNobody { return nil }
  }

  /// The facts as two numbers.
  public var words: (UInt64, UInt64) { (low, high) }

  /// Whether they are the facts of no record.
  @inline(__always) var isNobody: Bool { self[.records] == 0 }

  /// Adds what other records of the person say.
  mutating func merge(_ other: LinkedFacts) {
    if self[.spelling] != other[.spelling] { self[.isSpeltDifferently] = 1 }
    for flag in [Field.isCountOpen, .isSpeltDifferently] { self[flag] |= other[flag] }
    for number in [Field.records, .undisposed] {
      self[number] = min(self[number] + other[number], number.most)
    }
    for latest in [Field.firstEvent, .lastEvent] { self[latest] = max(self[latest], other[latest]) }
    for highest in [Field.group, .possibleGroup] {
      let group = other[highest]
      if group != 0, self[highest] == 0 || group < self[highest] { self[highest] = group }
    }
    self[.spelling] = min(self[.spelling], other[.spelling])
    let born = LinkedBirth(code: UInt16(self[.born])).and(LinkedBirth(code: UInt16(other[.born])))
    self[.born] = UInt64(born.code)
  }
}

// MARK: Answers

extension LinkedFacts {
  /// Why a person's key cannot be relied on.
  enum Doubt {
    /// Its records give different births.
    case births
    /// It is spelt in several ways.
    case spelling
  }

  /// Why the key cannot be relied on; `nil` where nothing speaks against it.
  var doubt: Doubt? {
    if LinkedBirth(code: UInt16(self[.born])).isContradictory { return .births }
    return self[.isSpeltDifferently] != 0 ? .spelling : nil
  }

  /// The days that the latest event that counts could have been on; `nil` where there is none.
  var event: Bound? {
    guard self[.lastEvent] != 0 else { return nil }
    let (first, last) = (self[.firstEvent], self[.lastEvent])
    return Bound(
      first: first == 0 ? nil : Self.day(first),
      last: last == Field.lastEvent.most ? nil : Self.day(last))
  }

  /// The highest group, which is the lowest number; `nil` where no record has one.
  var group: Group? {
    let (certain, possible) = (UInt8(self[.group]), UInt8(self[.possibleGroup]))
    if possible == 0 { return nil }
    return certain == possible ? .certain(certain) : .unknown
  }

  /// The number that the highest group is at most, whichever group a record has of which that is not
  /// known; `nil` where no record has one.
  var groupAtMost: UInt8? {
    let (certain, possible) = (UInt8(self[.group]), UInt8(self[.possibleGroup]))
    if possible == 0 { return nil }
    return certain == 0 ? Self.lowestGroup : certain
  }

  /// The greatest number that a group has.
  private static let lowestGroup: UInt8 = 4

  /// How many records there are; `nil` where there are too many to count.
  var records: Int? { number(.records) }

  /// How many of those that count are not disposed of; `nil` where that is not known.
  var undisposed: Int? { self[.isCountOpen] == 0 ? number(.undisposed) : nil }

  /// How many are certainly not disposed of; `nil` where there are too many to count.
  var undisposedAtLeast: Int? { number(.undisposed) }

  @inline(__always)
  private func number(_ field: Field) -> Int? {
    self[field] < field.most ? Int(self[field]) : nil
  }
}

// MARK: Packing

extension LinkedFacts {
  /// Some of the bits.
  private struct Field {
    var isHigh = false
    var shift: UInt64
    var bits: UInt64

    var most: UInt64 { 1 << bits - 1 }

    static let records = Field(shift: 0, bits: 21)
    static let undisposed = Field(shift: 21, bits: 21)
    static let firstEvent = Field(shift: 42, bits: 22)
    static let lastEvent = Field(isHigh: true, shift: 0, bits: 22)
    static let born = Field(isHigh: true, shift: 22, bits: 16)
    static let spelling = Field(isHigh: true, shift: 38, bits: 16)
    static let group = Field(isHigh: true, shift: 54, bits: 3)
    static let possibleGroup = Field(isHigh: true, shift: 57, bits: 3)
    static let isCountOpen = Field(isHigh: true, shift: 60, bits: 1)
    static let isSpeltDifferently = Field(isHigh: true, shift: 61, bits: 1)
  }

  private subscript(field: Field) -> UInt64 {
    @inline(__always) get { (field.isHigh ? high : low) &>> field.shift & field.most }
    @inline(__always) set {
      let cleared = ~(field.most &<< field.shift)
      if field.isHigh {
        high = high & cleared | newValue &<< field.shift
      } else {
        low = low & cleared | newValue &<< field.shift
      }
    }
  }

  /// A day as a number from 1.
  private static func code(_ day: CivilDate) -> UInt64 {
    UInt64(Int(day.dayNumber) - Int(CivilDate.earliest.dayNumber) + 1)
  }

  private static func day(_ code: UInt64) -> CivilDate {
    CivilDate(dayNumber: Int32(code) - 1 + CivilDate.earliest.dayNumber)
  }
}
