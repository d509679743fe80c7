import Testing

/// Settings that one row of the schedule forbids are one cause, in however many systems they stand.
@Suite struct ScheduleCauseTests {
  /// Systems that keep custody records, each for a period of its own choice.
  private static func inventory(_ periods: [String]) -> String {
    let systems = periods.enumerated().map { number, period in
      """
      {"id": "s\(number)", "name": "S\(number)", "controllers": ["f"], "regime": "law-enforcement",
       "datasets": [{"id": "d\(number)", "name": "D\(number)", "category": "custody-record",
        "retention": {"period": "\(period)", "trigger": "creation"}}]}
      """
    }
    return """
      {"version": 1, "extracted": "2026-10-31", "organisations": [{"id": "f", "name": "F",
       "kind": "police-force", "jurisdiction": "england-and-wales",
       "schedule": {"edition": "1"}}],
       "systems": [\(systems.joined(separator: ","))]}
      """
  }

  private static func page(_ periods: [String], _ format: String) async throws -> String {
    let folder = try TemporaryFolder()
    let input = try folder.write("inventory.json", inventory(periods))
    let run = try await Program.run([
      "check", input, "--as-of", "2026-11-01", "--select",
      "governance/period-not-below-schedule", "--format", format,
    ])
    return run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let title =
    "Datasets of the class custody-record have a period "
    + "that their row in the schedule does not allow"

  @Test(
    "the same period in two systems is one cause with one fix",
    arguments: ["text", "markdown", "html"])
  func groupsAcrossSystems(_ format: String) async throws {
    let page = try await Self.page(["P3Y", "P3Y", "P6Y"], format)
    // A short text has the one action in place of the cause that it clears, and no values of the file.
    #expect(page.contains(format == "text" ? "; and 1 more breach" : Self.title))
    let plain = page.replacing(" (P3Y)", with: "").replacing(" (P6Y)", with: "")
    #expect(plain.contains("in place of three years, in each of them."))
  }

  @Test("the cause names the systems that it is about, and no other")
  func namesTheSystems() async throws {
    let result = try await Self.page(["P3Y", "P6Y", "P3Y"], "json")
    #expect(result.contains(#""findings": 2"#) || result.contains(#""findings":2"#))
    let systems = result.replacing(" ", with: "")
    #expect(systems.contains(#""systems":["s0","s2"]"#))
  }

  @Test("periods that need different fixes have no cause in common")
  func keepsDifferentFixesApart() async throws {
    let page = try await Self.page(["P3Y", "P4Y"], "text")
    let text = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let field = "\u{201C}retention period\u{201D} as six years, in place of"
    #expect(text.contains("\(field) three years"))
    #expect(text.contains("\(field) four years"))
    #expect(!page.contains(Self.title))
  }
}
