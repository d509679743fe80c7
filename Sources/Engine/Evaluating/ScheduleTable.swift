import CEL
import CivilTime
import Findings
import Rules

/// The rows of the schedule as objects that conditions read, laid out once.
///
/// Organisations whose profile gives another figure for a row have a schedule of their own.
final class ScheduleTable {
  /// A schedule with its rows as objects.
  private struct Sheet {
    var schedule: Schedule
    var objects: [String: Value] = [:]
  }

  private var arena = Arena()
  private var common: Sheet
  private var own: [String: Sheet] = [:]

  init(_ schedule: Schedule, confirmed: ConfirmedFigures = .none) {
    common = Sheet(schedule: schedule)
    common = sheet(schedule, confirmed.common)
    for (organisation, book) in confirmed.own where !book.isEmpty {
      own[organisation] = sheet(common.schedule, book)
    }
  }

  /// The classes that have a row.
  var codes: [String] { common.schedule.codes }

  /// The row of a class for the organisations that answer for a subject; `nil` if there is none, or
  /// if they read different figures for it.
  func row(_ code: String, controllers: [String]) -> Schedule.Row? {
    guard !own.isEmpty, !controllers.isEmpty else { return common.schedule[code] }
    let rows = controllers.map { (own[$0] ?? common).schedule[code] }
    guard let first = rows[0] else { return nil }
    return rows.allSatisfy { $0?.hasFigures(of: first) == true } ? first : nil
  }

  /// The row of a class as an object; the error that reading it is where there is none.
  func object(_ code: Value, controllers: [String]) -> Value {
    guard code.tag == .string else { return Value(error: .noSuchKey) }
    let text = code.asString
    guard !own.isEmpty, !controllers.isEmpty else {
      return common.objects[text] ?? Value(error: .noSuchKey)
    }
    let sheet = own[controllers[0]] ?? common
    guard let object = sheet.objects[text] else { return Value(error: .noSuchKey) }
    // Organisations that read different figures leave open which one counts.
    return row(text, controllers: controllers) == nil ? Value(error: .unknownField) : object
  }

  /// The rows that the one in use took the place of, the last first.
  func replaced(_ code: String, controllers: [String]) -> [Schedule.Row] {
    let sheet = controllers.first.flatMap { own[$0] } ?? common
    return sheet.schedule.replaced(code)
  }

  /// A schedule with what a profile confirms of its rows.
  private func sheet(_ schedule: Schedule, _ book: ConfirmationBook) -> Sheet {
    var sheet = Sheet(schedule: schedule)
    for code in schedule.codes {
      guard let row = schedule[code] else { continue }
      var used = row
      if let read = book.row(row) {
        used = read
        if read.hasFigures(of: row) {
          sheet.schedule.setEvidence(read.evidence, of: code)
        } else {
          sheet.schedule.add(read)
        }
      }
      sheet.objects[code] = object(used)
    }
    return sheet
  }

  private func object(_ row: Schedule.Row) -> Value {
    let actions = arena.list(copying: row.actions.map { arena.string(copying: $0) })
    let values = [
      text(row.code), text(row.row), text(row.title), period(row.period), period(row.minimum),
      period(row.maximum), text(row.trigger), actions, text(row.actions.first),
      text(row.counting.rawValue), text(row.authority.rawValue),
      text(row.evidence.grade.rawValue),
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

extension Schedule.Row {
  /// Whether another row gives the same figures.
  fileprivate func hasFigures(of other: Schedule.Row) -> Bool {
    period == other.period && minimum == other.minimum && maximum == other.maximum
  }
}
