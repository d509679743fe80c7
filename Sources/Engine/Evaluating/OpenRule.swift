import CEL
import CivilTime
import Rules

/// A rule that rows of one signature have still to be asked, with the days on which the answer is
/// known.
///
/// It counts no references, so that going through the rules of a row costs nothing but the rules.
struct OpenRule {
  /// What is left to ask.
  let plan: RuleChoice.Plan
  /// The fields whose days decide; none where nothing is learnt.
  let fields: DayFields
  private let boxes: UnsafeMutablePointer<DayBox>
  private var boxCount = 0
  /// How many more rows are learnt from.
  private var triesLeft: Int
  /// How many rows are asked before the first is learnt from.
  private var waits: Int

  private static let mostBoxes = 8
  private static let mostTries = 16

  /// - Parameter waits: How many rows are asked before it is worth while to learn from one.
  init(_ plan: RuleChoice.Plan, fields: DayFields, waits: Int) {
    self.plan = plan
    self.fields = fields
    self.waits = waits
    triesLeft = fields.count == 0 ? 0 : Self.mostTries
    boxes = .allocate(capacity: fields.count == 0 ? 0 : Self.mostBoxes)
  }

  func deallocate() { boxes.deallocate() }

  /// What the rule comes to on a row by its days alone; `nil` where the row must be asked.
  @inline(__always)
  func outcome(ofDaysIn row: UnsafePointer<Value>) -> Evaluator.Outcome? {
    guard boxCount > 0, let days = fields.days(of: row) else { return nil }
    var index = 0
    while index < boxCount {
      if boxes[index].holds(days) { return boxes[index].outcome }
      index &+= 1
    }
    return nil
  }

  /// Whether to learn from a row that was asked.
  @inline(__always)
  mutating func wantsToLearn(from outcome: Evaluator.Outcome) -> Bool {
    guard triesLeft > 0, outcome == .pass || outcome == .notApplicable else { return false }
    waits &-= 1
    return waits < 0
  }

  /// Learns from a row that was asked: finds a box around its days in which all rows come out as it
  /// did.
  ///
  /// - Parameters:
  ///   - common: What the rows of the signature share.
  ///   - evaluator: An evaluator whose row is `common`.
  mutating func learn(
    from outcome: Evaluator.Outcome, _ row: UnsafePointer<Value>,
    _ common: UnsafeMutablePointer<Value>, _ evaluator: Evaluator
  ) {
    triesLeft -= 1
    guard var box = fields.days(of: row) else { return }
    box.outcome = outcome
    var search = BoxSearch(plan: plan, fields: fields, common: common, evaluator: evaluator)
    guard search.holds(box) else { return }
    boxes[boxCount] = search.grown(box)
    boxCount += 1
    if boxCount == Self.mostBoxes { triesLeft = 0 }
  }
}

/// Finds a box around the days of a row that is as large as can be.
private struct BoxSearch {
  let plan: RuleChoice.Plan
  let fields: DayFields
  let common: UnsafeMutablePointer<Value>
  let evaluator: Evaluator

  /// A side of a box.
  private struct Side {
    var field: Int
    var isLast: Bool
  }

  private static let largestStep: Int32 = 1 << 14
  private static let earliest = CivilDate.earliest.dayNumber
  private static let latest = CivilDate.latest.dayNumber

  /// Whether every row with days in a box comes out as the box says.
  func holds(_ box: DayBox) -> Bool {
    fields.write(box, to: common)
    return evaluator.decided(plan) == box.outcome
  }

  /// The box with its sides moved out: as far as days go, up to today, or together, so that days
  /// that are compared with each other share the room between them.
  mutating func grown(_ box: DayBox) -> DayBox {
    var box = box
    var sides: [Side] = []
    for field in 0..<Int(fields.count) {
      for isLast in [true, false] {
        let side = Side(field: field, isLast: isLast)
        if !moveFarOut(side, of: &box) { sides.append(side) }
      }
    }
    move(sides, of: &box)
    for side in sides { move([side], of: &box) }
    return box
  }

  private func moveFarOut(_ side: Side, of box: inout DayBox) -> Bool {
    let end = side.isLast ? Self.latest : Self.earliest
    let today = evaluator.machine.today.dayNumber
    for day in side.isLast ? [end, today] : [end] {
      var larger = box
      if side.isLast {
        larger.last[side.field] = max(day, box.last[side.field])
      } else {
        larger.first[side.field] = min(day, box.first[side.field])
      }
      if holds(larger) {
        box = larger
        return true
      }
    }
    return false
  }

  /// Moves sides out by the same steps, from large ones to small ones.
  private func move(_ sides: [Side], of box: inout DayBox) {
    guard !sides.isEmpty else { return }
    var step = Self.largestStep
    while step > 0 {
      var larger = box
      for side in sides {
        if side.isLast {
          larger.last[side.field] = min(larger.last[side.field] + step, Self.latest)
        } else {
          larger.first[side.field] = max(larger.first[side.field] - step, Self.earliest)
        }
      }
      if holds(larger) { box = larger }
      step /= 2
    }
  }
}
