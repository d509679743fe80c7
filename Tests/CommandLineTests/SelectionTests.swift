import Testing

/// Options that say what is checked and what counts.
@Suite struct SelectionTests {
  static func check(_ options: [String]) async throws -> (run: Run, result: SavedResult) {
    let run = try await Program.run(
      ["check", Sample.force, "--format", "json"] + options + Sample.profile)
    return (run, try SavedResult(run))
  }

  /// The findings of rules. What of the inventory cannot be true, and what it does not give, is told
  /// whatever is selected.
  static func ofRules(_ result: SavedResult) -> [SavedResult.Finding] {
    result.findings.filter { !$0.rule.hasPrefix("inventory/") }
  }

  @Test("--select takes rules by pattern")
  func selectsByPattern() async throws {
    let (_, result) = try await Self.check(["--select", "mopi/*"])
    #expect(!result.findings.isEmpty)
    let rules = Self.ofRules(result).map(\.rule)
    #expect(!rules.isEmpty)
    #expect(rules.allSatisfy { $0.hasPrefix("mopi/") })
  }

  @Test("--select takes rules by catalogue code, and may be given several times")
  func selectsByCode() async throws {
    let (_, result) = try await Self.check(["--select", "REC-04", "--select", "SYS-10"])
    let codes = Set(result.findings.flatMap(\.catalogue))
    #expect(codes == ["REC-04", "SYS-10"])
  }

  @Test("--ignore leaves rules out, over --select")
  func ignores() async throws {
    let (_, result) = try await Self.check(
      ["--select", "mopi/*", "--ignore", "mopi/group-3-clear-period"])
    #expect(!result.findings.isEmpty)
    #expect(!result.findings.contains { $0.rule == "mopi/group-3-clear-period" })
  }

  @Test("what is selected is found as in a whole run")
  func selectsSame() async throws {
    let (_, whole) = try await Self.check([])
    let (_, part) = try await Self.check(["--select", "technology/*"])
    // A fact that cannot be true is told once: by a rule about it, or where that is left out by the
    // check that is always made.
    func selected(_ result: SavedResult) -> [String] {
      result.findings.filter { $0.rule.hasPrefix("technology/") }.map(\.id)
    }
    #expect(selected(part) == selected(whole))
    #expect(!selected(part).isEmpty)
    let packs = Set(part.findings.map { String($0.rule.prefix { $0 != "/" }) })
    #expect(packs.isSubset(of: ["technology", "inventory"]))
  }

  struct Threshold: Sendable, CustomTestStringConvertible {
    let severity: String
    let code: Int
    var testDescription: String { severity }
  }

  /// The one finding of the rule is of severity high.
  static let thresholds = [
    Threshold(severity: "info", code: 1), Threshold(severity: "medium", code: 1),
    Threshold(severity: "high", code: 1), Threshold(severity: "critical", code: 0),
  ]

  @Test("--fail-on sets the least severity that counts", arguments: thresholds)
  func failsOn(_ threshold: Threshold) async throws {
    let (run, result) = try await Self.check(
      ["--select", "uk-gdpr/transfer-mechanism", "--fail-on", threshold.severity])
    #expect(Self.ofRules(result).map(\.severity) == ["high"])
    #expect(run.code == threshold.code, "\(run.errors)")
  }

  @Test("undetermined checks count until they are accepted")
  func limitsUndetermined() async throws {
    let rule = ["--select", "governance/retired-system-planned"]
    let (refused, result) = try await Self.check(rule)
    #expect(Self.ofRules(result).map(\.verdict) == ["undetermined"])
    #expect(refused.code == 3)
    #expect(refused.lastError.contains("1 check"))
    for limit in ["1", "all"] {
      let (accepted, _) = try await Self.check(rule + ["--max-undetermined", limit])
      #expect(accepted.code == 0)
    }
  }

  @Test("provisional breaches alone are no verdict")
  func doubtsProvisional() async throws {
    let (run, result) = try await Self.check([
      "--select", "dpa2018-part3/deletion-tested", "--max-undetermined", "all",
    ])
    #expect(Self.ofRules(result).allSatisfy { $0.isProvisional })
    #expect(run.code == 3)
    #expect(run.lastError.contains("provisional"))
  }

  @Test("--quiet says nothing at 0 and 1, and errors always reach standard error")
  func keepsQuiet() async throws {
    let breach = try await Program.run(["check", Sample.force, "--quiet"] + Sample.profile)
    #expect(breach.code == 1)
    #expect(breach.errors == "")
    let broken = try await Program.run(["check", "no/such/file", "--quiet"] + Sample.day)
    #expect(broken.code == 3)
    #expect(broken.errors.contains("no/such/file"))
  }

  @Test("--show-passes lists what passed, and changes no verdict")
  func showsPasses() async throws {
    let (run, result) = try await Self.check(["--select", "technology/*", "--show-passes"])
    let (plain, _) = try await Self.check(["--select", "technology/*"])
    #expect(result.findings.contains { $0.verdict == "pass" })
    #expect(run.code == plain.code)
  }

  @Test("--as-of is the day of the check")
  func replaysDays() async throws {
    let rule = ["--format", "json", "--select", "pace-biometrics/dna-sample"]
    let dayBefore = try await Program.run(
      ["check", Sample.force, "--as-of", "2026-10-31"] + rule)
    let day = try await Program.run(["check", Sample.force, "--as-of", "2026-11-01"] + rule)
    let earlier = try SavedResult(dayBefore)
    let later = try SavedResult(day)
    #expect(earlier.asOf == "2026-10-31")
    #expect(earlier.findings.count == later.findings.count - 1)
  }
}
