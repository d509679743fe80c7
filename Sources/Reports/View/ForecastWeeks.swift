import CivilTime
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
  init(_ findings: some Sequence<Finding>) {
    var dated = findings.compactMap { finding in finding.since.map { ($0, finding) } }
    dated.sortStably { $0.0 < $1.0 }
    var systems: [String: Int] = [:]
    for (day, finding) in dated {
      let monday = day.monday
      if weeks.last?.monday != monday {
        weeks.append(Week(monday: monday, systems: []))
        systems = [:]
      }
      let week = weeks.count - 1
      let system = systems[finding.systemKey] ?? weeks[week].systems.count
      if system == weeks[week].systems.count {
        systems[finding.systemKey] = system
        weeks[week].systems.append(SystemGroup(key: finding.systemKey, name: finding.systemName))
      }
      weeks[week].systems[system].findings.append(finding)
    }
    for index in weeks.indices {
      weeks[index].systems.sortStably { left, right in
        (left.name ?? left.key).utf8.lexicographicallyPrecedes((right.name ?? right.key).utf8)
      }
    }
  }
}

extension CivilDate {
  /// The Monday of the day's week (ISO 8601-1:2019, section 4.2.2); 1970-01-01 was a Thursday.
  var monday: CivilDate { adding(days: -((Int(dayNumber) % 7 + 10) % 7)) }
}
