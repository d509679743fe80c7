public import CivilTime
import Findings

extension CheckResult {
  /// The result in one sentence, such as `12 breaches and 2 provisional breaches in 5 of 12 systems; 3 checks could not be
  /// decided; as of 1 November 2026`.
  ///
  /// It says what was found and never more than that: with nothing checked it says so, and inputs that
  /// could not be read come first.
  public var headline: String {
    if let until = header.forecastUntil { return forecastHeadline(until) }
    var parts: [String] = []
    if summary.errors > 0 {
      parts.append("incomplete, because of \(counted(summary.errors, "error")) in the inputs")
    }
    parts.append(found)
    let total = summary.total
    if total.undetermined > 0 {
      parts.append("\(counted(total.undetermined, "check")) could not be decided")
    }
    if total.waived > 0 { parts.append("\(total.waived) waived") }
    if let olderInWords { parts.append(olderInWords) }
    parts.append("as of \(header.asOf.inWords)")
    return parts.joined(separator: "; ")
  }

  /// How many findings of an earlier result are open and not listed; `nil` where all are listed, and
  /// where none was met but not everything was read.
  public var olderInWords: String? {
    guard let older = summary.older else { return nil }
    // What was not read says nothing about what was known of it.
    if older == 0 { return summary.errors > 0 ? nil : "no older finding is open" }
    return older == 1
      ? "1 older finding is still open and not listed"
      : "\(older) older findings are still open and not listed"
  }

  private func forecastHeadline(_ until: CivilDate) -> String {
    let incomplete =
      summary.errors > 0
      ? "incomplete, because of \(counted(summary.errors, "error")) in the inputs; " : ""
    return incomplete + comingInWords + " after \(header.asOf.inWords) and up to \(until.inWords)"
  }

  /// How many breaches a forecast tells of, such as `24 breaches begin (4 of them on days that are masked)`.
  ///
  /// It goes on with the days.
  public var comingInWords: String {
    let masked = header.comingOnMaskedDays ?? 0
    let count = counted(findings.count + masked, "breach begins", "breaches begin")
    return masked > 0 ? "\(count) (\(masked) of them on days that are masked)" : count
  }

  private var found: String {
    let total = summary.total
    let new = summary.older == nil ? "" : "new "
    if total.total == 0 { return "nothing was checked" }
    let decided = total.pass + total.breach + total.waived
    if total.breach == 0 {
      if decided == 0 { return "nothing could be decided" }
      return "no \(new)breach found in \(counted(summary.systems, "system"))"
    }
    let firm = total.breach - total.provisional
    let parts = [
      firm > 0 ? counted(firm, "\(new)breach", "\(new)breaches") : nil,
      total.provisional > 0
        ? counted(
          total.provisional, "\(new)provisional breach", "\(new)provisional breaches") : nil,
    ]
    let count = parts.compactMap(\.self).joined(separator: " and ")
    let breached = summary.bySystem.count { $0.counts.breach > 0 }
    guard breached > 0 else { return count }
    let systems = "\(breached) of \(counted(summary.systems, "system"))"
    let inSystems = summary.bySystem.reduce(0) { $0 + $1.counts.breach }
    guard inSystems < total.breach else { return "\(count) in \(systems)" }
    let bodies = summary.organisations == 1 ? "the organisation itself" : "organisations themselves"
    return "\(count), in \(systems) and in \(bodies)"
  }
}

/// A number with its noun: `1 breach`, `2 breaches`.
public func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
  "\(number) \(number == 1 ? one : many ?? one + "s")"
}

extension CivilDate {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The day as people write it, such as `1 November 2026`.
  public var inWords: String {
    let (year, month, day) = components
    return "\(day) \(Self.months[month - 1]) \(year)"
  }

  /// The month in three letters, such as `Nov`.
  public var monthName: String { String(Self.months[month - 1].prefix(3)) }
}
