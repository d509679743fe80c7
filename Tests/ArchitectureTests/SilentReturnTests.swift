import Foundation
import Testing

/// A test that finds nothing to check says so: it neither returns without a word nor is left out without
/// one.
@Suite struct SilentReturnTests {
  /// A guard that ends a function without a word, with why nothing is left unchecked by it.
  static let allowed: [(file: String, text: String, reason: String)] = [
    ("CommandLineTests/CommandReferenceTests.swift", "commandName != \"help\"", "it writes a page"),
    ("CommandLineTests/CommandReferenceTests.swift", "!arguments.isEmpty", "it writes a page"),
    ("InventoryTests/Support/FactText.swift", "let reader", "it writes what there is"),
    ("InventoryTests/Support/PieceTexts.swift", "isUnproven", "it reads once more where it must"),
    ("LedgerTests/Support/Sample.swift", "rows.firstIndex", "its callers look at the result"),
    ("ReportsTests/SpeedTests.swift", "wanted.hasPrefix", "the rest is only for JSON"),
  ]

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The files of tests, by their paths in the folder.
  static func files() throws -> [(path: String, text: String)] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    // What the fuzzing program is given need not be anything.
    let swift = paths.filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Fuzzing/") }
    return try swift.map {
      ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
    }
  }

  /// The lines on which a guard returns without a value and without a word before it.
  static func found(in text: String) -> [(line: Int, text: String)] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.compactMap { index in
      let isBlock = lines[index].hasSuffix("else {") && index + 1 < lines.count
      let isBare = isBlock && lines[index + 1].drop { $0 == " " } == "return"
      guard lines[index].hasSuffix("else { return }") || isBare else { return nil }
      return (index + 1, String(lines[index]))
    }
  }

  @Test("a guard that ends a test says why")
  func saysWhy() throws {
    let files = try Self.files()
    #expect(files.count > 250)
    for file in files {
      for place in Self.found(in: file.text) {
        let isAllowed = Self.allowed.contains {
          $0.file == file.path && place.text.contains($0.text)
        }
        #expect(
          isAllowed,
          "\(file.path):\(place.line) ends without a word: record an issue before it returns")
      }
    }
  }

  @Test("what is allowed is still there")
  func allowsWhatThereIs() throws {
    let files = try Self.files()
    for entry in Self.allowed {
      let text = try #require(files.first { $0.path == entry.file }).text
      #expect(Self.found(in: text).contains { $0.text.contains(entry.text) }, "\(entry)")
    }
  }

  @Test("both forms of a silent return are found, and others are not")
  func finds() {
    #expect(Self.found(in: "  guard let x else { return }\n").map(\.line) == [1])
    #expect(Self.found(in: "a\n  guard let x\n  else {\n    return\n  }\n").map(\.line) == [3])
    #expect(Self.found(in: "  guard let x else { return nil }\n").isEmpty)
    #expect(
      Self.found(in: "  guard let x else {\n    Issue.record(\"none\")\n    return\n  }\n").isEmpty)
  }

  @Test("a test that may be left out says why")
  func saysWhyLeftOut() throws {
    for file in try Self.files() {
      let bare = file.text.matches(of: /\.enabled\(if: [A-Za-z0-9_.!=> ]+\)/)
      #expect(bare.isEmpty, "\(file.path): .enabled(if:) without a comment")
    }
  }
}
