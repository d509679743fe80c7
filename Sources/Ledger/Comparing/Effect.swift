import CivilTime
public import Findings
import Results

/// What one step did to the findings: the change, or the time that passed.
public struct Effect: Sendable {
  /// What happened to one finding.
  public struct Change: Hashable, Sendable {
    /// What can happen.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// A breach that was none before.
      case introduced
      /// A breach that was none before, between days of which nothing tells whether the change
      /// brought it or the time that passed.
      case timeOrChange = "time-or-change"
      /// A check that was decided, or not made, and is undetermined now.
      case becameUndetermined = "became-undetermined"
      /// A breach that was checked again and is none any more.
      case cured
      /// An undetermined check that was decided, and not as a breach.
      case decided
      /// A breach that is waived now.
      case waived
      /// Still there, with another last permitted day.
      case moved
      /// Not there any more, and nothing shows that it was checked again.
      case gone
      /// Made under different rules, so that nothing can be said.
      case incomparable
    }

    /// What happened.
    public var kind: Kind
    /// The finding as it is, or as it was where it is no more.
    public var finding: Finding
    /// The finding as it was; `nil` where there was none.
    public var before: Finding?
    /// Whether ``finding`` is of the later result.
    public var isPresent: Bool
    /// How many checks it is about.
    public var checks = 1
    /// For a moved one, by how many days its last permitted day moved; positive is later.
    public var days: Int?
  }

  /// The changes by kind, in the order of ``Change/Kind``, then in the order of findings.
  public internal(set) var changes: [Change] = []
  /// How many checks came to what they were.
  public internal(set) var unchanged = 0

  /// The changes of a kind.
  public func changes(_ kind: Change.Kind) -> [Change] { changes.filter { $0.kind == kind } }
  /// How many checks the changes of a kind stand for: a finding may stand for those of many rows.
  public func checks(_ kind: Change.Kind) -> Int {
    changes(kind).reduce(0) { $0 + $1.checks }
  }
  /// Whether nothing happened.
  public var isEmpty: Bool { changes.isEmpty }
}

extension Effect {
  /// Finds what happened between two results.
  init(_ before: CheckResult, _ after: CheckResult, _ pairs: FindingPairs) {
    let comparability = Comparability(before, after)
    for (old, new) in pairs.pairs {
      if old.verdict == new.verdict {
        appendMore(old, new, isComparable: comparability.isComparable(new))
      }
      guard let kind = Self.kind(old, new) else {
        unchanged += min(old.checksCounted, new.checksCounted)
        continue
      }
      let isComparable =
        kind == .moved || comparability.isComparable(old) && comparability.isComparable(new)
      append(isComparable ? kind : .incomparable, new, before: old)
    }
    let scope = Scope(after)
    let lost = LostChecks(before, after)
    for old in pairs.onlyBefore {
      guard let kind = Self.kindOfEnd(old) else { continue }
      guard comparability.isComparable(old) else {
        append(.incomparable, nil, before: old)
        continue
      }
      let isMade = scope.covers(old.subject) && lost?.isMade(old) ?? true
      append(isMade ? kind : .gone, nil, before: old)
    }
    for new in pairs.onlyAfter {
      guard let kind = Self.kindOfStart(new) else { continue }
      append(comparability.isComparable(new) ? kind : .incomparable, new, before: nil)
    }
    changes.sort(by: Self.precedes)
  }

  private mutating func append(_ kind: Change.Kind, _ after: Finding?, before: Finding?) {
    guard var finding = after ?? before else { return }
    var days: Int?
    if kind == .moved, let old = before?.dueDate, let new = after?.dueDate {
      days = new.days(since: old)
    }
    finding.state = Self.state(kind)
    changes.append(
      Change(
        kind: kind, finding: finding, before: before, isPresent: after != nil,
        checks: finding.checksCounted, days: days))
  }

  /// Adds the checks that came to a finding which stands for many and was there before.
  private mutating func appendMore(_ old: Finding, _ new: Finding, isComparable: Bool) {
    let more = new.checksCounted - old.checksCounted
    guard more > 0, let kind = Self.kindOfStart(new) else { return }
    var finding = new
    finding.state = Self.state(kind)
    changes.append(
      Change(
        kind: isComparable ? kind : .incomparable, finding: finding, before: old, isPresent: true,
        checks: more))
  }

  /// What happened to a check that stands in both; `nil` for nothing.
  private static func kind(_ old: Finding, _ new: Finding) -> Change.Kind? {
    if old.verdict == new.verdict {
      guard let before = old.dueDate, let after = new.dueDate else { return nil }
      return before == after ? nil : .moved
    }
    switch new.verdict {
    case .breach: return .introduced
    case .undetermined: return .becameUndetermined
    case .waived: return .waived
    case .pass, .notApplicable: return kindOfEnd(old)
    }
  }

  private static func kindOfEnd(_ old: Finding) -> Change.Kind? {
    switch old.verdict {
    case .breach, .waived: .cured
    case .undetermined: .decided
    case .pass, .notApplicable: nil
    }
  }

  private static func kindOfStart(_ new: Finding) -> Change.Kind? {
    switch new.verdict {
    case .breach: .introduced
    case .undetermined: .becameUndetermined
    case .waived: .waived
    case .pass, .notApplicable: nil
    }
  }

  private static func state(_ kind: Change.Kind) -> Finding.State {
    switch kind {
    case .introduced, .timeOrChange, .becameUndetermined, .waived: .new
    case .cured, .decided: .cured
    case .moved: .moved
    case .gone, .incomparable: .incomparable
    }
  }

  private static func precedes(_ left: Change, _ right: Change) -> Bool {
    if left.kind != right.kind { return left.kind.rank < right.kind.rank }
    return Finding.precedes(left.finding, right.finding)
  }
}

extension Effect {
  /// Takes from what was introduced what time may have brought about.
  ///
  /// A breach whose first day is known and not after the earlier day was there to be found then, and
  /// was not: the change brought it. One that began later, one without a first day, and one that was
  /// waived, whose waiver may have ended, may be due to time alone.
  ///
  /// - Parameter day: The day of the earlier result.
  mutating func setApart(timeSince day: CivilDate) {
    for index in changes.indices where changes[index].kind == .introduced {
      let wasWaived = changes[index].before?.verdict == .waived
      let isOfOld = changes[index].finding.since.map { $0 <= day } ?? false
      // Of more checks that one finding stands for, only the first day of the oldest is known.
      let isGrown = changes[index].before?.verdict == changes[index].finding.verdict
      if wasWaived || isGrown || !isOfOld { changes[index].kind = .timeOrChange }
    }
    changes.sort(by: Self.precedes)
  }
}

extension Effect.Change.Kind {
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
