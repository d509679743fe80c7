import Foundation
import Testing

/// Systems that lack the same facts are told of together, and counted one by one.
@Suite struct AlikeSubjectsTests {
  private static let day = ["--as-of", "2026-11-01"]

  private static func inventory(_ systems: Int) -> String {
    let alike = (0..<systems).map { "<system id=\"s\($0)\"/>" }.joined()
    return """
      <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
        <organisation id="o" name="O" kind="police-force" jurisdiction="england-and-wales"/>
        \(alike)
      </inventory>
      """
  }

  private static func members(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// How many checks are undetermined of each system.
  private static func undetermined(_ result: [String: Any]) -> [Int] {
    let rows = (result["summary"] as? [String: Any])?["bySystem"] as? [[String: Any]] ?? []
    return rows.map { ($0["counts"] as? [String: Any])?["undetermined"] as? Int ?? -1 }
  }

  @Test("a report grows by the names of systems, and not by all that is said of each")
  func staysShort() async throws {
    let folder = try TemporaryFolder()
    let few = try folder.write("few.xml", Self.inventory(20))
    let many = try folder.write("many.xml", Self.inventory(2_000))
    let short = try await Program.run(["check", few, "--format", "json"] + Self.day)
    let long = try await Program.run(["check", many, "--format", "json"] + Self.day)
    let (one, other) = (try Self.members(short.text), try Self.members(long.text))
    #expect(short.code == 3 && long.code == 3)
    let perSystem = try #require(Self.undetermined(one).first)
    #expect(perSystem > 50)
    #expect(Self.undetermined(other) == Array(repeating: perSystem, count: 2_000))
    #expect(long.text.utf8.count < short.text.utf8.count)
  }

  @Test("a system that comes later is new, and those that were there are known")
  func tellsNewOnes() async throws {
    let folder = try TemporaryFolder()
    let history = "\(folder.path)/h.sqlite"
    let first = try folder.write("i.xml", Self.inventory(40))
    let before = try await Program.run(
      ["check", first, "--history", history, "--format", "json"] + Self.day)
    _ = try folder.write("i.xml", Self.inventory(41))
    let after = try await Program.run(
      ["check", first, "--history", history, "--only", "new", "--format", "json"] + Self.day)
    let result = try Self.members(after.text)
    let known = Self.undetermined(try Self.members(before.text))
    let now = Self.undetermined(result)
    #expect(now.filter { $0 > 0 } == [known[0]] && now.count == 41)
    let findings = try #require(result["findings"] as? [[String: Any]])
    let paths = Set(findings.compactMap { ($0["subject"] as? [String: Any])?["path"] as? String })
    #expect(paths == ["system:s40"])
    let older = (result["summary"] as? [String: Any])?["older"] as? Int
    // Those of the organisation itself are older too.
    #expect((older ?? 0) >= known.reduce(0, +))
  }

  @Test("compare, a baseline, shards and every format take them as they take others")
  func elsewhere() async throws {
    let folder = try TemporaryFolder()
    let old = try folder.write("old.xml", Self.inventory(40))
    let new = try folder.write("new.xml", Self.inventory(39))
    let baseline = "\(folder.path)/b.json"
    let whole = try await Program.run(
      ["check", old, "--write-baseline", baseline, "--format", "json"] + Self.day)
    let again = try await Program.run(
      ["check", old, "--baseline", baseline, "--format", "json"] + Self.day)
    let findings = try #require(try Self.members(again.text)["findings"] as? [[String: Any]])
    #expect(findings.allSatisfy { $0["state"] as? String == "unchanged" })
    #expect(findings.count < 200)
    let compared = try await Program.run(["compare", baseline, new] + Self.day)
    #expect(compared.text.contains("became undecided          0\n"))
    #expect(compared.text.contains("the system \"s39\" is not there any more"))
    let (facts, partial) = ("\(folder.path)/f", "\(folder.path)/p")
    _ = try await Program.run(["link", "--shard", "1/1", old, "-o", facts])
    _ = try await Program.run(
      ["check", "--shard", "1/1", "--link", facts, old, "-o", partial] + Self.day)
    let merged = try await Program.run(["merge", partial, "--format", "json"])
    #expect(merged.text == whole.text)
    for format in ["text", "html", "markdown", "csv", "junit", "sarif", "ndjson", "oscal"] {
      let report = try await Program.run(["report", baseline, "--format", format])
      #expect(report.code == 0, "\(format): \(report.errors.prefix(300))")
    }
    let csv = try await Program.run(["report", baseline, "--format", "csv"])
    #expect(csv.text.contains("system:s0 and 39 more systems"))
  }
}
