import ArgumentParser
import CivilTime
import Findings
import Ledger
import Results

/// `custos history list`.
struct ListHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List runs, and the days on which there was none.")

  @OptionGroup var options: HistoryOptions

  @Option(help: "How many of the last runs.")
  var last = 30

  func run() throws {
    let text = try options.use { history in
      let runs = try history.runs(last: last)
      let lines = runs.map(Self.line)
      let gaps = try history.gaps().map { gap in
        "no run for \(counted(gap.missing, "day", "days")) between \(gap.after) and \(gap.before)\n"
      }
      return lines.joined() + gaps.joined() + "\(counted(runs.count, "run", "runs"))\n"
    }
    try StandardOutput.write(text)
  }

  static func line(_ run: Run) -> String {
    let columns = [
      "#\(run.number)".padded(to: 6), "\(run.asOf)", "exit \(run.exitCode)",
      counted(run.total.breach, "breach", "breaches").padded(to: 14),
      "\(run.total.undetermined) undetermined".padded(to: 18),
      "\(run.new) new, \(run.cured) cured, \(run.reopened) reopened", run.label,
    ]
    return columns.joined(separator: "  ") + "\n"
  }
}
