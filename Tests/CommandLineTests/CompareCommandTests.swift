import Foundation
import Testing

/// What a change did and what time did, told apart as far as can be.
@Suite struct CompareCommandTests {
  private struct Document: Decodable {
    struct Gate: Decodable {
      struct Reason: Decodable {
        let kind: String
        let count: Int
      }
      let exitCode: Int
      let reasons: [Reason]
    }
    struct Effect: Decodable {
      struct Change: Decodable {
        struct Finding: Decodable { let rule: String }
        let kind: String
        let finding: Finding
      }
      let unchanged: Int
      let changes: [Change]

      func rules(_ kind: String) -> [String] {
        changes.filter { $0.kind == kind }.map(\.finding.rule)
      }
    }
    struct Difference: Decodable { let kind: String }
    let gate: Gate
    let change: Effect
    let time: Effect?
    let differences: [Difference]
  }

  private static let days = ["--before-as-of", "2026-03-01", "--as-of", "2026-11-01"]
  private static let changed = [
    "dpa2018-part3/log-six-operations", "mopi/group-3-clear-period",
    "dpa2018-part3/processor-contract", "dpa2018-part3/transfer-permitted",
  ]

  private static func document(_ run: Run) throws -> Document {
    try JSONDecoder().decode(Document.self, from: Data(run.output))
  }

  @Test("an inventory as of an earlier day is checked again, and time is told apart from change")
  func checksAgain() async throws {
    let run = try await Program.run(
      ["compare", Sample.before, Sample.after, "--format", "json"] + Self.days)
    let document = try Self.document(run)
    #expect(run.code == 1)
    #expect(document.gate.exitCode == 1)
    #expect(document.change.rules("introduced") == Self.changed)
    #expect(document.change.rules("time-or-change").isEmpty)
    #expect(document.time?.rules("introduced") == ["mopi/group-3-clear-period"])
    #expect(document.differences.isEmpty)
    let sameDay = try await Program.run(
      ["compare", Sample.before, Sample.after, "--format", "json"] + Sample.day)
    #expect(try Self.document(sameDay).change.rules("introduced") == Self.changed)
    #expect(try Self.document(sameDay).time == nil)
  }

  @Test("what time alone did is shown and lets the change pass", arguments: ["text", "markdown"])
  func timeAlone(_ format: String) async throws {
    let run = try await Program.run(
      ["compare", Sample.before, Sample.before, "--format", format] + Self.days)
    #expect(run.code == 0)
    #expect(run.text.contains("The change introduces 0 breaches, cures 0 breaches\n"))
    #expect(run.text.contains("What time alone did (25)\n"))
    let words = run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("236 days past its limit of 10 March 2026"))
  }

  @Test("a page says what the change does, whether it may pass, and who owns what it breaks")
  func writesPage() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/change.html"
    let run = try await Program.run(
      ["compare", Sample.before, Sample.after, "-o", path] + Sample.day)
    #expect(run.code == 1)
    #expect(run.text.isEmpty)
    let page = try String(contentsOfFile: path, encoding: .utf8)
    for words in [
      "The change introduces 3 breaches and 1 provisional breach",
      "The change may not pass: 3 breaches introduced",
      "<h2 id=\"part-1-h\">Introduced (3, and 1 provisional)</h2>",
      "The log does not record disclosure",
      "Head of Digital Forensics", "dpa2018-part3/<wbr>log-six-operations",
      "default-src 'none'",
    ] { #expect(page.contains(words), "\(words)") }
    #expect(!page.contains("<script"))
    let same = try await Program.run(
      ["compare", Sample.before, Sample.before, "--format", "html"] + Sample.day)
    #expect(same.code == 0)
    #expect(same.text.contains("The change may pass."))
  }

  @Test("of two results, breaches that began after the earlier day are told as not known")
  func results() async throws {
    let folder = try TemporaryFolder()
    let (before, after) = ("\(folder.path)/before.json", "\(folder.path)/after.json")
    for (input, day, result) in [
      (Sample.before, "2026-03-01", before), (Sample.after, "2026-11-01", after),
    ] {
      let run = try await Program.run([
        "check", input, "--as-of", day, "--output", "json=\(result)",
      ])
      #expect(run.code == 1)
    }
    let run = try await Program.run(["compare", before, after, "--format", "json"])
    let document = try Self.document(run)
    #expect(run.code == 1)
    // Held since before the earlier day and not found then: the change brought it.
    #expect(document.change.rules("introduced") == ["mopi/group-3-clear-period"])
    #expect(document.change.rules("time-or-change").sorted() == Self.changed.sorted())
    #expect(document.gate.reasons.first { $0.kind == "time-or-change" }?.count == 3)
    #expect(document.time == nil)
    #expect(document.differences.map(\.kind) == ["records", "days"])
    let text = try await Program.run(["compare", before, after])
    let words = text.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("may introduce 3 breaches and 1 provisional breach more"))
    #expect(text.text.contains("Time or change, cannot be told apart (3, and 1 provisional)\n"))

    // An inventory is checked at the day of a result it is set against. Without a key nothing tells
    // that a record whose facts changed is the same one.
    let key = ["CUSTOS_PSEUDONYM_KEY": "a made-up key of enough bytes"]
    let keyed = "\(folder.path)/keyed.json"
    _ = try await Program.run(
      ["check", Sample.after, "--as-of", "2026-11-01", "--output", "json=\(keyed)"],
      environment: key)
    let mixed = try await Program.run(
      ["compare", Sample.before, keyed, "--as-of", "2026-03-01", "--format", "json"],
      environment: key)
    #expect(try Self.document(mixed).change.rules("introduced") == Self.changed)
    #expect(try Self.document(mixed).time?.rules("introduced") == ["mopi/group-3-clear-period"])
    let moved = try await Program.run(["compare", before, after, "--before-as-of", "2026-04-01"])
    #expect(moved.code == 2)
    #expect(moved.errors.contains("is a saved result"))
  }
}
