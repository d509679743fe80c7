import CEL
import Rules

/// A rule that rows of one signature have still to be asked, with the days on which the answer is
/// known.
///
/// It counts no references, so that going through the rules of a row costs nothing but the rules.
struct OpenRule {
  /// What is known of rows whose days lie in a box.
  struct Answer {
    let box: DayBox
    let outcome: Evaluator.Outcome
    /// How many rows of the current dataset it answered.
    var rows = 0
  }

  /// What is left to ask.
  let plan: RuleChoice.Plan
  private let answers: UnsafeMutablePointer<Answer>
  private var answerCount = 0
  /// How many more rows are learnt from.
  private var triesLeft: Int
  /// How many rows are asked before the next is learnt from.
  private var waits: Int
  /// How many that is after the next one; it doubles, so that what days do not tell costs little.
  private var nextWaits = 4

  private static let mostAnswers = 8
  private static let mostTries = 16

  /// - Parameters:
  ///   - learns: Whether days can tell more about it.
  ///   - waits: How many rows are asked before it is worth while to learn from one.
  init(_ plan: RuleChoice.Plan, learns: Bool, waits: Int) {
    self.plan = plan
    self.waits = waits
    triesLeft = learns ? Self.mostTries : 0
    answers = .allocate(capacity: learns ? Self.mostAnswers : 0)
  }

  func deallocate() { answers.deallocate() }

  /// Whether what the rule comes to on a row with certain days is known; then the row is counted.
  @inline(__always)
  func answers(_ days: DayBox) -> Bool {
    guard let answer = answer(to: days) else { return false }
    answer.pointee.rows &+= 1
    return true
  }

  /// Counts rows with days on which it is known what the rule comes to.
  func add(rows: Int, on days: DayBox) { answer(to: days)?.pointee.rows += rows }

  /// The days of rows of which it is known what the rule comes to, around those of a row.
  @inline(__always)
  func box(around days: DayBox) -> DayBox? { answer(to: days)?.pointee.box }

  @inline(__always)
  private func answer(to days: DayBox) -> UnsafeMutablePointer<Answer>? {
    var index = 0
    while index < answerCount {
      if answers[index].box.holds(days) { return answers + index }
      index &+= 1
    }
    return nil
  }

  /// Adds what was answered to the counts of the rule, and begins anew.
  func moveCounts(to counts: inout ActiveRules.Counts) {
    for index in 0..<answerCount {
      counts.add(answers[index].outcome, times: answers[index].rows)
      answers[index].rows = 0
    }
  }

  /// Whether to learn from a row that was asked.
  @inline(__always)
  mutating func wantsToLearn(from outcome: Evaluator.Outcome) -> Bool {
    guard triesLeft > 0, outcome == .pass || outcome == .notApplicable else { return false }
    waits &-= 1
    return waits < 0
  }

  /// Learns from a row that was asked, unless there is nothing to learn.
  mutating func learn(_ answer: () -> Answer?) {
    triesLeft -= 1
    waits = nextWaits
    nextWaits *= 2
    guard let answer = answer() else { return }
    (answers + answerCount).initialize(to: answer)
    answerCount += 1
    if answerCount == Self.mostAnswers { triesLeft = 0 }
  }
}

/// What is decided of the rules on the rows of a signature, and what has still to be asked.
struct RuleStandings {
  typealias Decided = (place: Int, outcome: Evaluator.Outcome)

  /// The rules to ask; one thread's, but for those that are none.
  struct Open: @unchecked Sendable {
    /// The rules.
    let rules: UnsafeMutableBufferPointer<OpenRule>
    /// The fields whose days may spare a row the asking.
    let days: DayFields

    /// No rules.
    static let none = Open(rules: .init(start: nil, count: 0), days: DayFields([]))
  }

  /// What is decided.
  let decided: [Decided]
  /// The rules that are decided to be undetermined.
  let undetermined: [Int]
  /// What has still to be asked.
  private(set) var open = Open.none

  /// Nothing decided and nothing to ask.
  init() {
    decided = []
    undetermined = []
  }

  init(decided: [Decided], open rules: [OpenRule], days: DayFields) {
    self.decided = decided
    undetermined = decided.filter { $0.outcome == .undetermined }.map(\.place)
    let memory = UnsafeMutableBufferPointer<OpenRule>.allocate(capacity: rules.count)
    _ = memory.initialize(from: rules)
    open = Open(rules: memory, days: days)
  }

  /// Nothing decided.
  init(asking plans: RowPlans) {
    self.init(
      decided: [], open: plans.places.map { OpenRule(plans.plan($0), learns: false, waits: 0) },
      days: DayFields([]))
  }

  func deallocate() {
    guard open.rules.baseAddress != nil else { return }
    for rule in open.rules { rule.deallocate() }
    open.rules.deallocate()
    open.days.deallocate()
  }
}

/// What is decided for the rows of a signature in datasets of which rules read the same.
struct OwnStandings {
  var rules = RuleStandings()
  var watches = Watches.none

  func deallocate() {
    rules.deallocate()
    watches.deallocate()
  }
}
