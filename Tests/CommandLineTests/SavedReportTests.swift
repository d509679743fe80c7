import Testing

/// `custos report` writes the bytes that the run itself would have written.
@Suite struct SavedReportTests {
  @Test("a saved result renders to the bytes of the run in every format")
  func rendersTheSame() async throws {
    let folder = try TemporaryFolder()
    let names = FormatTests.formats.map(\.name)
    func outputs(_ run: String) -> [String] {
      names.flatMap { ["--output", "\($0)=\(folder.path)/\(run).\($0)"] }
    }
    let options = ["--waivers", "samples/waivers.yaml"] + Sample.profile
    let check = try await Program.run(["check", Sample.force] + outputs("check") + options)
    #expect(check.code == 1)
    let report = try await Program.run(
      ["report", "\(folder.path)/check.json"] + outputs("report"))
    #expect(report.code == 0)
    #expect(names.count == 13)
    for name in names {
      let ofRun = folder.read("check.\(name)")
      #expect(ofRun?.isEmpty == false, "\(name)")
      #expect(folder.read("report.\(name)") == ofRun, "\(name)")
    }
  }

  @Test("a masked result cannot be asked for what it does not hold")
  func refusesPersonalData() async throws {
    let folder = try TemporaryFolder()
    _ = try await Program.run(
      ["check", Sample.force, "--output", "json=\(folder.path)/result"] + Sample.profile)
    let report = try await Program.run(
      ["report", "\(folder.path)/result", "--show-personal-data"])
    #expect(report.code == 2)
    #expect(report.errors.contains("masked"))
  }
}
