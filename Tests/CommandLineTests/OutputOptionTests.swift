import Foundation
import Testing

/// `-o` and `-p` mean the same in every command.
@Suite struct OutputOptionTests {
  @Test("a conversion never takes a profile for the file that it writes")
  func keepsProfile() async throws {
    let folder = try TemporaryFolder()
    let text = try Repository.text("samples/profile.yaml")
    let profile = try folder.write("profile.yaml", text)
    let run = try await Program.run(["convert", Sample.clean, "--to", "json", "-p", profile])
    #expect(run.code == 2)
    #expect(folder.read("profile.yaml") == text)
    let written = try await Program.run(
      ["convert", Sample.clean, "--to", "json", "-o", "json=\(folder.path)/x.json"])
    #expect(written.code == 0, "\(written.errors)")
  }

  @Test("questions go to a file that names its format, and to a folder otherwise")
  func questionsGoToFiles() async throws {
    let folder = try TemporaryFolder()
    let base = ["questions", Sample.force] + Sample.profile
    for place in ["\(folder.path)/q.csv", "markdown=\(folder.path)/q.txt"] {
      let run = try await Program.run(base + ["-o", place])
      #expect(run.code == 0, "\(run.errors)")
    }
    #expect(folder.names == ["q.csv", "q.txt"])
    #expect(folder.read("q.csv")?.contains(",") == true)
    let run = try await Program.run(base + ["-o", "\(folder.path)/all"])
    #expect(run.code == 0)
    #expect(folder.names.contains("all"))
  }

  struct Slip: Sendable, CustomTestStringConvertible {
    let words: [String]
    let said: String
    var testDescription: String { words.joined(separator: " ") }
  }

  static let slips = [
    Slip(words: ["link", "--shard", "1/2", Sample.force, "-o", "json=l.out"], said: "one format"),
    Slip(
      words: ["compare", Sample.before, Sample.after, "-o", "c.csv"],
      said: "no format csv here; formats are text, markdown, html, json"),
    Slip(words: ["check", Sample.clean, "-o", "pdf=x.pdf"], said: "no format pdf here"),
    Slip(words: ["check", Sample.clean, "-o", "=x"], said: "names no format"),
    Slip(
      words: ["check", Sample.clean, "-o", "worklist="],
      said: "names no folder; write --output worklist=FOLDER"),
    Slip(words: ["check", Sample.clean, "--fail-on", "Medium"], said: "did you mean medium?"),
    Slip(words: ["check", Sample.clean, "--jobs", "x"], said: "such as 4"),
    Slip(words: ["check", Sample.clean, "--max-undetermined", "-1"], said: "such as 5, or all"),
    Slip(words: ["chek", Sample.clean], said: "did you mean \"check\"?"),
    Slip(words: ["explain", "mopi/grup-3"], said: "did you mean \"mopi/group-"),
  ]

  @Test("a slip is answered with what would be right", arguments: slips)
  func says(_ slip: Slip) async throws {
    let run = try await Program.run(slip.words)
    #expect(run.code == 2)
    #expect(run.errors.contains(slip.said), "\(run.errors)")
    #expect(!run.errors.contains("Please"))
  }

  @Test("every command that writes a page writes it to a file")
  func writesFiles() async throws {
    let folder = try TemporaryFolder()
    for (name, words) in [
      ("rules.csv", ["rules", "list"]), ("book.html", ["rules", "book", "--select", "cpia/*"]),
      ("evidence.csv", ["rules", "evidence"]), ("rule.txt", ["explain", "REC-04"]),
    ] {
      let run = try await Program.run(words + ["-o", "\(folder.path)/\(name)"])
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.output.isEmpty)
      #expect(folder.read(name)?.isEmpty == false)
    }
  }
}
