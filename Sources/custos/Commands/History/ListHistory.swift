import ArgumentParser
import CustosKit

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
      // Of several runs of a day the last stands for it.
      let last = Dictionary(runs.map { ($0.asOf, $0.number) }, uniquingKeysWith: max)
      let lines = runs.map { run in
        Self.line(run, isRepeated: last[run.asOf].map { $0 > run.number } ?? false)
      }
      let gaps = try history.gaps().map { gap in
        "no run for \(counted(gap.missing, "day", "days")) between \(gap.after) and \(gap.before)\n"
      }
      let days = counted(last.count, "day", "days")
      return lines.joined() + gaps.joined()
        + "\(counted(runs.count, "run", "runs")) on \(days)\n"
    }
    try StandardOutput.write(text)
  }

  private static let width = 80
  private static let indent = 7

  /// A run with what came of it, within 80 columns.
  ///
  /// - Parameter isRepeated: Whether there is a later run as of the same day.
  static func line(_ run: Run, isRepeated: Bool = false) -> String {
    let firm = run.total.breach - run.total.provisional
    let parts: [String?] = [
      counted(firm, "breach", "breaches"), "\(run.total.provisional) provisional",
      "\(run.total.undetermined) undecided; of all these \(run.new) new, \(run.cured) cured",
      run.reopened > 0 ? "\(run.reopened) reopened" : nil,
    ]
    let counts = parts.compactMap(\.self).joined(separator: ", ")
    let head = ["#\(run.number)".padded(to: 5), "\(run.asOf)", "exit \(run.exitCode)"]
    let repeated = isRepeated ? ["a later run is as of the same day"] : []
    let notes = [counts] + repeated + (run.label.isEmpty ? [] : [run.label])
    let lines = notes.flatMap { ReportWords.wrapped($0, width: Self.width - Self.indent) }
    let pad = String(repeating: " ", count: Self.indent)
    return head.joined(separator: "  ") + "\n" + lines.map { "\(pad)\($0)\n" }.joined()
  }
}
