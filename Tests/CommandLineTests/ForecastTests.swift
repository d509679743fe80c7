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
    #expect(Set(forecast.map { "\($0.id) \($0.since ?? "")" }) == expected)
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
}
