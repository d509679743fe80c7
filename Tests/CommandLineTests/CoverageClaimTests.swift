import Foundation
import Testing

/// A mark that all is well stands for nothing more than was done.
@Suite struct CoverageClaimTests {
  private static func inventory(_ jurisdiction: String) -> String {
    """
    <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
      <organisation id="f" name="F" kind="police-force" jurisdiction="\(jurisdiction)"/>
      <system id="bio" name="Biometrics" status="live" regime="law-enforcement" controllers="f">
        <dataset id="prof" name="DNA profiles" category="biometric-profile" controller="f">
          <retention kind="permanent" period="indefinite" trigger="conviction" action="delete"/>
          <record id="B1" subject="N-9" kind="biometric" material="dna-profile" taken="2008-10-14"
            created="2008-10-14" disposition="convicted" qualifying="true" conviction="2008-11-04"/>
        </dataset>
      </system>
    </inventory>
    """
  }

  private struct Result: Decodable {
    struct Coverage: Decodable {
      let dataset: String?
      let standing: String
    }
    struct Header: Decodable {
      struct Pack: Decodable {
        let name: String
        let place: String
      }
      let outside: [Pack]?
    }
    let coverage: [Coverage]
    let header: Header
  }

  private static func result(_ jurisdiction: String) async throws -> Result {
    let run = try await Program.run(
      ["check", "-", "--format", "json"] + Sample.day, input: Array(inventory(jurisdiction).utf8))
    return try JSONDecoder().decode(Result.self, from: Data(run.output))
  }

  @Test(
    "a class whose own law is not among the rules is not called checked, and the pack is named",
    arguments: ["scotland", "northern-ireland"])
  func outside(_ jurisdiction: String) async throws {
    let result = try await Self.result(jurisdiction)
    let profiles = try #require(result.coverage.first { $0.dataset == "prof" })
    #expect(profiles.standing != "checked")
    #expect(result.header.outside?.map(\.name) == ["pace-biometrics"])
    #expect(result.header.outside?.map(\.place) == [jurisdiction])
    for format in ["text", "html", "markdown"] {
      let run = try await Program.run(
        ["check", "-", "--format", format] + Sample.day,
        input: Array(Self.inventory(jurisdiction).utf8))
      let text = run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .replacing("\\", with: "").replacing("<wbr>", with: "")
      #expect(text.contains("Not covered: biometric-profile in \(jurisdiction)."), "\(format)")
    }
  }

  @Test(
    "packs that cannot apply are named for each class whose law they are",
    arguments: [
      ("scotland", "crime-report", "mopi"), ("northern-ireland", "intelligence-report", "mopi"),
      ("scotland", "custody-image-unconvicted", "technology"),
      ("northern-ireland", "prosecution-file-conviction", "cpia"),
    ])
  func named(_ jurisdiction: String, _ category: String, _ pack: String) async throws {
    let text = Self.inventory(jurisdiction).replacing("biometric-profile", with: category)
    let run = try await Program.run(["check", "-"] + Sample.day, input: Array(text.utf8))
    let page = run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(page.contains("Not covered: \(category) in \(jurisdiction)."))
    #expect(page.contains("the pack \(pack) ("))
  }

  @Test("a pack that is not for a kind of organisation is named, and one that was left out")
  func namedForOtherReasons() async throws {
    func page(_ text: String, _ more: [String] = []) async throws -> String {
      let run = try await Program.run(
        ["check", "-"] + Sample.day + more, input: Array(text.utf8))
      return run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let police = Self.inventory("england-and-wales")
    let authority = try await page(police.replacing("police-force", with: "competent-authority"))
    #expect(authority.contains("Not covered: biometric-profile of a competent-authority in"))
    let part = try await page(police, ["--ignore", "pace-biometrics/*"])
    #expect(part.contains("were left out of this run"))
    #expect(!part.contains("dataset prof: met"))
    let whole = try await page(Self.inventory("united-kingdom"))
    #expect(!whole.contains("Not covered"))
  }

  @Test("work lists say how many older findings are open: page, table and index")
  func olderFindingsInWorklists() async throws {
    let folder = try TemporaryFolder()
    let baseline = "\(folder.path)/baseline.json"
    _ = try await Program.run(
      ["check", Sample.after, "--write-baseline", baseline, "--quiet"] + Sample.day)
    _ = try await Program.run(
      ["check", Sample.after, "-o", "worklist=\(folder.path)/lists", "--quiet"] + Sample.day)
    _ = try await Program.run(
      [
        "check", Sample.after, "--baseline", baseline, "--only", "new", "--quiet", "-o",
        "worklist=\(folder.path)/lists",
      ] + Sample.day)
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/lists")
    #expect(files.count > 2)
    for file in files {
      let text = try String(contentsOfFile: "\(folder.path)/lists/\(file)", encoding: .utf8)
      #expect(text.contains("older findings are still open and not listed"), "\(file)")
    }
  }

  @Test("undecided checks are counted one by one, however many of them one finding tells of")
  func countsChecks() async throws {
    let records = (0..<8).map {
      "{\"id\": \"r\($0)\", \"subject\": \"p\($0)\", \"kind\": \"offender\", \"group\": 3, "
        + "\"lastEvent\": \"2010-01-01\"}"
    }
    let inventory = """
      {"version": 1, "organisations": [{"id": "o", "name": "O", "kind": "police-force",
      "jurisdiction": "england-and-wales", "holds": []}], "systems": [{"id": "s", "name": "S",
      "regime": "law-enforcement", "controllers": ["o"], "linkKey": "person", "datasets": [
      {"id": "d", "category": "crime-report", "controller": "o", "groupMode": "time-based",
      "records": [\(records.joined(separator: ", "))]}]}]}
      """
    let check = ["check", "-", "--select", "mopi/group-3-clear-period", "--no-link"] + Sample.day
    for (most, code) in [("7", 3), ("8", 0)] {
      for more in [[], ["--summary-only"]] {
        let run = try await Program.run(
          check + ["--max-undetermined", most] + more, input: Array(inventory.utf8))
        #expect(run.code == code, "\(most) \(more)")
        #expect(!run.text.contains("1 check "))
      }
    }
    let page = try await Program.run(check, input: Array(inventory.utf8))
    #expect(page.errors.contains("8 checks at or above severity medium could not be decided"))
    #expect(page.text.contains("not linked: records of the same person"))
    #expect(!page.text.contains("facts that are not named"))
  }

  @Test("where the law of a class is among the rules, a decided rule of it makes it checked")
  func inside() async throws {
    let result = try await Self.result("england-and-wales")
    #expect(result.header.outside == nil)
    let profiles = try #require(result.coverage.first { $0.dataset == "prof" })
    #expect(["checked", "breached"].contains(profiles.standing))
  }

  static let formats = [
    "text", "json", "ndjson", "csv", "html", "markdown", "sarif", "junit", "oscal", "prometheus",
    "github", "gitlab", "ics",
  ]

  @Test(
    "every format says how many older findings are open where only new ones are listed",
    arguments: formats)
  func olderFindings(_ format: String) async throws {
    let folder = try TemporaryFolder()
    let baseline = "\(folder.path)/baseline.json"
    _ = try await Program.run(
      ["check", Sample.after, "--write-baseline", baseline, "--quiet"] + Sample.day)
    let run = try await Program.run(
      ["check", Sample.after, "--baseline", baseline, "--only", "new", "--format", format]
        + Sample.day)
    let unfolded = run.text.replacing("\r\n ", with: "")
    let text = unfolded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let count = try #require(
      text.firstMatch(of: /(\d+) older findings are still open and not listed/)
        ?? text.firstMatch(of: /custos_older_findings\{[^}]*\} (\d+)/))
    #expect(Int(count.output.1) ?? 0 > 0)
    #expect(!text.contains("has other content"))
    let all = try await Program.run(
      ["check", Sample.after, "--baseline", baseline, "--format", format] + Sample.day)
    #expect(!all.text.contains("older"))
  }

  @Test("a check does not claim to know what is coming")
  func claimsNothingAhead() async throws {
    let page = try await Program.run(["check", Sample.after, "--format", "html"] + Sample.day)
    #expect(!page.text.contains("<span>coming</span>"))
    #expect(!page.text.contains("will fall"))
    let metrics = try await Program.run(
      ["check", Sample.after, "--format", "prometheus"] + Sample.day)
    #expect(!metrics.text.contains("custos_due_within"))
    let ahead = try await Program.run(
      ["forecast", Sample.after, "--horizon", "P90D", "--format", "prometheus"] + Sample.day)
    #expect(ahead.text.contains("days=\"30\"") && ahead.text.contains("days=\"90\""))
    #expect(!ahead.text.contains("days=\"365\""))
  }

  @Test("metrics of two inventories have no series in common, and a clean system has a zero")
  func metrics() async throws {
    func series(_ input: String) async throws -> Set<Substring> {
      let run = try await Program.run(["check", input, "--format", "prometheus"] + Sample.day)
      let lines = run.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      return Set(lines.compactMap { $0.split(separator: " ").dropLast().first })
    }
    #expect(try await series(Sample.before).isDisjoint(with: series(Sample.after)))
    let clean = try await Program.run(
      ["check", Sample.clean, "--format", "prometheus"] + Sample.day)
    #expect(clean.text.contains(/custos_breaches\{[^}]*severity="critical",system="[^"]+"\} 0/))
  }

  @Test("paths are relative to the working folder where build servers link them")
  func relativePaths() async throws {
    let input = "\(Repository.root)/\(Sample.after)"
    for format in ["github", "gitlab", "sarif"] {
      let run = try await Program.run(["check", input, "--format", format] + Sample.day)
      #expect(run.text.contains(Sample.after))
      for start in ["\"", "=", "file://"] {
        #expect(!run.text.contains(start + input), "\(format)")
        #expect(!run.text.contains(start + input.dropFirst()), "\(format)")
      }
    }
  }
}
