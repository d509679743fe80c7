import ArgumentParser
import CustosKit

/// `custos rules evidence`.
struct EvidenceOfRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "List the figures that still need confirmation, by document, with blanks to fill in.",
    discussion: """
      Fill in the table of --format csv and name it in a profile, as confirmations: FILE.csv. With --profile, \
      what it confirms already for all organisations is left out.
      """)

  @Option(help: "The format of the list on standard output (default: text).")
  var format: EvidenceSheet.Form?

  @OptionGroup
  var files: WrittenPlaces<EvidenceSheet.Form>

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let set = try RuleLoading.load(rules)
    let chosen = set.chosen(select: rules.select, ignore: rules.ignore)
    do {
      let sheet = try EvidenceSheet(
        library: set.library, rules: chosen, withRows: rules.select.isEmpty,
        profile: rules.profile, today: LocalClock.today())
      try files.write(format, standard: .text) { sheet.text($0) }
    } catch let failure as ConfigurationFailure {
      throw Messages.end(failure.diagnostics, ExitCode.configuration)
    }
  }
}
