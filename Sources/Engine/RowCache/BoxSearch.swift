import CEL
import CivilTime

/// Finds a box around the days of a row that is as large as can be, in which a rule comes out as it
/// did on the row.
struct BoxSearch {
  let plan: RuleChoice.Plan
  /// The fields of the box, and the lanes of those that the rule reads.
  let fields: DayFields
  let lanes: [Int]
  /// What the rows of the signature share; the evaluator's row.
  let common: UnsafeMutablePointer<Value>
  let evaluator: Evaluator
  let outcome: Evaluator.Outcome

  /// A side of a box.
  private struct Side {
    var lane: Int
    var isLast: Bool
  }

  private static let largestStep: Int32 = 1 << 14
  private static let earliest = CivilDate.earliest.dayNumber
  private static let latest = CivilDate.latest.dayNumber

  /// The largest box that was found around days; `nil` if the days do not decide.
  func box(around days: DayBox) -> DayBox? {
    var box = DayBox(
      first: SIMD8(repeating: .min), last: SIMD8(repeating: .max))
    for lane in lanes {
      box.first[lane] = days.first[lane]
      box.last[lane] = days.last[lane]
    }
    return holds(box) ? grown(box) : nil
  }

  /// Whether every row with days in a box comes out in the same way.
  private func holds(_ box: DayBox) -> Bool {
    fields.write(box, lanes: lanes, to: common)
    return evaluator.decided(plan) == outcome
  }

  /// The box with its sides moved out: as far as days go, up to today, or together, so that days
  /// that are compared with each other share the room between them.
  private func grown(_ box: DayBox) -> DayBox {
    var box = box
    var sides: [Side] = []
    for lane in lanes {
      for isLast in [true, false] {
        let side = Side(lane: lane, isLast: isLast)
        if !moveFarOut(side, of: &box) { sides.append(side) }
      }
    }
    move(sides, of: &box)
    if sides.count > 1 {
      for side in sides { move([side], of: &box) }
    }
    return box
  }

  private func moveFarOut(_ side: Side, of box: inout DayBox) -> Bool {
    let ends = side.isLast ? [Self.latest, evaluator.machine.today.dayNumber] : [Self.earliest]
    for end in ends {
      var larger = box
      if side.isLast {
        larger.last[side.lane] = max(end, box.last[side.lane])
      } else {
        larger.first[side.lane] = min(end, box.first[side.lane])
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
          larger.last[side.lane] = min(larger.last[side.lane] + step, Self.latest)
        } else {
          larger.first[side.lane] = max(larger.first[side.lane] - step, Self.earliest)
        }
      }
      if holds(larger) { box = larger }
      step /= 2
    }
  }
}
