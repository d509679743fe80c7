public import CivilTime

/// What came of recording a run.
public struct Recorded: Hashable, Sendable {
  /// The number of the run in the ledger, from 1.
  public var number: Int
  /// The hash of the ledger's head with this run in it. Kept elsewhere, printed in a report or
  /// sent by mail, it shows later whether rows were cut off.
  public var head: String
  /// How many findings were never seen before.
  public var new: Int
  /// How many findings were checked again and are none any more.
  public var cured: Int
  /// How many findings were cured and are back.
  public var reopened: Int
  /// The day of the run before; `nil` for the first.
  public var previousDay: CivilDate?
  /// How many days between the run before and this one have no run.
  public var missingDays: Int
  /// Whether the day is before that of the run before, as in a replay or with a clock that is
  /// wrong.
  public var runsBackwards: Bool
}
