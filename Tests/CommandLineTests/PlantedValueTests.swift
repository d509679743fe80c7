import Foundation
import Inventory
import Testing

/// What tells of a person stands in no report, whichever field it was in.
@Suite struct PlantedValueTests {
  private static let names = FormatTests.formats.map(\.name)

  private static func reports(
    _ inventory: PlantedInventory, _ options: [String]
  ) async throws -> (reports: [String: String], errors: String) {
    let folder = try TemporaryFolder()
    let outputs = names.flatMap { ["--output", "\($0)=\(folder.path)/report.\($0)"] }
    let run = try await Program.run(
      ["check", try folder.write("inventory.json", inventory.json), "--show-passes"] + outputs
        + options + Sample.day)
    #expect([0, 1, 3].contains(run.code), "\(run.errors)")
    var reports: [String: String] = [:]
    for name in names { reports[name] = folder.read("report.\(name)") }
    return (reports, run.errors)
  }

  @Test("every field that tells of a person is planted")
  func plantsAll() throws {
    let fields = Vocabulary.objects.flatMap { object in
      object.fields.filter { $0.privacy != .open }.map(\.name)
    }
    let planted = Set(try PlantedInventory().planted.values.map { $0.split(separator: ".").last })
    #expect(fields.count > 5)
    for field in fields { #expect(planted.contains(field[...]), "\(field)") }
  }

  @Test("no format shows a planted value")
  func showsNone() async throws {
    let inventory = try PlantedInventory()
    let (reports, errors) = try await Self.reports(inventory, [])
    #expect(reports.count == 13)
    for (name, report) in reports.sorted(by: { $0.key < $1.key }) {
      #expect(!report.isEmpty, "\(name)")
      let shown = inventory.planted.filter { report.contains($0.key) }
      #expect(shown.map { "\($0.value)=\($0.key)" }.sorted() == [], "\(name)")
    }
    #expect(inventory.planted.filter { errors.contains($0.key) }.map(\.value) == [])
  }

  @Test("with --show-personal-data they are shown, and every report says so")
  func saysThatItShows() async throws {
    let inventory = try PlantedInventory()
    let (reports, errors) = try await Self.reports(inventory, ["--show-personal-data"])
    let result = try #require(reports["json"])
    let shown = inventory.planted.filter { result.contains($0.key) }
    #expect(shown.count > 20, "\(errors)")
    for (name, report) in reports.sorted(by: { $0.key < $1.key }) {
      // The result and the metrics say it in a member of their own.
      let says = [
        "contains personal data", "shows personal data", #""showsPersonalData":true"#,
        "custos_shows_personal_data{run=",
      ]
      // A calendar folds its lines.
      let unfolded = report.replacingOccurrences(of: "\r\n ", with: "")
      #expect(says.contains { unfolded.contains($0) }, "\(name)")
      if name == "prometheus" {
        let line = report.split(separator: "\n").first {
          $0.hasPrefix("custos_shows_personal_data{")
        }
        #expect(line?.hasSuffix(" 1") == true)
      }
    }
  }
}
