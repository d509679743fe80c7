import ArgumentParser
import Findings
import Ledger

/// `custos history verify`.
struct VerifyHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that no run was changed, removed or put in.",
    discussion: """
      Rows cut off at the end show only against a head that was kept elsewhere: give it with --head. \
      Exit codes: 0 sound, 1 not sound, 4 the history could not be used.
      """)

  @OptionGroup var options: HistoryOptions

  @Option(help: ArgumentHelp("A head that was printed earlier.", valueName: "hash"))
  var head: String?

  func run() throws {
    let verification = try options.use { try $0.verify(expecting: head) }
    var text = verification.problems.map { problem in
      "run \(problem.number): \(problem.message) [\(problem.kind.rawValue)]\n"
    }.joined()
    text += "\(counted(verification.runs, "run", "runs"))"
    text += ": \(verification.isSound ? "sound" : "NOT SOUND"), head \(verification.head)\n"
    try StandardOutput.write(text)
    if !verification.isSound { throw ExitCode.failure }
  }
}
