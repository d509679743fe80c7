import Bytes
import CivilTime
import Findings
import Results

/// iCalendar after RFC 5545: an event on each last permitted day of each system, and on the last day of
/// each waiver, so that the day is in the diary before it has passed.
///
/// The identity of an event is made from its day and system, so that a later forecast replaces it.
struct CalendarReporter: Reporter {
  static let mostListed = 20

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    let asOf = result.header.asOf
    line("BEGIN:VCALENDAR", to: &output)
    line("VERSION:2.0", to: &output)
    line("PRODID:-//Custos//Forecast//EN", to: &output)
    line("CALSCALE:GREGORIAN", to: &output)
    line("METHOD:PUBLISH", to: &output)
    let run = result.header.runName.map { ": \($0)" } ?? ""
    property("X-WR-CALNAME", "Custos: last permitted days\(run)", to: &output)
    property("X-WR-CALDESC", description(result), to: &output)
    let events = (result.isWhole ? [] : [broken(result)]) + events(result)
    for event in events { write(event, asOf, to: &output) }
    if events.isEmpty, !result.waivers.contains(where: { $0.until >= asOf }) {
      // A calendar has at least one component (RFC 5545, section 3.4).
      write(quiet(result), asOf, to: &output)
    }
    for waiver in result.waivers where waiver.until >= asOf {
      let event = Event(
        day: waiver.until, key: "waiver \(waiver.id)",
        title: "Waiver \(waiver.id) ends: \(waiver.rule)",
        lines: ["Owner: \(waiver.owner)", "Reason: \(waiver.reason)"])
      write(event, asOf, to: &output)
    }
    line("END:VCALENDAR", to: &output)
  }

  private func description(_ result: CheckResult) -> String {
    let notice = result.header.showsPersonalData ? " \(personalDataNotice)" : ""
    let marking = result.header.marking.map { "\($0). " } ?? ""
    let settings = result.settingsInUse.map { "; \($0)" }.joined()
    return marking + result.headline + notice + settings
  }

  /// An event of a whole day.
  private struct Event {
    var day: CivilDate
    var key: String
    var title: String
    var lines: [String]
    var count = 1
  }

  /// What stands in the diary where nothing falls due, so that a quiet month does not look like a
  /// broken feed.
  private func quiet(_ result: CheckResult) -> Event {
    let header = result.header
    let span =
      (header.forecastUntil ?? header.lookedAheadUntil).map { "up to \($0.inWords)" }
      ?? "among the findings; a check does not look ahead"
    return Event(
      day: header.asOf, key: "quiet", title: "Custos: nothing falls due \(span)",
      lines: [result.headline])
  }

  /// What stands in the diary where an input could not be read whole, so that days may be missing.
  private func broken(_ result: CheckResult) -> Event {
    let hasNothing = result.summary.total.total == 0
    return Event(
      day: result.header.asOf, key: "incomplete",
      title: hasNothing
        ? "Custos: no result, the inputs could not be read"
        : "Custos: incomplete, an input could not be read whole",
      lines: [result.headline, result.summary.verdict])
  }

  private func events(_ result: CheckResult) -> [Event] {
    var events: [String: Event] = [:]
    for finding in result.findings {
      guard finding.verdict == .pass || finding.verdict == .breach, finding.state != .cured,
        let day = finding.dueDate ?? finding.since?.adding(days: -1), day >= result.header.asOf
      else { continue }
      let key = "\(day) \(finding.systemKey)"
      let name = finding.systemName ?? finding.systemKey
      var event = events[key] ?? Event(day: day, key: key, title: name, lines: [], count: 0)
      event.count += 1
      if event.count <= Self.mostListed {
        event.lines.append(
          "\(finding.title): \(finding.subjectInWords), owner \(finding.ownerOrNobody) "
            + "[\(finding.rule)]")
      }
      events[key] = event
    }
    return events.keys.sorted().compactMap { events[$0] }.map { event in
      var event = event
      event.title =
        "Last permitted day of \(counted(event.count, "check")): \(event.title)"
      if event.count > Self.mostListed {
        event.lines.append("and \(event.count - Self.mostListed) more")
      }
      return event
    }
  }

  private func write(_ event: Event, _ asOf: CivilDate, to output: inout OutputBuffer) {
    line("BEGIN:VEVENT", to: &output)
    line("UID:\(NameUUID.make("event \(event.key)"))@custos", to: &output)
    line("DTSTAMP:\(Self.compact(asOf))T000000Z", to: &output)
    line("DTSTART;VALUE=DATE:\(Self.compact(event.day))", to: &output)
    line("DTEND;VALUE=DATE:\(Self.compact(event.day.adding(days: 1)))", to: &output)
    property("SUMMARY", event.title, to: &output)
    property("DESCRIPTION", event.lines.joined(separator: "\n"), to: &output)
    line("TRANSP:TRANSPARENT", to: &output)
    line("END:VEVENT", to: &output)
  }

  private static func compact(_ day: CivilDate) -> String {
    day.description.split(separator: "-").joined()
  }

  private func property(_ name: String, _ text: String, to output: inout OutputBuffer) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    line("\(name):" + lines.map { Self.escaped(String($0)) }.joined(separator: "\\n"), to: &output)
  }

  /// Escapes a TEXT (RFC 5545, section 3.3.11).
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in PlainText.inline(text).unicodeScalars {
      if scalar == "\\" || scalar == ";" || scalar == "," { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }

  /// Writes a line, folded after at most 75 bytes and never inside a scalar (section 3.1).
  private func line(_ text: String, to output: inout OutputBuffer) {
    var width = 0
    for scalar in text.unicodeScalars {
      let size = UTF8.width(scalar)
      if width + size > 75 {
        output.write("\r\n ")
        width = 1
      }
      output.write(String(scalar))
      width += size
    }
    output.write("\r\n")
  }
}
