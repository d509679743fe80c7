import ArgumentParser
import CustosKit

/// `custos history`.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Read, verify and prune the history of runs.",
    subcommands: [
      ListHistory.self, ShowHistory.self, TrendHistory.self, VerifyHistory.self,
      PruneHistory.self,
    ])
}

/// The database of a history command.
struct HistoryOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The history.", valueName: "database"), completion: .file())
  var history: String

  /// Opens the history and does something with it, or ends the command with exit code 4.
  func use<T>(for access: History.Access = .read, _ body: (History) throws -> T) throws -> T {
    do {
      return try body(try History(opening: history, for: access))
    } catch let failure as HistoryFailure {
      Messages.write("custos: \(failure)\n")
      Messages.write("exit 4: the history could not be used\n")
      throw ExitCode.output
    }
  }
}
