import ArgumentParser
import CustosKit

/// `custos rules coverage`.
struct RuleCoverage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Show which articles the rules cover, and which packs apply to whom.",
    discussion:
      "Without an input, the articles of each law and how far rules check them. With inputs, for "
      + "each of their organisations the packs that apply, why the others do not, and the articles of "
      + "those that do.")

  @Argument(
    help: ArgumentHelp("Inventories, to list their organisations.", valueName: "input"),
    completion: .file())
  var inputs: [String] = []

  @Option(help: ArgumentHelp("Only this pack's articles.", valueName: "name"))
  var pack: [String] = []

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let set = try RuleLoading.load(rules)
    guard inputs.isEmpty else { return try listPacks(set) }
    let table = ArticleTable(set.library, packs: pack)
    guard !table.isEmpty else {
      throw Messages.end(
        [Diagnostic(.error, "rule.no-articles", at: nil, "no pack of that name lists articles")],
        ExitCode.configuration)
    }
    try StandardOutput.write(table.text)
  }

  private func listPacks(_ set: RuleSet) throws {
    let choice = PackChoice(inputs: inputs, set, packs: pack)
    let errors = choice.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw Messages.end(errors, ExitCode.noVerdict) }
    try StandardOutput.write(choice.text(width: StandardOutput.columns ?? 80))
  }
}
