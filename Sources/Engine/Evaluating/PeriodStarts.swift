import CEL
import CivilTime
import Inventory
import Results
import Rules

/// The days from which the periods of a dataset's records can run, by all that is set for it: what its
/// oldest and its newest record can be of.
///
/// Where a period runs from the end of a year, each day of that year says the same.
struct PeriodStarts {
  /// One event that starts a period.
  private struct Start {
    /// The field of a record that is its day.
    let slot: Int
    /// To the end of which year is counted; `nil` to none.
    let year: Counting.Step?
  }

  /// All of them; empty where one of the rules does not say what starts its period.
  private let starts: [Start]

  /// What is set for the evaluator's current dataset; `nil` where it does not say of which day its oldest
  /// or newest record is.
  init?(_ dataset: InventoryNode, _ evaluator: Evaluator) {
    guard dataset.statesDays else { return nil }
    let years = BodyYears(evaluator.variables[0])
    starts = (dataset.triggers(evaluator) ?? []).map { trigger in
      Start(
        slot: PeriodStart.slot(of: trigger),
        year: years.counting(from: trigger, .from).counting.steps.first)
    }
  }

  /// The days from which the period of a record can run; `nil` where they are not known.
  func days(of record: FactObject) -> RecordDays? {
    var days: RecordDays.Day?
    for start in starts {
      let day = record[start.slot]
      guard day.tag == .date, !record.impossible.contains(start.slot) else { return nil }
      let own = Self.days(from: day.firstDay, to: day.lastDay, start)
      days = days.map { $0.joined(with: own) } ?? own
    }
    return days.map { RecordDays(first: $0.first, last: $0.last, count: 1) }
  }

  /// The days from which the periods of the records of an age band can run.
  func days(ofBandFrom first: Value, to last: Value, count: Int) -> RecordDays? {
    guard first.tag == .date, last.tag == .date, first.firstDay <= last.lastDay else { return nil }
    // The days of a band are those from which periods run, whatever starts them.
    let own = RecordDays.Day(
      first: Int(first.firstDay.dayNumber), last: Int(last.lastDay.dayNumber))
    let days = starts.reduce(own) { days, start in
      days.joined(with: Self.days(from: first.firstDay, to: last.lastDay, start))
    }
    return RecordDays(first: days.first, last: days.last, count: count)
  }

  private static func days(
    from first: CivilDate, to last: CivilDate, _ start: Start
  ) -> RecordDays.Day {
    let year = Period(months: 12, days: 0)
    let (earliest, latest) =
      switch start.year {
      case nil: (first, last)
      case .year(let end): (end.start(ofYearWith: first), end.end(ofYearWith: last))
      case .someYear: (first.adding(days: -365), last.adding(year).adding(days: -1))
      }
    return RecordDays.Day(first: Int(earliest.dayNumber), last: Int(latest.dayNumber))
  }
}

extension RecordFigure.StatedDay {
  /// All days from the earlier of two to the later.
  fileprivate func joined(with other: Self) -> Self {
    Self(first: min(first, other.first), last: max(last, other.last))
  }
}

extension InventoryNode {
  /// Whether a dataset says of which day its oldest or its newest record is.
  fileprivate var statesDays: Bool {
    object.value("oldest").tag == .date || object.value("newest").tag == .date
  }

  /// What starts the periods of a dataset, by its own rules or the row of a schedule that it refers to;
  /// `nil` where one of them does not say, or there is none.
  fileprivate func triggers(_ evaluator: Evaluator) -> [String]? {
    var triggers: [String?] = []
    let retention = object.value("retention")
    if retention.tag == .object { triggers += rowTriggers(FactObject(retention), evaluator) }
    let several = object.value("retentions")
    if several.tag == .list {
      triggers += several.asList.map { $0.tag == .object ? FactObject($0).text("trigger") : nil }
    }
    let known = triggers.compactMap(\.self)
    return known.isEmpty || known.count < triggers.count ? nil : known
  }

  /// What starts the period that is set, or the period of the row that is kept to.
  private func rowTriggers(_ retention: FactObject, _ evaluator: Evaluator) -> [String?] {
    let own = retention.value("trigger")
    if own.tag == .string { return [own.asString] }
    // Beside rules of their own, one that sets nothing says nothing.
    if object.value("retentions").asListCount > 0, retention.value("period").tag == .absent {
      return []
    }
    guard own.tag == .absent, retention.text("kind") == "by-reference",
      let category = object.text("category"),
      let row = evaluator.context.schedule.entry(
        category, controllers: evaluator.scope.controllers)
    else { return [nil] }
    return [row.row.trigger] + (row.row.also.map { [$0.trigger] } ?? [])
  }
}

extension Value {
  /// How many items a list has; 0 of anything else.
  fileprivate var asListCount: Int { tag == .list ? asList.count : 0 }
}
