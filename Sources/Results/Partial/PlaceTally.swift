public import Findings

/// What was checked of an organisation, a system or a dataset, as far as a part of a run knows.
public struct PlaceTally: Hashable, Sendable {
  /// How many checks of it and its items each rule made, by the rule's number.
  public var applied = RuleCounts()
  /// How many checks of its records and holdings each rule made.
  public var appliedToRows = RuleCounts()
  /// The rules of which at least one check was decided.
  public var decided = RuleNumbers()
  /// How many age bands there are, and how many records in them.
  public var bands = 0
  public var inBands = 0
  /// How many of these are in bands by date of birth.
  public var inBirthBands = 0
  /// How many records are listed that are disposed of, and how many that are not.
  public var disposed = 0
  public var records = 0
  /// The days of the records that are not disposed of; `nil` where nobody asked or none is known.
  public var days: RecordDays?
  /// Which records these are; `nil` where the run has no key.
  public var marks: RecordMarks?

  /// Nothing so far.
  public init() {}

  /// Adds what another part knows.
  public mutating func add(_ other: PlaceTally) {
    applied.add(other.applied)
    appliedToRows.add(other.appliedToRows)
    decided.formUnion(other.decided)
    bands += other.bands
    inBands += other.inBands
    inBirthBands += other.inBirthBands
    disposed += other.disposed
    records += other.records
    if let others = other.days { add(others) }
    if let others = other.marks {
      if marks == nil { marks = others } else { marks?.add(others) }
    }
  }

  /// Adds days of records.
  public mutating func add(_ others: RecordDays) {
    if days == nil { days = others } else { days?.add(others) }
  }
}
