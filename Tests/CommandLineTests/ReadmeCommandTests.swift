import Foundation
import Testing

/// The commands of the README run as they stand.
@Suite struct ReadmeCommandTests {
  /// The lines of its shell blocks that call the program, in order, without their comments.
  static func commands() throws -> [String] {
    let blocks = try Repository.text("README.md").split(separator: "```sh\n").dropFirst()
    return blocks.flatMap { block in
      block.split(separator: "```", maxSplits: 1)[0].split(separator: "\n").compactMap { line in
        let command = line.split(separator: "#", maxSplits: 1)[0]
        return command.hasPrefix("custos ") ? String(command) : nil
      }
    }
  }

  /// The files that its shell blocks write, by path: `cat > PATH << 'END'`.
  static func files() throws -> [(String, String)] {
    try Repository.text("README.md").components(separatedBy: "cat > ").dropFirst().compactMap {
      let parts = $0.components(separatedBy: " << 'END'\n")
      guard parts.count > 1, let text = parts[1].components(separatedBy: "END\n").first else {
        return nil
      }
      return (parts[0], text)
    }
  }

  @Test("every command ends with a verdict or better, in the order of the page")
  func runs() async throws {
    let folder = try TemporaryFolder()
    let samples = [
      ("inventory.xml", Sample.force), ("profile.yaml", "samples/profile.yaml"),
      ("before.xml", Sample.before), ("after.xml", Sample.after),
    ]
    for (name, sample) in samples { _ = try folder.write(name, try Repository.text(sample)) }
    for (path, text) in try Self.files() {
      _ = try folder.write(path, text)
    }
    let commands = try Self.commands()
    #expect(commands.count >= 9)
    #expect(try Self.files().count == 1)
    for command in commands {
      for part in command.split(separator: " && ") {
        let words = part.split(separator: " ").dropFirst().map(String.init)
        let run = try await Program.run(words, folder: folder.path)
        #expect((0...1).contains(run.code), "\(part): exit \(run.code)\n\(run.errors)")
      }
    }
  }
}
