/// What people call the values that rules compute, by the names that the rules give them.
///
/// A computed value is no fact of the inventory, and most of them are steps that only a reader of conditions
/// follows: numbers, lists and codes have a line in a sum only where they have a name here. Days and
/// periods have one in any case.
enum ComputedNames {
  /// The names of periods.
  private static let periods = [
    "end": "period that ends it", "endsAfter": "period that ends it",
    "minimumPeriod": "minimum period", "retentionEnd": "period that ends it",
  ]

  /// The names of days.
  private static let days = [
    "appealEnd": "end of the appeal", "atLeastUntil": "end of the minimum period",
    "begun": "beginning of the time limit", "clearFrom": "beginning of the clear period",
    "clearUntil": "end of the clear period",
    "endOfMonth": "end of the month", "endOfPeriod": "end of the period",
    "firstDue": "first review due",
    "firstEvent": "first event", "floor": "has to be kept until at least",
    "interval": "interval of the reviews", "last day": "end of the period",
    "lastPermitted": "last permitted day", "lastHourDay": "day on which the 72 hours end",
    "lastLate": "last late review",
    "longest": "longest time permitted",
    "monthEnd": "end of the month", "newestUntil": "last permitted day of the newest",
    "oldestUntil": "last permitted day of the oldest", "periodEnd": "end of the period",
    "periodStart": "beginning of the period", "requestEnd": "end of the time limit",
    "retentionEnd": "end of the retention", "secondWorkingDay": "second working day",
    "sixMonths": "end of six months", "sixtieth": "sixtieth working day",
    "start": "beginning", "started": "beginning of the period",
    "thirtyDays": "end of thirty days", "threeYears": "end of three years",
    "wasDue": "review was due",
  ]

  /// The names of other values.
  private static let others = [
    "lacks": "missing", "missing": "missing", "overdue": "records past their end",
    "outside": "outside the area", "unrecorded": "not recorded", "nowhere": "in no system",
    "group": "review group",
  ]

  /// The name of a day.
  static func day(_ name: String) -> String { days[name] ?? FactWords.stepName(name) }

  /// The name of a period.
  static func period(_ name: String) -> String { periods[name] ?? FactWords.stepName(name) }

  /// The name of a value of which the kind is not known.
  static func any(_ name: String) -> String {
    days[name] ?? periods[name] ?? others[name] ?? FactWords.stepName(name)
  }

  /// The name of another value; `nil` where it says nothing to a reader of the sum.
  static func other(_ name: String) -> String? { others[name] }
}
