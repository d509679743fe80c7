import Findings
import Foundation
import Testing

/// What tells findings apart, with a key, with another one and without.
@Suite struct IdentityCommandTests {
  private static let key = ["CUSTOS_PSEUDONYM_KEY": "one key of enough bytes"]
  private static let otherKey = ["CUSTOS_PSEUDONYM_KEY": "another key of enough bytes"]

  private static func findings(
    _ environment: [String: String], _ more: [String] = []
  ) async throws -> [SavedResult.Finding] {
    let run = try await Program.run(
      ["check", Sample.force, "--format", "json"] + Sample.profile + more,
      environment: environment)
    return try SavedResult(run).findings
  }

  private static func isOnRow(_ finding: SavedResult.Finding) -> Bool {
    finding.subject.path.contains("/record:") || finding.subject.path.contains("/request:")
  }

  @Test("identities of organisations, systems and datasets hang on no key")
  func openIdentities() async throws {
    let (none, keyed, other) = try await (
      Self.findings([:]), Self.findings(Self.key), Self.findings(Self.otherKey)
    )
    func open(_ findings: [SavedResult.Finding]) -> Set<String> {
      Set(findings.filter { !Self.isOnRow($0) }.map(\.id))
    }
    func hidden(_ findings: [SavedResult.Finding]) -> Set<String> {
      Set(findings.filter(Self.isOnRow).map(\.id))
    }
    #expect(!open(none).isEmpty && !hidden(none).isEmpty)
    #expect(open(none) == open(keyed) && open(keyed) == open(other))
    #expect(hidden(none).isDisjoint(with: hidden(keyed)))
    #expect(hidden(keyed).isDisjoint(with: hidden(other)))
    #expect(Set(none.map(\.id)).count == none.count)
  }

  @Test("without a key no identity can be made from the identifier of a record")
  func cannotBeGuessed() async throws {
    let masked = try await Self.findings([:])
    let shown = try await Self.findings([:], ["--show-personal-data"])
    let records = shown.filter { $0.subject.path.contains("/record:") }
    #expect(!records.isEmpty)
    let guesses = records.map {
      Fingerprint.findingID(
        rule: $0.rule, subject: $0.subject.path,
        causeCode: $0.verdict == "breach" ? "not-met" : $0.verdict)
    }
    #expect(Set(guesses).isSubset(of: shown.map(\.id)))
    #expect(Set(guesses).isDisjoint(with: masked.map(\.id)))
  }

  @Test("a change of the key cures and introduces nothing, and says what is not compared")
  func comparesKeys() async throws {
    let folder = try TemporaryFolder()
    var results: [String] = []
    for (name, environment) in [("none", [:]), ("one", Self.key), ("other", Self.otherKey)] {
      results.append("\(folder.path)/\(name).json")
      _ = try await Program.run(
        ["check", Sample.force, "--output", "json=\(results[results.count - 1])"] + Sample.profile,
        environment: environment)
    }
    for (before, after) in [(results[0], results[1]), (results[1], results[2])] {
      let run = try await Program.run(["compare", before, after])
      #expect(run.code == 3)
      #expect(run.text.contains("introduces 0 breaches, cures 0 breaches\n"))
      #expect(run.text.contains("findings on records and people are not compared"))
    }
    let same = try await Program.run(["compare", results[1], results[1]])
    #expect(same.code == 0)
    let baseline = try await Program.run(
      ["check", Sample.force, "--baseline", results[1], "--format", "text"] + Sample.profile,
      environment: Self.otherKey)
    #expect(baseline.code == 2)
    #expect(baseline.errors.contains("[baseline.other-key]"))
  }

  @Test("two inventories are compared record by record without a key")
  func comparesInventories() async throws {
    let folder = try TemporaryFolder()
    let moved = try folder.write(
      "moved.xml",
      try Repository.text(Sample.before).replacing("lastEvent=\"2018-", with: "lastEvent=\"2017-"))
    let first = try await Program.run(["compare", Sample.before, moved] + Sample.day)
    let again = try await Program.run(["compare", Sample.before, moved] + Sample.day)
    #expect(first.text == again.text)
    #expect(!first.text.contains("record:?"))
  }

  @Test("a run under another key is not recorded in a history")
  func refusesOtherKey() async throws {
    let folder = try TemporaryFolder()
    let check =
      ["check", Sample.before, "--history", "\(folder.path)/runs.sqlite", "--quiet"] + Sample.day
    let first = try await Program.run(check, environment: Self.key)
    #expect(first.code < 2)
    let other = try await Program.run(check, environment: Self.otherKey)
    #expect(other.code == 2)
    #expect(other.errors.contains("[history.other-key]"))
    let none = try await Program.run(check)
    #expect(none.code == 2)
    let same = try await Program.run(check, environment: Self.key)
    #expect(same.code == first.code)
    let list = try await Program.run(["history", "list", "--history", "\(folder.path)/runs.sqlite"])
    #expect(list.text.hasSuffix("2 runs on 1 day\n"))
    let verified = try await Program.run(
      ["history", "verify", "--history", "\(folder.path)/runs.sqlite"])
    #expect(verified.code == 0)
  }

  @Test("a baseline that was made under another key, or under none, is refused by name")
  func refusesOtherBaseline() async throws {
    let folder = try TemporaryFolder()
    let baseline = "\(folder.path)/baseline.json"
    _ = try await Program.run(
      ["check", Sample.force, "--write-baseline", baseline, "--quiet"] + Sample.profile,
      environment: Self.key)
    let check = ["check", Sample.force, "--baseline", baseline, "--only", "new"] + Sample.profile
    for environment in [[:], Self.otherKey] {
      let run = try await Program.run(check, environment: environment)
      #expect(run.code == 2)
      #expect(run.errors.contains("[baseline.other-key]"))
      #expect(!run.errors.contains("[baseline.stale]"))
    }
    let same = try await Program.run(check, environment: Self.key)
    #expect(same.code < 2, "\(same.errors)")
  }

  @Test(
    "a blank or short key is refused, and one that anybody would try",
    arguments: [
      "", "   ", "short", "fifteen bytes..", String(repeating: "\u{200B}", count: 8),
      String(repeating: " ", count: 15) + "a", String(repeating: "0", count: 16),
    ])
  func refusesShortKeys(_ key: String) async throws {
    for command in [["check", Sample.before], ["compare", Sample.before, Sample.after]] {
      let run = try await Program.run(
        command + Sample.day, environment: ["CUSTOS_PSEUDONYM_KEY": key])
      #expect(run.code == 2)
      #expect(run.errors.contains("[key.too-short]"))
    }
  }

  @Test("a waiver of one record works masked, and its identifier is not printed")
  func waivesMasked() async throws {
    let folder = try TemporaryFolder()
    let shown = try await Self.findings([:], ["--show-personal-data"])
    let record = try #require(
      shown.first { $0.verdict == "breach" && $0.subject.path.contains("/record:") })
    let id = try #require(record.subject.path.split(separator: ":").last)
    let waivers = try folder.write(
      "waivers.yaml",
      """
      version: 1
      waivers:
        - {id: W-1, rule: \(record.rule), subject: "\(record.subject.path)", reason: agreed,
           owner: A, approver: B, from: 2026-10-01, until: 2026-11-30}
      """)
    for environment in [[:], Self.key] {
      let run = try await Program.run(
        ["check", Sample.force, "--waivers", waivers, "--format", "json"] + Sample.profile,
        environment: environment)
      let waived = try SavedResult(run).findings.filter { $0.verdict == "waived" }
      #expect(waived.map(\.rule) == [record.rule])
      #expect(waived.first?.locations?.first?.line == record.locations?.first?.line)
      #expect(!run.text.contains("\"\(id)\"") && !run.text.contains(":\(id)\""))
      #expect(run.text.contains(":[masked]\""))
    }
  }
}
