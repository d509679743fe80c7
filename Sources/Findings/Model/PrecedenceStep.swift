/// The kinds of source that can claim the same subject, those that win first.
///
/// The order decides between sources of different kinds; see ``Derivation/Source``.
public enum PrecedenceStep: String, Hashable, Sendable, CaseIterable {
  /// A hold in force, or a restriction of what is needed as evidence.
  case hold
  /// A period that statute sets, above which nothing may be kept.
  case statute
  /// The code of practice on what criminal investigations must keep.
  case cpia
  /// The review group, the highest of all linked records, and its clear period.
  case reviewGroup = "review-group"
  /// The six years that police records are kept at least.
  case sixYears = "six-years"
  /// The national or the organisation's own retention schedule, or a period set by it.
  case schedule
  /// A review, with the interval until the next.
  case review

  /// The step in words, as the subject of a sentence.
  public var title: String {
    switch self {
    case .hold: "a hold or restriction"
    case .statute: "a limit of statute"
    case .cpia: "the CPIA code"
    case .reviewGroup: "the review group with its clear period"
    case .sixYears: "the floor of six years"
    case .schedule: "the retention schedule"
    case .review: "a review"
    }
  }

  /// Whether this kind of source wins over another.
  public func precedes(_ other: PrecedenceStep) -> Bool {
    let order = Self.allCases
    guard let own = order.firstIndex(of: self), let others = order.firstIndex(of: other) else {
      return false
    }
    return own < others
  }
}
