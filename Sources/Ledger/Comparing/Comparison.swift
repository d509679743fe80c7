public import Findings
public import Results

/// What changed between two results, for a change request.
public struct Comparison: Sendable {
  /// What one side was made with and what it came to.
  public struct Side: Hashable, Sendable {
    /// What made it.
    public var header: Header
    /// Its counts.
    public var summary: Summary
    /// Its inputs.
    public var inputs: [Input]
    /// Whether every input was read whole and without errors.
    public var isWhole: Bool

    init(_ result: CheckResult) {
      header = result.header
      summary = result.summary
      inputs = result.inputs
      isWhole = result.isWhole
    }
  }

  /// The earlier side.
  public var before: Side
  /// The later side.
  public var after: Side
  /// What the two were made with, where it differs.
  public var differences: [Comparability.Difference]
  /// What the change did. Where the days differ and ``time`` is `nil`, what time did is in it too;
  /// breaches that time may have brought are kept apart in it as `time-or-change`.
  public var change: Effect
  /// What the days between the two did to the earlier side, without any change; `nil` where the
  /// days are the same or nothing tells.
  public var time: Effect?
  /// What is not checked any more.
  public var losses: [Loss]
  /// The systems that are new, by identifier.
  public var addedSystems: [String]
  /// The holds that the change touches.
  public var holds: [HoldTouch]

  /// Whether both sides are as of the same day.
  public var isOfOneDay: Bool { before.header.asOf == after.header.asOf }
}

extension Comparison {
  /// Compares two results.
  ///
  /// - Parameters:
  ///   - before: The earlier result.
  ///   - after: The later result.
  ///   - beforeLater: The earlier inventory, checked as of the later result's day with the
  ///     earlier rules. Needed only where the days differ, to keep what time did apart from what
  ///     the change did; one as of another day is not used.
  public init(
    _ before: CheckResult, _ after: CheckResult, beforeLater: CheckResult? = nil
  ) {
    let (before, after) = (before.inOrder, after.inOrder)
    let beforeLater = beforeLater?.inOrder
    let isSameDay = before.header.asOf == after.header.asOf
    let later = beforeLater?.header.asOf == after.header.asOf ? beforeLater : nil
    let base = isSameDay ? before : later ?? before
    var differences = Comparability(base, after).differences
    if !isSameDay, later == nil {
      let days = (String(describing: before.header.asOf), String(describing: after.header.asOf))
      differences.append(Comparability.Difference(.days, before: days.0, after: days.1))
    }
    let pairs = FindingPairs(base, after)
    var change = Effect(base, after, pairs)
    if !isSameDay, later == nil { change.setApart(timeSince: before.header.asOf) }
    var time: Effect?
    if !isSameDay, let later { time = Effect(before, later, FindingPairs(before, later)) }
    self.init(
      before: Side(before), after: Side(after), differences: differences, change: change,
      time: time, losses: Loss.losses(base, after),
      addedSystems: Scope(after).systems.subtracting(Scope(base).systems).sorted(),
      holds: HoldTouch.touches(pairs, change))
  }
}
