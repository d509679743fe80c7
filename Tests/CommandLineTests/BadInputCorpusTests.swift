import Foundation
import Testing

/// A corpus of bad input, where `CUSTOS_CORPORA` names the folder that holds it.
///
/// `badinput/expectations.tsv` there lists files with what is expected: *reject* must be no verdict.
@Suite struct BadInputCorpusTests {
  static let folder = ProcessInfo.processInfo.environment["CUSTOS_CORPORA"].map { "\($0)/badinput" }

  /// Files that must be refused; every ninth, so that the tests stay quick.
  static let rejected: [String] = {
    guard let folder,
      let table = FileManager.default.contents(atPath: "\(folder)/expectations.tsv")
    else { return [] }
    let rows = String(decoding: table, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    let files = rows.filter { row in
      row.count > 1 && row[1] == "reject"
        && (row[0].hasPrefix("xml/") || row[0].hasPrefix("json/"))
    }
    return files.enumerated().filter { $0.offset % 9 == 0 }.map { String($0.element[0]) }
  }()

  @Test(
    "what must be refused is refused with a message",
    .enabled(if: folder != nil, "CUSTOS_CORPORA names no folder with the corpus of bad input"))
  func refuses() async throws {
    let folder = try #require(Self.folder)
    #expect(Self.rejected.count > 50)
    for file in Self.rejected {
      let run = try await Program.run(
        ["check", "\(folder)/\(file)", "--select", "holds/*", "--format", "json"] + Sample.day)
      #expect(run.code == 3, "\(file)")
      #expect(!run.errors.isEmpty, "\(file)")
    }
  }
}
