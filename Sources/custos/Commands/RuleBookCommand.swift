import ArgumentParser
import CustosKit

/// `custos rules book`.
struct BookRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book", abstract: "Print the rules with sources and worked examples.")

  @Option(help: "The format of the book on standard output (default: markdown).")
  var format: RuleBook.Form?

  @OptionGroup
  var files: WrittenPlaces<RuleBook.Form>

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let set = try RuleLoading.load(rules, withExamples: true)
    let chosen = set.chosen(select: rules.select, ignore: rules.ignore)
    let book = RuleBook(set: set, rules: chosen)
    try files.write(format, standard: .markdown) { book.text($0) }
  }
}
