import CEL
import CivilTime
import Inventory
import Rules

/// When the years of the organisations that answer for a subject end.
struct BodyYears {
  /// The end of years, or what would have to be known for it.
  enum End: Equatable {
    case day(YearEnd)
    /// The path of the fact, and what is the matter with it.
    case open(path: String, state: String)
  }

  private let organisation: Value

  /// - Parameter organisation: What conditions see as the organisation.
  init(_ organisation: Value) { self.organisation = organisation }

  /// The end of the years of a kind.
  func end(of kind: YearKind) -> End {
    guard let field = kind.field else {
      return YearTable.usualEnd(of: kind, in: "").map { .day($0) }
        ?? .open(path: "organisation", state: "absent")
    }
    guard organisation.tag == .object else {
      return .open(path: "organisation.\(field)", state: "absent")
    }
    let facts = FactObject(organisation)
    let own = facts.value(field)
    if own.tag == .date {
      return own.firstDay == own.lastDay
        ? .day(YearEnd(of: own.firstDay)) : .open(path: "organisation.\(field)", state: "partial")
    }
    if own.tag == .unknown || own.tag == .withheld {
      return .open(path: "organisation.\(field)", state: "unknown")
    }
    if kind == .school { return .open(path: "organisation.\(field)", state: "absent") }
    guard let place = facts.text("jurisdiction"),
      let end = YearTable.usualEnd(of: kind, in: place)
    else { return .open(path: "organisation.jurisdiction", state: "absent") }
    return .day(end)
  }

  /// How the last day is counted of a period that an event of a kind starts: first to the end of the year
  /// that the event ends, then as it is set.
  ///
  /// - Parameters:
  ///   - trigger: The kind of event.
  ///   - mode: How it is set to be counted.
  /// - Returns: The counting, and what of the organisation is not known for it.
  func counting(from trigger: String, _ mode: CountingMode) -> (
    counting: Counting, open: [End]
  ) {
    var counting = Counting([], mode)
    var kinds = [YearKind(rawValue: trigger)].compactMap(\.self)
    if mode == .financialYearEnd {
      counting.mode = .from
      if kinds != [.financial] { kinds.append(.financial) }
    }
    var open: [End] = []
    for kind in kinds {
      switch end(of: kind) {
      case .day(let end): counting.steps.append(.year(end))
      case .open(let path, let state):
        counting.steps.append(.someYear)
        open.append(.open(path: path, state: state))
      }
    }
    return (counting, open)
  }
}
