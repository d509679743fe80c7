import Bytes
import Foundation
import Reports
import ResultFixtures
import Testing

/// The shared corpus of hostile strings with its own oracle, where `CUSTOS_CORPORA` names its folder.
///
/// Without it `HostileTextTests` covers the same with texts of its own.
@Suite struct CorpusTests {
  static let formats: [(ReportFormat, String)] = [
    (.text, "text"), (.csv, "csv"), (.html, "html"), (.json, "json"), (.sarif, "sarif"),
    (.junit, "junit"), (.markdown, "md"),
  ]

  @Test(
    "the oracle finds nothing in any report of the corpus",
    .enabled(
      if: Tool.corpora != nil && Tool.path(of: "python3") != nil,
      "CUSTOS_CORPORA names no folder with the corpus of strings"))
  func passesOracle() throws {
    let corpora = try #require(Tool.corpora)
    let files = try Self.files(under: "\(corpora)/badinput/strings")
    #expect(!files.isEmpty)
    for start in stride(from: 0, to: files.count, by: 120) {
      try check(Array(files[start..<min(start + 120, files.count)]), corpora)
    }
  }

  private func check(_ files: [(path: String, text: String)], _ corpora: String) throws {
    let result = HostileResult.make(files.map(\.text))
    try Tool.inTemporaryFolder { folder in
      for (format, name) in Self.formats {
        let path = "\(folder)/report.\(format.rawValue)"
        try AtomicFile.write(to: path) { result.write(as: format, to: &$0) }
        let oracle = "\(corpora)/badinput/tools/check_report.py"
        let run = try #require(
          try Tool.run("python3", [oracle, name, path] + files.map(\.path)))
        #expect(run.ok, "\(run.text)")
      }
    }
  }

  private static func files(under folder: String) throws -> [(path: String, text: String)] {
    let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    return names.sorted().compactMap { name in
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
        data.count < 50_000, name != "SOURCE.txt", !name.hasSuffix("LICENSE"),
        let text = String(validating: data, as: UTF8.self)
      else { return nil }
      return ("\(folder)/\(name)", text)
    }
  }
}
