import Bytes
import Foundation
import ResultFixtures
import Testing

@testable import Reports

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
    try Tool.inTemporaryFolder { folder in
      let printed = try Self.printed(files, in: folder)
      for (format, name) in Self.formats {
        // An absolute path is an absolute address in SARIF, and the oracle wants none.
        let given = format == .sarif ? files.filter { !$0.text.hasPrefix("/") } : files
        let path = "\(folder)/report.\(format.rawValue)"
        let result = HostileResult.make(given.map(\.text))
        try AtomicFile.write(to: path) { result.write(as: format, to: &$0) }
        let oracle = "\(corpora)/badinput/tools/check_report.py"
        let names = format == .csv ? printed : given.map(\.path)
        let run = try #require(try Tool.run("python3", [oracle, name, path] + names))
        #expect(run.ok, "\(run.text)")
      }
    }
  }

  /// Files of the same texts as tables show them.
  ///
  /// Tables are read on terminals too, so that controls are made visible in them; the oracle would have
  /// them as they are, which is what JSON is for.
  private static func printed(
    _ files: [(path: String, text: String)], in folder: String
  ) throws -> [String] {
    try files.enumerated().map { index, file in
      let path = "\(folder)/\(index).txt"
      try AtomicFile.write(to: path) { $0.write(TextPage.safe(file.text)) }
      return path
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
