import Foundation
import Testing

/// `custos rules evidence`, and the profile that reads what it gave.
@Suite struct RuleEvidenceTests {
  static func sheet(_ format: String, _ more: [String] = []) async throws -> String {
    let run = try await Program.run(["rules", "evidence", "--format", format] + more)
    #expect(run.code == 0, "\(run.errors)")
    return run.text
  }

  /// The table with who, when and which edition on each line whose text fits.
  static func filled(_ table: String, where fits: (String) -> Bool = { _ in true }) -> String {
    let lines = table.components(separatedBy: "\r\n").filter { !$0.isEmpty }
    let rows = lines.dropFirst().map { line in
      fits(line) ? String(line.dropLast(4)) + ",A. Jones,2026-10-20,2025," : line
    }
    return ([lines[0]] + rows).joined(separator: "\r\n") + "\r\n"
  }

  @Test("each figure that is not sure is listed by document, with its clause and what rests on it")
  func lists() async throws {
    let text = try await Self.sheet("text")
    #expect(text.contains("College of Policing APP, review, retention and disposal (mopi/app-rrd)"))
    #expect(text.contains("https://www.college.police.uk/app/information-management/"))
    #expect(text.contains("rule mopi/group-3-clear-period"))
    #expect(text.contains("row crime-report"))
    #expect(text.contains(" are not sure; "))
    #expect(!text.contains("pace-biometrics/dna-sample"))
    for format in ["csv", "markdown", "html"] {
      let sheet = try await Self.sheet(format).replacing("<wbr>", with: "")
      #expect(sheet.contains("mopi/app-rrd"), "\(format)")
      #expect(sheet.contains("rule mopi/group-3-clear-period"), "\(format)")
    }
  }

  @Test("the table has a line for each source, clause and figure, and each once")
  func hasLines() async throws {
    let table = try await Self.sheet("csv")
    let rows = table.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    #expect(rows.count > 50)
    #expect(rows.allSatisfy { $0.hasSuffix(",,,,") })
    #expect(Set(rows).count == rows.count)
    let some = try await Self.sheet("csv", ["--select", "technology/*"])
    #expect(some.components(separatedBy: "\r\n").count < rows.count)
    #expect(!some.contains("mopi/"))
  }

  @Test("a table that is filled in leaves only defaults provisional that no document gives")
  func confirmsAll() async throws {
    let folder = try TemporaryFolder()
    let table = try await Self.sheet("csv")
    let profile = try folder.write("confirmed.csv", Self.filled(table))
    let run = try await Program.run(
      ["check", Sample.force, "--format", "json", "--profile", profile] + Sample.day)
    let result = try SavedResult(run)
    let open = Set(
      result.findings.filter { $0.isProvisional && $0.verdict == "breach" }.map(\.rule))
    let sheet = try await Self.sheet("text", ["--profile", profile])
    #expect(
      sheet.hasSuffix(
        "0 figures of 0 documents are not sure; 0 rules and 0 rows of the "
          + "schedule rest on them\n"))
    let before = try SavedResult(
      await Program.run(["check", Sample.force, "--format", "json"] + Sample.day))
    let all = Set(before.findings.filter { $0.isProvisional && $0.verdict == "breach" }.map(\.rule))
    #expect(open.count < all.count / 3, "\(open.sorted())")
  }

  @Test("a mistake in the table is 2, with the file, the line and the nearest name")
  func refuses() async throws {
    let folder = try TemporaryFolder()
    let table = Self.filled(try await Self.sheet("csv", ["--select", "cpia/*"]))
    let profile = try folder.write(
      "confirmed.csv",
      table.isEmpty ? table : table + "mopi/app-rdr,,,,group 3,,,,,A,2026-10-20,2025,\r\n")
    let run = try await Program.run(["check", Sample.clean, "--profile", profile] + Sample.day)
    #expect(run.code == 2)
    #expect(run.errors.contains("confirmed.csv:"))
    #expect(run.errors.contains("[profile.unknown-source]"))
    #expect(run.errors.contains("did you mean \"mopi/app-rrd\"?"))
  }
}
