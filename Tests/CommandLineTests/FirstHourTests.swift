import Foundation
import Testing

/// The tutorial, with its commands as they stand.
@Suite struct FirstHourTests {
  /// The commands of the page, in order.
  private static func commands() throws -> [[String]] {
    let page = try String(
      contentsOfFile: Repository.root + "/Sources/CustosKit/Custos.docc/FirstHour.md",
      encoding: .utf8)
    return page.split(separator: "\n").filter { $0.hasPrefix("custos ") }
      .map { $0.split(separator: " ").dropFirst().map(String.init) }
  }

  @Test("the commands of the tutorial do what it says, on its files")
  func runs() async throws {
    let folder = try TemporaryFolder()
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root + "/samples/first-hour")
    for file in files {
      try FileManager.default.copyItem(
        atPath: "\(Repository.root)/samples/first-hour/\(file)", toPath: "\(folder.path)/\(file)")
    }
    let commands = try Self.commands()
    try #require(commands.count == 6)
    var runs: [Run] = []
    for command in commands { runs.append(try await Program.run(command, folder: folder.path)) }
    #expect(runs.map(\.code) == [0, 0, 0, 1, 0, 1], "\(runs.map(\.errors))")
    #expect(runs[0].text.contains("Class of records"))
    #expect(runs[2].text.contains("sheet Register, cell D7"))
    #expect(runs[3].text.contains("council-tax"))
    #expect(runs[4].text.contains("head-of-housing.csv"))
    let report = try String(contentsOfFile: folder.path + "/report.html", encoding: .utf8)
    // Answers add to datasets that the register describes, so that these stay in the register.
    #expect(report.replacing("<wbr>", with: "").contains("register.xlsx"))
    let (before, after) = (Self.undecided(runs[3].text), Self.undecided(runs[5].text))
    #expect(before > 0 && after < before, "\(before) \(after)")
  }

  /// How many checks could not be decided, of the headline.
  private static func undecided(_ text: String) -> Int {
    let words = text.split(whereSeparator: { " ;\n".contains($0) })
    guard let place = words.firstIndex(of: "checks"), place > 0 else { return 0 }
    return Int(words[place - 1]) ?? 0
  }
}
