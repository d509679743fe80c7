import Foundation
import Testing

/// Nothing that a run reads, and no history, is replaced by what it writes.
@Suite struct OutputGuardTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// `FOLDER` stands for the folder of the files.
    let words: [String]
    /// What would be lost.
    let file: String
    var code = "output.replaces-input"
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a report over its inventory",
      words: ["check", "FOLDER/i.xml", "-o", "json=FOLDER/i.xml"],
      file: "i.xml"),
    Case(
      name: "a report over an inventory in a folder",
      words: ["check", "FOLDER", "-o", "json=FOLDER/i.xml"],
      file: "i.xml"),
    Case(
      name: "another spelling of the inventory",
      words: ["check", "FOLDER/i.xml", "-o", "json=FOLDER/../FOLDERNAME/./i.xml"], file: "i.xml"),
    Case(
      name: "a report over its profile",
      words: ["check", "FOLDER/i.xml", "-p", "FOLDER/p.yaml", "-o", "json=FOLDER/p.yaml"],
      file: "p.yaml"),
    Case(
      name: "a report over its waivers",
      words: ["check", "FOLDER/i.xml", "--waivers", "FOLDER/w.yaml", "-o", "json=FOLDER/w.yaml"],
      file: "w.yaml"),
    Case(
      name: "a baseline over its inventory",
      words: ["check", "FOLDER/i.xml", "--write-baseline", "FOLDER/i.xml"], file: "i.xml"),
    Case(
      name: "a report over the history",
      words: ["check", "FOLDER/i.xml", "--history", "FOLDER/h.db", "-o", "json=FOLDER/h.db"],
      file: "h.db", code: "output.same-place"),
    Case(
      name: "a baseline over a report",
      words: [
        "check", "FOLDER/i.xml", "-o", "json=FOLDER/b.json", "--write-baseline", "FOLDER/./b.json",
      ], file: "b.json", code: "output.same-place"),
    Case(
      name: "a forecast", words: ["forecast", "FOLDER/i.xml", "-o", "json=FOLDER/i.xml"],
      file: "i.xml"),
    Case(
      name: "a comparison",
      words: ["compare", "FOLDER/i.xml", "FOLDER/i.xml", "-o", "json=FOLDER/i.xml"],
      file: "i.xml"),
    Case(
      name: "a report over its result",
      words: ["report", "FOLDER/b.json", "-o", "json=FOLDER/b.json"],
      file: "b.json"),
    Case(
      name: "a converted inventory",
      words: ["convert", "FOLDER/i.xml", "--to", "xml", "--output", "FOLDER/i.xml"], file: "i.xml"),
    Case(
      name: "facts", words: ["link", "--shard", "1/2", "FOLDER/i.xml", "-o", "FOLDER/i.xml"],
      file: "i.xml"),
    Case(
      name: "a partial over facts",
      words: ["check", "--shard", "1/2", "FOLDER/i.xml", "--link", "FOLDER/l1", "-o", "FOLDER/l1"],
      file: "l1"),
    Case(name: "a merge", words: ["merge", "FOLDER/l1", "-o", "json=FOLDER/l1"], file: "l1"),
  ]

  @Test("is refused, and the file stays:", arguments: cases)
  func refuses(_ example: Case) async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("i.xml", try Repository.text(Sample.clean))
    for name in ["p.yaml", "w.yaml", "h.db", "l1", "b.json"] { _ = try folder.write(name, "kept") }
    let before = folder.read(example.file)
    let last = String(folder.path.split(separator: "/").last ?? "")
    let run = try await Program.run(
      example.words.map {
        $0.replacing("FOLDERNAME", with: last).replacing("FOLDER", with: folder.path)
      })
    #expect(run.code == 2)
    #expect(run.errors.contains("[\(example.code)]"), "\(run.errors)")
    let after = folder.read(example.file)
    #expect(before == after)
  }

  @Test("a report beside inventories, and a baseline in its own place, are written again and again")
  func writesBeside() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("i.xml", try Repository.text(Sample.clean))
    let baseline = "\(folder.path)/known.json"
    let first = try await Program.run(
      ["check", "\(folder.path)/i.xml", "--write-baseline", baseline] + Sample.day)
    #expect(first.code == 0)
    for _ in 1...2 {
      let run = try await Program.run(
        [
          "check", folder.path, "-o", "json=\(folder.path)/report.json", "--baseline", baseline,
          "--write-baseline", baseline,
        ] + Sample.day)
      #expect(run.code == 0, "\(run.errors)")
    }
  }

  @Test("a folder that cannot be made is an error of the output, in words")
  func namesFolders() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a\u{1B}[2Jfile", "x")
    for words in [["questions", Sample.force, "-o", file], ["init", "\(file)/x"]] {
      let run = try await Program.run(words)
      #expect(run.code == 4)
      #expect(run.errors.contains("cannot make the folder"))
      #expect(!run.errors.contains("NSCocoa") && !run.errors.contains("\u{1B}"))
    }
  }
}
