import ArgumentParser
import CustosKit

/// The command line.
@main
struct Custos: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "custos",
    abstract: "Checks system inventories against retention and data-protection rules.",
    discussion: """
      Answers one question about an organisation's systems: is anything kept that should be gone, \
      or gone that should be kept, and why?

      Exit codes: 0 nothing at or above the threshold; 1 a breach at or above it; 2 a usage, \
      configuration or rule error; 3 no verdict; 4 an internal error, or an output that could not \
      be written whole.

      Settings may stand in custos.yaml in the working folder (or the file that CUSTOS_CONFIG names) \
      and in CUSTOS_... variables; flags beat variables, which beat the file.
      """,
    version: CustosVersion.text,
    subcommands: [
      Check.self, Validate.self, RulesCommand.self, SchemaCommand.self, Report.self, Explain.self,
      HistoryCommand.self,
      Compare.self, Forecast.self, Convert.self, Evidence.self, Link.self, Merge.self,
    ])

  /// Runs, with usage errors as exit code 2 (the parser's own is 64).
  static func main() {
    SignalHandling.ignoreBrokenPipes()
    do {
      var command = try parseAsRoot(try CommandWords.effective())
      try command.run()
    } catch {
      let code = exitCode(for: error)
      guard code == .validationFailure else { exit(withError: error) }
      StandardError.write(fullMessage(for: error) + "\n")
      StandardError.write("exit 2: a usage error; nothing was evaluated\n")
      SignalHandling.exit(2)
    }
  }
}
