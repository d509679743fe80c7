import CivilTime
import Diagnostics
import Findings

/// The breaches of a forecast by week and, in each, by system.
struct ForecastWeeks {
  /// What begins in one week.
  struct Week {
    /// The first day of the week, which need not be in the forecast.
    var monday: CivilDate
    var systems: [SystemGroup]

    var count: Int { systems.reduce(0) { $0 + $1.findings.count } }
  }

  /// The weeks in order, and in each the systems by name.
  private(set) var weeks: [Week] = []

  /// Groups findings that pass on the day of the check and have a day on which they do not.
  ///
  /// - Parameter findings: The findings, the nearest day first.
  init(_ findings: FindingList) {
    var systems: [String: Int] = [:]
    for (finding, entry) in zip(findings, findings.entries) {
      guard let monday = finding.since?.monday else { continue }
      if weeks.last?.monday != monday {
        weeks.append(Week(monday: monday, systems: []))
        systems = [:]
      }
      let week = weeks.count - 1
      let system = systems[finding.systemKey] ?? weeks[week].systems.count
      if system == weeks[week].systems.count {
        systems[finding.systemKey] = system
        weeks[week].systems.append(
          SystemGroup(
            key: finding.systemKey, name: finding.systemName, findings: findings.none))
      }
      weeks[week].systems[system].findings.append(entry)
    }
    for index in weeks.indices {
      weeks[index].systems.sortStably { left, right in
        (left.name ?? left.key).precedes(right.name ?? right.key)
      }
    }
  }
}

extension CivilDate {
  /// The Monday of the day's week (ISO 8601-1:2019, section 4.2.2); 1970-01-01 was a Thursday.
  var monday: CivilDate { adding(days: -((Int(dayNumber) % 7 + 10) % 7)) }
}
