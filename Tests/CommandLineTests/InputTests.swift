import Foundation
import Testing

/// Files, folders, streams and several of them.
@Suite struct InputTests {
  @Test(
    "an inventory from standard input gives the findings of the file",
    arguments: [Sample.force, Sample.forceInJSON])
  func readsStandardInput(_ sample: String) async throws {
    let options = ["--format", "json"] + Sample.profile
    let file = try SavedResult(try await Program.run(["check", sample] + options))
    let run = try await Program.run(
      ["check", "-"] + options, input: try Repository.bytes(sample))
    #expect(run.code == 1)
    let piped = try SavedResult(run)
    #expect(piped.findings.map(\.id) == file.findings.map(\.id))
    #expect(piped.inputs.map(\.digest) == file.inputs.map(\.digest))
  }

  @Test("the format is told from the content, whatever the name")
  func sniffs() async throws {
    let folder = try TemporaryFolder()
    let xml = try folder.write("inventory.json", try Repository.text(Sample.clean))
    let run = try await Program.run(["check", xml] + Sample.day)
    #expect(run.code == 0, "\(run.errors)")
  }

  @Test("a folder is searched for inventories")
  func searchesFolders() async throws {
    let run = try await Program.run(["check", "samples/clean", "--format", "json"] + Sample.day)
    #expect(run.code == 0)
    #expect(try SavedResult(run).inputs.map(\.path) == ["samples/clean/inventory.xml"])
  }

  @Test("an empty folder is no verdict")
  func refusesEmptyFolder() async throws {
    let folder = try TemporaryFolder()
    let run = try await Program.run(["check", folder.path] + Sample.day)
    #expect(run.code == 3)
    #expect(run.errors.contains("[reader.empty-folder]"))
  }

  static let organisation = """
    <inventory version="1" extracted="2026-10-31">
      <organisation id="northmoor" kind="police-force" jurisdiction="england-and-wales"/>
    </inventory>
    """

  static func system(_ id: String, record: String) -> String {
    """
    <inventory version="1" extracted="2026-10-31">
      <system id="\(id)" name="\(id)" controllers="northmoor" regime="law-enforcement">
        <dataset id="d" category="crime-report" medium="structured" groupMode="time-based">
          <record id="\(record)" kind="offender" group="3" lastEvent="2020-02-29"/>
        </dataset>
      </system>
    </inventory>
    """
  }

  @Test("several inputs are one inventory")
  func joins() async throws {
    let folder = try TemporaryFolder()
    let paths = [
      try folder.write("a.xml", Self.organisation),
      try folder.write("b.xml", Self.system("one", record: "r1")),
      try folder.write("c.xml", Self.system("two", record: "r2")),
    ]
    let options = ["--format", "json", "--select", "REC-04"] + Sample.day
    let run = try await Program.run(["check"] + paths + options)
    let result = try SavedResult(run)
    #expect(result.findings.map(\.owner) == ["one", "two"])
    #expect(result.findings.map(\.daysOver) == [246, 246])
    let searched = try await Program.run(["check", folder.path] + options)
    #expect(try SavedResult(searched).findings.map(\.id) == result.findings.map(\.id))
  }

  @Test("an inventory without organisation or system is no verdict")
  func refusesNothing() async throws {
    for text in ["<inventory version=\"1\"/>", "{\"version\": 1}", "{}"] {
      let run = try await Program.run(["check", "-"] + Sample.day, input: Array(text.utf8))
      #expect(run.code == 3, "\(text)")
      #expect(!run.text.hasPrefix("no breach"), "\(text)")
    }
  }

  @Test("validate finds valid inputs valid")
  func validates() async throws {
    for sample in [Sample.force, Sample.forceInJSON, Sample.clean, Sample.before, Sample.after] {
      let run = try await Program.run(["validate", sample])
      #expect(run.code == 0, "\(sample): \(run.text)")
      #expect(run.text.contains("1 input: 0 errors"))
    }
  }

  @Test("validate names every problem of a file with its place and a hint")
  func validatesAll() async throws {
    let json = """
      {"version": 1, "extracted": "2026-02-30",
       "systems": [{"id": "s", "automated": "perhaps",
         "datasets": [{"id": "d", "retention": {"period": "6 years"}}]}]}
      """
    let run = try await Program.run(["validate", "-"], input: Array(json.utf8))
    #expect(run.code == 3)
    for place in [":1:29: error: ", ":2:39: error: ", ":3:53: error: "] {
      #expect(run.text.contains(place), "\(run.text)")
    }
    #expect(run.lastError.hasPrefix("exit 3: "))
  }

  @Test("an unknown name is a notice with a hint, and an error under --strict")
  func noticesUnknownNames() async throws {
    let json = #"{"version": 1, "systems": [{"id": "s", "automatd": true}]}"#
    let lax = try await Program.run(["validate", "-"], input: Array(json.utf8))
    #expect(lax.code == 0)
    #expect(lax.text.contains("automatd"))
    #expect(lax.text.contains("did you mean \"automated\"?"))
    let strict = try await Program.run(["validate", "-", "--strict"], input: Array(json.utf8))
    #expect(strict.code == 3)
  }
}
