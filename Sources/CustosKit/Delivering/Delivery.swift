public import Results

/// What of a result goes where once a history was looked at: reports may list less than what is kept.
public struct Delivery: Sendable {
  /// The whole result, for what is kept: baselines, the history, and files of formats that other
  /// programs keep.
  public let whole: CheckResult
  /// What reports list.
  public let listed: CheckResult

  /// Decides.
  ///
  /// Only what is new is listed where that is asked for and what is known could be read.
  ///
  /// - Parameters:
  ///   - result: The result.
  ///   - standing: What the history said before the run, if the run is recorded in one.
  ///   - listsOnlyNew: Whether only what is new is to be listed.
  ///   - hasBaseline: Whether the run was held against a baseline.
  public init(
    _ result: CheckResult, after standing: HistoryStanding?, listsOnlyNew: Bool = false,
    hasBaseline: Bool = false
  ) {
    var whole = result
    whole.header.ledger = standing?.head
    self.whole = whole
    let knows = hasBaseline || standing?.known != nil
    listed = listsOnlyNew && knows ? whole.listingOnlyNew() : whole
  }
}
