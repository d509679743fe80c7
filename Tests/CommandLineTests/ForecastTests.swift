import Foundation
import Testing

/// A forecast is what checks on the days to come would find.
@Suite struct ForecastTests {
  private static func breaches(on day: String) async throws -> Set<String> {
    let run = try await Program.run([
      "check", Sample.force, "--profile", "samples/profile.yaml", "--as-of", day, "--format",
      "json", "--show-personal-data",
    ])
    return Set(try SavedResult(run).findings.filter { $0.verdict == "breach" }.map(\.id))
  }

  @Test("a forecast lists, for each day, the breaches that a check on it finds new")
  func equalsChecks() async throws {
    let days = (1...8).map { "2026-11-0\($0)" }
    var expected: Set<String> = []
    var known = try await Self.breaches(on: days[0])
    for day in days.dropFirst() {
      let found = try await Self.breaches(on: day)
      for id in found.subtracting(known) { expected.insert("\(id) \(day)") }
      known = found
    }
    let run = try await Program.run([
      "forecast", Sample.force, "--profile", "samples/profile.yaml", "--as-of", days[0],
      "--until", days[7], "--format", "json", "--show-personal-data",
    ])
    let forecast = try SavedResult(run).findings
    // What a check can only tell later has that day in its sentence.
    let certain = #/this may begin on [-\d]+ and is certain on (\d{4}-\d{2}-\d{2}): /#
    let told = forecast.map { finding -> (String, String) in
      (
        finding.id,
        finding.cause.firstMatch(of: certain).map { String($0.1) } ?? finding.since ?? ""
      )
    }.filter { $0.1 <= days[7] }
    #expect(Set(told.map { "\($0.0) \($0.1)" }) == expected)
    #expect(!expected.isEmpty)
  }

  @Test("days that give away a birth are counted, not listed")
  func hidesBirths() async throws {
    let run = try await Program.run([
      "forecast", Sample.force, "--profile", "samples/profile.yaml", "--as-of", "2026-11-01",
      "--until", "2026-11-08", "--select", "mopi/group-1-until-100",
    ])
    #expect(run.text.contains("forecast.masked"))
    #expect(!run.text.contains("2026-11-02"))
  }

  @Test("what is certain later names both days, and a later check counts from the same one")
  func namesBothDays() async throws {
    let select = ["--select", "*/nothing-past-its-end"]
    let run = try await Program.run(
      [
        "forecast", Sample.force, "--profile", "samples/profile.yaml", "--as-of", "2026-11-01",
        "--until", "2026-12-31", "--format", "json",
      ] + select)
    let coming = try SavedResult(run).findings
    let band = try #require(coming.first { $0.since == "2026-11-03" })
    #expect(band.dueDate == "2026-11-02")
    // The figure is that of the later day, so the sentence puts it behind that one.
    let both =
      #/this may begin on 2026-11-03 and is certain on 2026-1[12]-\d\d: \d+ of \d+ records/#
    #expect(band.cause.firstMatch(of: both) != nil, "\(band.cause)")
    let later = try await Program.run(
      [
        "check", Sample.force, "--profile", "samples/profile.yaml", "--as-of", "2027-03-01",
        "--format", "json",
      ] + select)
    let found = try SavedResult(later).findings.filter { $0.verdict == "breach" }
    for one in coming where one.cause.contains(" and is certain on ") {
      let same = try #require(found.first { $0.id == one.id })
      #expect(same.since == one.since && same.dueDate == one.dueDate, "\(one.cause)")
    }
  }

  private static let week = [
    "forecast", Sample.force, "--profile", "samples/profile.yaml", "--as-of", "2026-11-01",
    "--until", "2026-11-30",
  ]

  @Test("a forecast is grouped by week and system in text, HTML and CSV")
  func groups() async throws {
    let text = try await Program.run(Self.week).text
    let week = try #require(text.range(of: "\nWeek of 2 November 2026 (8 breaches begin)\n"))
    let next = try #require(text.range(of: "\nWeek of 9 November 2026 (2 breaches begin)\n"))
    let custody = try #require(text.range(of: "\nCustody and Biometrics (1)\n"))
    #expect(week.lowerBound < custody.lowerBound && custody.lowerBound < next.lowerBound)
    let page = try await Program.run(Self.week + ["--format", "html"]).text
    #expect(page.contains("<h3>Week of 2 November 2026: 8 breaches begin</h3>"))
    #expect(!page.contains("id=\"findings\""))
    let table = try await Program.run(Self.week + ["--format", "csv"]).text
    // The week stands before the grade of the evidence.
    let end =
      /,(\d{4}-\d{2}-\d{2}),(?:read|read-other-edition|quoted|practice|secondary|unread|disputed),/
    let weeks = table.split(separator: "\r\n").dropFirst(2).map { $0.firstMatch(of: end)?.1 ?? "" }
    #expect(weeks == weeks.sorted())
    #expect(weeks.count == 11 && weeks.first == "2026-11-02" && weeks.last == "2026-11-16")
  }

  @Test("a saved forecast is rendered as the forecast itself")
  func saves() async throws {
    let folder = try TemporaryFolder()
    let saved = "\(folder.path)/forecast.json"
    _ = try await Program.run(Self.week + ["--output", "json=\(saved)"])
    for format in ["text", "html", "csv", "ics"] {
      let direct = try await Program.run(Self.week + ["--format", format])
      let rendered = try await Program.run(["report", saved, "--format", format])
      #expect(rendered.output == direct.output, "\(format)")
    }
  }

  @Test("a calendar has one event a day and system, whose identity the next forecast keeps")
  func keepsIdentities() async throws {
    func events(from day: String) async throws -> [String: String] {
      let run = try await Program.run([
        "forecast", Sample.force, "--profile", "samples/profile.yaml", "--as-of", day, "--until",
        "2026-11-30", "--format", "ics",
      ])
      let text = run.text.replacingOccurrences(of: "\r\n ", with: "")
      let parts = text.components(separatedBy: "BEGIN:VEVENT").dropFirst()
      var events: [String: String] = [:]
      for part in parts {
        let lines = part.components(separatedBy: "\r\n")
        func value(_ name: String) -> String {
          lines.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) } ?? ""
        }
        let summary = value("SUMMARY:").components(separatedBy: ": ").last ?? ""
        let key = value("DTSTART;VALUE=DATE:") + " " + summary
        #expect(events[key] == nil, "\(key) has two events")
        events[key] = value("UID:")
      }
      return events
    }
    let first = try await events(from: "2026-11-01")
    let second = try await events(from: "2026-11-03")
    #expect(second.count >= 4)
    for (key, identity) in second { #expect(first[key] == identity, "\(key)") }
  }
}
