import Foundation
import Testing

/// A report is safe to attach unless somebody asked for personal data.
@Suite struct MaskingTests {
  /// Identifiers of records and people, and days of birth, that the sample holds.
  struct Secrets {
    var records: Set<String>
    var people: Set<String>
    /// Days of birth that stand for nothing else in the sample.
    var births: Set<String>

    init() throws {
      let comments = #"<!--[\s\S]*?-->"#
      let text = try Repository.text(Sample.force)
        .replacingOccurrences(of: comments, with: "", options: .regularExpression)
      func all(_ pattern: Regex<(Substring, Substring)>) -> Set<String> {
        Set(text.matches(of: pattern).map { String($0.output.1) })
      }
      records = all(/<record id="([^"]+)"/)
      people = all(/\bsubject="(person-[^"]+)"/)
      let days = all(/\bborn="([0-9-]+)"/)
      let others = text.replacing(/\bborn="[^"]*"/, with: "")
      births = days.filter { !others.contains($0) }
    }

    /// Those that a report gives away.
    func found(in report: String) -> [String] {
      (records.union(people).union(births)).filter { report.contains($0) }.sorted()
    }
  }

  @Test("the sample holds secrets")
  func holdsSecrets() throws {
    let secrets = try Secrets()
    #expect(secrets.records.count > 50)
    #expect(secrets.people.count > 50)
    #expect(secrets.births.count > 50)
  }

  @Test("no format gives a record, a person or a day of birth away", arguments: FormatTests.formats)
  func masks(_ format: FormatTests.Format) async throws {
    let run = try await Program.run(
      ["check", Sample.force, "--format", format.name, "--show-passes"] + Sample.profile)
    let secrets = try Secrets()
    #expect(secrets.found(in: run.text) == [])
    #expect(secrets.found(in: run.errors) == [])
  }

  @Test("the end of a life-long period gives no birth away")
  func masksComputedDays() async throws {
    let run = try await Program.run(
      ["check", Sample.force, "--format", "json", "--select", "mopi/group-1-until-100"]
        + Sample.profile)
    let findings = try SavedResult(run).findings
    #expect(!findings.isEmpty)
    for finding in findings {
      #expect(finding.dueDate == nil)
      #expect(finding.daysOver == nil)
    }
  }

  @Test("messages about a broken record name no person")
  func masksDiagnostics() async throws {
    let xml = """
      <inventory version="1" extracted="2026-10-31">
        <organisation id="northmoor" kind="police-force" jurisdiction="england-and-wales"/>
        <system id="s" controllers="northmoor"><dataset id="d" category="crime-report">
          <record id="SECRET-1" subject="SECRET-2" born="1950-02-30" group="3"/>
          <record id="SECRET-1" subject="SECRET-2" born="1950-SECRET" group="x"/>
        </dataset></system>
      </inventory>
      """
    let run = try await Program.run(["check", "-"] + Sample.day, input: Array(xml.utf8))
    #expect(run.code == 3)
    #expect(!run.text.contains("SECRET"), "\(run.text)")
    #expect(!run.errors.contains("SECRET"), "\(run.errors)")
    #expect(!run.errors.contains("1950"), "\(run.errors)")
  }

  @Test("identifiers become pseudonyms with a key, the same ones with the same key")
  func makesPseudonyms() async throws {
    func paths(_ key: String) async throws -> [String] {
      let run = try await Program.run(
        ["check", Sample.force, "--format", "json", "--select", "REC-04"] + Sample.profile,
        environment: ["CUSTOS_PSEUDONYM_KEY": key])
      #expect(try Secrets().found(in: run.text) == [])
      return try SavedResult(run).findings.map(\.subject.path).filter { $0.contains("/record:") }
    }
    let first = try await paths("one key of enough bytes")
    let again = try await paths("one key of enough bytes")
    let other = try await paths("another key of enough bytes")
    #expect(first == again && !first.isEmpty)
    #expect(Set(first).isDisjoint(with: other))
    #expect(Set(first).count == first.count)
  }

  @Test("--show-personal-data shows them, and the report says so")
  func shows() async throws {
    let options = [Sample.force, "--show-personal-data"] + Sample.profile
    let json = try await Program.run(["check", "--format", "json"] + options)
    #expect(json.text.contains("EX-0003"))
    #expect(json.text.contains(#""showsPersonalData":true"#))
    let text = try await Program.run(["check", "--verbose"] + options)
    #expect(text.text.contains("EX-0003"))
    #expect(text.text.contains("personal data"))
  }
}
