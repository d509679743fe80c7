import CivilTime
import Diagnostics
import Findings
import Foundation
import Results
import Rules
import Testing

@testable import CustosKit

/// Codes, schemas and the files to begin with.
@Suite struct CodePageTests {
  private static let rules = RuleSet.load([], uses: { _, _ in false })

  @Test("every code list has a page with all its codes, and every field with codes leads to one")
  func pages() throws {
    let pages = CodePages(Self.rules)
    for (name, list) in Self.rules.library.codeLists {
      let page = try pages.page(of: name)
      for code in list.codes { #expect(page.contains(code.code)) }
      #expect(pages.overview.contains(name))
    }
    #expect(try pages.page(of: "dataset.retention.trigger").contains("last-event"))
    #expect(try pages.page(of: "category").contains("custody-record"))
    #expect(throws: ConfigurationFailure.self) { try pages.page(of: "system.name") }
    #expect(throws: ConfigurationFailure.self) { try pages.page(of: "nothing") }
  }

  @Test(
    "every schema is JSON and has what the reader takes",
    arguments: SchemaName.allCases.filter { $0 != .xsd && $0 != .absence })
  func schemas(_ name: SchemaName) throws {
    let object = try JSONSerialization.jsonObject(with: Data(name.text().utf8))
    let schema = try #require(object as? [String: Any])
    #expect((schema["$schema"] as? String)?.contains("2020-12") == true)
  }

  @Test("the schema of profiles has every parameter of the packs")
  func profileSchema() throws {
    let text = SchemaName.profile.text()
    for parameter in Self.rules.library.packs.flatMap(\.parameters) {
      #expect(text.contains("\"\(parameter.name)\": {"), "\(parameter.name)")
    }
  }

  @Test(
    "the files to begin with are sound for every kind of organisation",
    arguments: ["police-force", "competent-authority", "public-authority", "private"],
    StartingFiles.Spelling.allCases)
  func starts(_ kind: String, _ spelling: StartingFiles.Spelling) throws {
    let day = try CivilDate(parsing: "2026-11-01")
    let folder = try Folder()
    let starting = StartingFiles(
      StartingFiles.Organisation(
        id: "wolds", name: "Wolds & \"Sons\" <Ltd>", kind: kind, jurisdiction: "england-and-wales"),
      spelling: spelling, day: day, folder: folder.path, rules: Self.rules)
    var paths: [String] = []
    for file in starting.files { paths.append(try folder.write(file.name, file.text.utf8)) }
    let report = try Validation.run(inputs: [paths[0]], isStrict: true, jobs: 1)
    #expect(report.isValid, "\(report.diagnostics)")
    var request = CheckRequest(inputs: [paths[0]], asOf: day)
    request.profilePath = paths[1]
    request.select = ["governance/*"]
    let result = try CheckRun.run(request)
    #expect(result.notices.filter { $0.severity == .error }.isEmpty)
    // What nobody knows is no pass and no breach.
    #expect(result.summary.exitCode == 3)
    #expect(throws: Never.self) { try ConfigurationFile(path: paths[2]) }
    // What the profile lists can be chosen as it stands.
    let chosen = starting.files[1].text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("#p") || $0.hasPrefix("#  ") ? $0.dropFirst() : $0 }
      .joined(separator: "\n")
    request.profilePath = try folder.write("chosen.yaml", chosen.utf8)
    #expect(throws: Never.self) { _ = try CheckRun.run(request) }
  }

  @Test("a profile to begin with lists the choices that the law of the place leaves, and no others")
  func placeOfProfile() throws {
    func profile(_ jurisdiction: String) throws -> String {
      StartingFiles(
        StartingFiles.Organisation(
          id: "a", name: "A", kind: "public-authority", jurisdiction: jurisdiction),
        spelling: .xml, day: try CivilDate(parsing: "2026-11-01"), folder: "/f", rules: Self.rules
      ).files[1].text
    }
    #expect(try profile("scotland").contains("required-inquiries"))
    #expect(try !profile("ireland").contains("required-inquiries"))
  }
}
