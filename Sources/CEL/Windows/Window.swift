public import CivilTime

/// How long an outcome holds if only the day moves on.
public struct Window: Sendable {
  /// A part of the expression that makes the outcome change.
  public struct Term: Hashable, Sendable {
    /// The named expression in which it stands; `nil` in the main one.
    public let letName: String?
    /// Where it stands in its source, in UTF-8 bytes.
    public let range: Range<Int>
    /// Its text.
    public let text: String
  }

  /// The outcome on the day of the evaluation.
  public let outcome: Datum
  /// The first day of the unbroken run of days with this outcome; `nil` if it has no beginning.
  public let from: CivilDate?
  /// The last day of that run; `nil` if it has no end.
  public let until: CivilDate?
  /// What ended the outcome before.
  public let beganBecause: Term?
  /// What ends this outcome.
  public let endsBecause: Term?
  /// Whether the first day is where the outcome begins; if not, it holds at least from then on.
  ///
  /// A search that took too many steps is given up.
  public let isFromComplete: Bool
  /// Whether the last day is where the outcome ends; if not, it holds at least until then.
  public let isUntilComplete: Bool

  /// Whether both ends are where the outcome changes.
  public var isComplete: Bool { isFromComplete && isUntilComplete }
}

extension Machine {
  /// How many changes that leave the outcome as it is are looked at each way.
  static let mostWindowSteps = 1_000
  /// How many days one after the other are looked at on the way back before the search is given up:
  /// what can only be found day by day is not worth more.
  public static let mostDaysOneByOne = 62

  /// The outcome of a program and the days between which it holds.
  ///
  /// - Parameters:
  ///   - horizon: How many days ahead and back are looked at; about 200 years unless given. An outcome
  ///     that holds so long counts as one without an end.
  ///   - looksAhead: Whether the last day is wanted too.
  ///   - mostDaysOneByOne: After how many days one by one the search back is given up.
  public mutating func window(
    _ program: Program, _ variables: UnsafePointer<Value>, host: UnsafeRawPointer? = nil,
    horizon: Int = 73_050, looksAhead: Bool = true,
    mostDaysOneByOne: Int = Machine.mostDaysOneByOne
  ) -> Window {
    let start = today
    defer { today = start }
    scratch.pointee.reset()
    let days = start.adding(days: -horizon)...start.adding(days: horizon)
    let span = WindowFinder.span(program, variables, context(host: host), within: days)
    let outcome = Datum(span.value)
    guard
      span.from > days.lowerBound.dayNumber || span.until < days.upperBound.dayNumber
    else {
      return Window(
        outcome: outcome, from: nil, until: nil, beganBecause: nil, endsBecause: nil,
        isFromComplete: !span.isErrorOfBudget, isUntilComplete: !span.isErrorOfBudget)
    }
    let ahead =
      looksAhead
      ? edge(program, variables, host, from: span, outcome, isAhead: true, days, .max)
      : (day: CivilDate(dayNumber: span.until), cause: nil, isComplete: false)
    let back = edge(
      program, variables, host, from: span, outcome, isAhead: false, days, mostDaysOneByOne)
    return Window(
      outcome: outcome, from: back.day, until: ahead.day,
      beganBecause: back.cause.map(program.term), endsBecause: ahead.cause.map(program.term),
      isFromComplete: back.isComplete, isUntilComplete: ahead.isComplete)
  }

  /// Goes from span to span as long as the outcome stays the same.
  private mutating func edge(
    _ program: Program, _ variables: UnsafePointer<Value>, _ host: UnsafeRawPointer?,
    from span: DaySpan, _ outcome: Datum, isAhead: Bool, _ days: ClosedRange<CivilDate>,
    _ mostDaysOneByOne: Int
  ) -> (day: CivilDate?, cause: NodeIndex?, isComplete: Bool) {
    var span = span
    var daysOneByOne = 0
    for _ in 0..<Self.mostWindowSteps {
      daysOneByOne = span.from == span.until ? daysOneByOne + 1 : 0
      if daysOneByOne > mostDaysOneByOne { break }
      let edge = isAhead ? span.until : span.from
      let next = edge + (isAhead ? 1 : -1)
      guard days.contains(CivilDate(dayNumber: next)) else { return (nil, nil, true) }
      let cause = isAhead ? span.untilCause : span.fromCause
      today = CivilDate(dayNumber: next)
      scratch.pointee.reset()
      span = WindowFinder.span(program, variables, context(host: host), within: days)
      if !Self.isSame(Datum(span.value), outcome) {
        return (CivilDate(dayNumber: edge), cause, true)
      }
    }
    return (CivilDate(dayNumber: isAhead ? span.until : span.from), nil, false)
  }

  private static func isSame(_ left: Datum, _ right: Datum) -> Bool {
    if case .double(let a) = left, case .double(let b) = right {
      return a.bitPattern == b.bitPattern
    }
    return left == right
  }
}

extension Program {
  /// The place of a node.
  func term(_ node: NodeIndex) -> Window.Term {
    let tree = checked.tree
    return Window.Term(
      letName: tree.sources[tree.sourceOf[node]].name, range: tree.ranges[node],
      text: tree.text(node))
  }
}

/// A value with the days between which it is the same, as day numbers.
struct DaySpan {
  var value: Value
  var from: Int32
  var until: Int32
  /// The nodes that make it change at either end.
  var fromCause: NodeIndex?
  var untilCause: NodeIndex?

  /// Both at once: the days on which neither changes.
  func intersected(_ other: DaySpan, value: Value) -> DaySpan {
    var result = self
    result.value = value
    if other.from > from {
      result.from = other.from
      result.fromCause = other.fromCause
    }
    if other.until < until {
      result.until = other.until
      result.untilCause = other.untilCause
    }
    return result
  }

  /// Either: both span today, so that together they are one run of days.
  func united(_ other: DaySpan) -> DaySpan {
    var result = self
    if other.from < from {
      result.from = other.from
      result.fromCause = other.fromCause
    }
    if other.until > until {
      result.until = other.until
      result.untilCause = other.untilCause
    }
    return result
  }

  var isErrorOfBudget: Bool { value.errorKind == .budgetExceeded }
}
