import Foundation
import Testing

/// The reference of the commands is made from the program's own description of them.
@Suite struct CommandReferenceTests {
  static let page = "Sources/CustosKit/Custos.docc/CommandReference.md"

  @Test("the reference of the commands is what the program says of itself")
  func isCurrent() async throws {
    let run = try await Program.run(["--experimental-dump-help"])
    #expect(run.code == 0)
    let tool = try JSONDecoder().decode(Tool.self, from: Data(run.output))
    let made = CommandPage.make(tool.command)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(made.utf8).write(to: URL(fileURLWithPath: "\(Repository.root)/\(Self.page)"))
    }
    #expect(
      try Repository.text(Self.page) == made,
      "the page is stale: run the tests with UPDATE_GOLDEN=1 and read the change")
  }

  @Test("a shell completes the names of files wherever one may be given")
  func completesFiles() async throws {
    let run = try await Program.run(["--experimental-dump-help"])
    let tool = try JSONDecoder().decode(Tool.self, from: Data(run.output))
    let paths = tool.command.all.filter(\.argument.isPath)
    #expect(paths.count > 50)
    for (command, argument) in paths {
      let kind = argument.completionKind
      #expect(
        kind?.file != nil || kind?.directory != nil,
        "\(command) \(argument.names?.last?.name ?? argument.valueName ?? "")")
    }
  }
}

/// What `--experimental-dump-help` of the argument parser says.
private struct Tool: Decodable {
  let command: Command
}

private struct Command: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let kind: String
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let defaultValue: String?
    let allValueStrings: [String]?
    let allValues: [String]?
    let isRepeating: Bool
    let shouldDisplay: Bool
    let completionKind: Completion?

    /// Whether it names a file or a folder, or may do so.
    var isPath: Bool {
      guard kind != "flag", let valueName else { return false }
      let words = ["folder", "input", "result", "database", "partial", "facts", "before", "after"]
      return valueName.hasSuffix("file") || valueName.hasSuffix("path")
        || words.contains(valueName)
    }
  }

  /// What a shell completes: of these kinds, the names of files and of folders.
  struct Completion: Decodable {
    struct Kind: Decodable {}

    let file: Kind?
    let directory: Kind?
  }

  let commandName: String
  let abstract: String?
  let discussion: String?
  let arguments: [Argument]?
  let subcommands: [Command]?

  /// The arguments of the command and of those below it.
  var all: [(command: String, argument: Argument)] {
    (arguments ?? []).map { (commandName, $0) } + (subcommands ?? []).flatMap(\.all)
  }
}

/// The page, from the description.
private enum CommandPage {
  static func make(_ root: Command) -> String {
    var page = """
      # Command reference

      Every command with its options.

      ## Overview

      This page is made from the program's own description; do not edit it. A test says when it is stale, and
      `UPDATE_GOLDEN=1` writes it anew. `custos COMMAND --help` prints the same.

      Settings that many commands share can be given once; see <doc:Configuration>.

      """
    for command in root.subcommands ?? [] { add(command, below: "custos", to: &page) }
    return page
  }

  private static func add(_ command: Command, below path: String, to page: inout String) {
    guard command.commandName != "help" else { return }
    let path = "\(path) \(command.commandName)"
    if let below = command.subcommands, below.contains(where: { $0.commandName != "help" }) {
      for inner in below { add(inner, below: path, to: &page) }
      return
    }
    page += "\n## \(path)\n\n\(command.abstract ?? "")\n"
    if let discussion = command.discussion, !discussion.isEmpty {
      page += "\n\(text(discussion))\n"
    }
    let arguments = (command.arguments ?? []).filter(isShown)
    guard !arguments.isEmpty else { return }
    page += "\n| argument | what it does |\n|---|---|\n"
    for argument in arguments { page += "| \(signature(argument)) | \(meaning(argument)) |\n" }
  }

  private static func isShown(_ argument: Command.Argument) -> Bool {
    let names = (argument.names ?? []).map(\.name)
    return argument.shouldDisplay && !names.contains("help") && !names.contains("version")
  }

  private static func signature(_ argument: Command.Argument) -> String {
    let value = argument.valueName ?? "value"
    guard argument.kind != "positional" else {
      return "`\(value)\(argument.isRepeating ? "…" : "")`"
    }
    let names = (argument.names ?? []).sorted { $0.name.count < $1.name.count }.map { name in
      (name.kind == "long" ? "--" : "-") + name.name
    }
    let shown = argument.kind == "option" ? " \(value)" : ""
    return names.map { "`\($0)\(shown)`" }.joined(separator: ", ")
  }

  private static func meaning(_ argument: Command.Argument) -> String {
    var words = text(argument.abstract ?? "")
    if let values = argument.allValues ?? argument.allValueStrings, !values.isEmpty {
      words += " One of " + values.map { "`\($0)`" }.joined(separator: ", ") + "."
    }
    if let value = argument.defaultValue, argument.kind == "option" {
      words += " Default: `\(value)`."
    }
    return words
  }

  /// A text that stays text in a table of Markdown.
  private static func text(_ text: String) -> String {
    text.replacingOccurrences(of: "|", with: "\\|").replacingOccurrences(of: "<", with: "\\<")
      .replacingOccurrences(of: "*", with: "\\*").replacingOccurrences(of: "_", with: "\\_")
  }
}
