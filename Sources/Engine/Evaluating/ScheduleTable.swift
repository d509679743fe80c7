import CEL
import CivilTime
import Findings
import Rules

/// The rows of the schedule as objects that conditions read, laid out once.
final class ScheduleTable {
  private var arena = Arena()
  private var objects: [String: Value] = [:]
  /// The rows themselves.
  let schedule: Schedule

  init(_ schedule: Schedule) {
    self.schedule = schedule
    for code in schedule.codes {
      if let row = schedule[code] { objects[code] = object(row) }
    }
  }

  /// The row of a class as an object; `nil` if there is none.
  func object(_ code: Value) -> Value? {
    code.tag == .string ? objects[code.asString] : nil
  }

  private func object(_ row: Schedule.Row) -> Value {
    let actions = arena.list(copying: row.actions.map { arena.string(copying: $0) })
    let values = [
      text(row.code), text(row.row), text(row.title), period(row.period), period(row.minimum),
      period(row.maximum), text(row.trigger), actions, text(row.actions.first),
      text(row.counting.rawValue), text(row.authority.rawValue), Value(row.isVerified),
    ]
    let fields = arena.allocate(values: values.count)
    for (index, value) in values.enumerated() { fields[index] = value }
    return Value(object: fields, type: RuleTypes.scheduleRow.number)
  }

  private func text(_ text: String?) -> Value {
    text.map { arena.string(copying: $0) } ?? .absent
  }

  private func period(_ period: Period?) -> Value {
    period.map { Value($0) } ?? .absent
  }
}
