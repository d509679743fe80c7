import ArgumentParser
import CustosKit

/// `custos rules book`.
struct BookRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book", abstract: "Print the rules with sources and worked examples.")

  @Option(help: "The form of the book.")
  var format: RuleBook.Form = .markdown

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let set = try RuleLoading.load(rules, withExamples: true)
    let chosen = set.chosen(select: rules.select, ignore: rules.ignore)
    try StandardOutput.write(RuleBook(set: set, rules: chosen).text(format))
  }
}
