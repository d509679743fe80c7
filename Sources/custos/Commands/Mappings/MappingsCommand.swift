import ArgumentParser
import CustosKit
import Diagnostics
import Findings
import Mapping
import Results

/// `custos mappings`: how files of other programs are read.
struct MappingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mappings", abstract: "List, show, test and begin mappings of other formats.",
    subcommands: [ListMappings.self, ShowMapping.self, TestMappings.self, SuggestMapping.self])
}

/// `custos mappings list`.
struct ListMappings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the built-in mappings, one a line.")

  func run() throws {
    let mappings = try MappingLoading.load([])
    let width = mappings.map(\.name.utf8.count).max() ?? 0
    let lines = mappings.map { mapping in
      [
        mapping.name.padded(to: width), mapping.document.reads.format.rawValue.padded(to: 6),
        mapping.document.title,
      ].joined(separator: "  ") + "\n"
    }
    try StandardOutput.write(
      lines.joined() + counted(mappings.count, "mapping", "mappings") + "\n")
  }
}

/// `custos mappings show`.
struct ShowMapping: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a mapping reads, and what it cannot carry.")

  @Argument(
    help: ArgumentHelp("A built-in mapping, or a file.", valueName: "name|file"),
    completion: .file())
  var name: String

  func run() throws {
    let pages = try MappingLoading.load([name]).map { MappingPage($0).text }
    try StandardOutput.write(pages.joined(separator: "\n"))
  }
}

/// `custos mappings test`.
struct TestMappings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Check every example of mappings.",
    discussion: "Exit codes: 0 all examples hold, 1 some do not, 2 a mapping has an error.")

  @Argument(
    help: ArgumentHelp(
      "Built-in mappings, or files (default: all built-in ones).", valueName: "name|file"),
    completion: .file())
  var names: [String] = []

  func run() throws {
    let mappings = try MappingLoading.load(names)
    let (examples, problems) = MappingWork.test(mappings)
    var text = problems.map { "\($0)\n" }.joined()
    text += "\(counted(mappings.count, "mapping", "mappings")), "
    text += "\(counted(examples, "example", "examples")): "
    text += problems.isEmpty ? "all hold\n" : "\(counted(problems.count, "problem", "problems"))\n"
    try StandardOutput.write(text)
    if !problems.isEmpty { throw ExitCode(1) }
  }
}

/// `custos mappings suggest`.
struct SuggestMapping: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Write the first draft of a mapping that reads a file.",
    discussion: """
      The draft gives a reason for each field as a comment, and lists the columns that fit no field. \
      Values of the file are not shown, except words that stand for codes, such as "In use".
      """)

  @Argument(
    help: ArgumentHelp(
      "A table, a spreadsheet, JSON or XML of another program.", valueName: "file"),
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "How the characters of a table are written, where its first bytes do not tell.",
      valueName: "utf-8|utf-16|windows-1252"))
  var encoding: String?

  @Flag(help: "Show values of the file, which may be personal data.")
  var showValues = false

  func validate() throws {
    guard let encoding, !MappingWork.encodings.contains(encoding) else { return }
    let known = MappingWork.encodings.joined(separator: ", ")
    throw ValidationError("no encoding is called \"\(encoding)\"; those that are read are \(known)")
  }

  func run() throws {
    do throws(ConfigurationFailure) {
      let text = try MappingWork.suggest(file, showsValues: showValues, encoding: encoding)
      try? StandardOutput.write(text)
    } catch {
      throw Messages.end(error.diagnostics, ExitStatus.configuration)
    }
  }
}

/// Reads mappings, or ends the program.
enum MappingLoading {
  static func load(_ names: [String]) throws -> [CompiledMapping] {
    do throws(ConfigurationFailure) { return try MappingWork.mappings(names) } catch {
      throw Messages.end(error.diagnostics, ExitStatus.configuration)
    }
  }
}
