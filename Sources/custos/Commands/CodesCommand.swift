import ArgumentParser
import CustosKit
import Diagnostics

/// `custos codes`.
struct CodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes",
    abstract: "Print the codes that an inventory may use, and what each means.",
    discussion: """
      Without an argument it names the lists; "messages" prints the engine's own sentences by their \
      identifiers, for translators. Exit codes: 0 printed, 2 there is no such list or a \
      rule file has an error.
      """)

  @Argument(
    help: ArgumentHelp(
      "A list, such as trigger, or a field, such as dataset.retention.trigger.",
      valueName: "list"))
  var name: String?

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "Rule files or folders with lists of your own; built-in names the built-in ones.",
      valueName: "path"),
    completion: .file())
  var rulePaths: [String] = []

  @Option(
    name: .customLong("schedule"),
    help: ArgumentHelp("A retention schedule with classes of your own.", valueName: "file"),
    completion: .file())
  var schedulePaths: [String] = []

  func run() throws {
    let set = RuleSet.load(rulePaths, schedules: schedulePaths, uses: { _, _ in false })
    guard !set.hasErrors else { throw Messages.end(set.problems, ExitStatus.configuration) }
    let pages = CodePages(set)
    do {
      try StandardOutput.write(try name.map { try pages.page(of: $0) } ?? pages.overview)
    } catch let failure as ConfigurationFailure {
      throw Messages.end(failure.diagnostics, ExitStatus.configuration)
    }
  }
}
