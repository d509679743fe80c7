import ArgumentParser
import CustosKit

/// The command line.
struct Custos: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "custos",
    abstract: "Checks system inventories against retention and data-protection rules.",
    discussion: """
      Answers one question about an organisation's systems: is anything kept that should have been deleted, \
      or deleted that should have been kept, and why?

      Exit codes: 0 nothing at or above the threshold; 1 a breach at or above it; 2 a usage, \
      configuration or rule error; 3 no verdict; 4 an internal error, or an output that could not \
      be written whole.

      Settings can be given in custos.yaml in the working folder, or else in /etc/custos (or in the file \
      that CUSTOS_CONFIG names), and in CUSTOS_... variables; flags beat variables, which beat the file.
      """,
    version: CustosVersion.text,
    subcommands: [
      InitCommand.self, Check.self, Validate.self, QuestionsCommand.self, RulesCommand.self,
      CodesCommand.self, SchemaCommand.self, Report.self, Explain.self,
      HistoryCommand.self,
      Compare.self, Forecast.self, Convert.self, MappingsCommand.self, Evidence.self, Link.self,
      Merge.self,
    ])

  /// Runs, with usage errors as exit code 2 (the parser's own is 64).
  static func run() {
    SignalHandling.ignoreBrokenPipes()
    do {
      try CommandWords.prepare()
      CommandWords.tellUnknownVariables()
      var command = try parseAsRoot(CommandWords.effective.words)
      do { try command.run() } catch let help as CleanExit {
        // A command that only has others below it was given none: nothing was done, which is not 0.
        Messages.write(fullMessage(for: help) + "\n")
        Messages.write("exit 2: a usage error; no command was given\n")
        SignalHandling.exit(2)
      }
    } catch {
      let code = exitCode(for: error)
      if code == .success { return writeHelp(fullMessage(for: error)) }
      guard code == .validationFailure else { exit(withError: error) }
      let message = UsageWords.plain(
        fullMessage(for: error), of: CommandWords.effective.words)
      Messages.write(message + "\n")
      Messages.writeOrigins(of: [message])
      Messages.write("exit 2: a usage error; nothing was evaluated\n")
      SignalHandling.exit(2)
    }
  }

  /// Writes help, the version or completions, whole or with exit code 4.
  private static func writeHelp(_ text: String) {
    do { try StandardOutput.write(text.isEmpty || text.hasSuffix("\n") ? text : text + "\n") } catch
    {
      SignalHandling.exit(exitCode(for: error).rawValue)
    }
  }
}
