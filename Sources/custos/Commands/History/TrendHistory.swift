import ArgumentParser
import CivilTime
import Findings
import Ledger

/// `custos history trend`.
struct TrendHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend", abstract: "Draw breaches and undetermined checks over the runs.")

  @OptionGroup var options: HistoryOptions

  @Option(help: "How many of the last runs.")
  var last = 60

  @Option(help: ArgumentHelp("Only this system.", valueName: "id"))
  var system: String?

  func run() throws {
    let points = try options.use { try $0.trend(last: last, system: system) }
    guard let first = points.first, let end = points.last else {
      return try StandardOutput.write("no run is recorded\n")
    }
    var text = "\(first.asOf) to \(end.asOf), \(counted(points.count, "run", "runs"))\n"
    text += line("breaches", points.map(\.counts.breach))
    text += line("undetermined", points.map(\.counts.undetermined))
    try StandardOutput.write(text)
  }

  private func line(_ name: String, _ values: [Int]) -> String {
    "\(name.padded(to: 14))\(Sparkline.text(values))  \(values.first ?? 0) → \(values.last ?? 0)\n"
  }
}

/// Numbers as a row of blocks.
enum Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█")

  /// A block for each number, the tallest for the largest; zero is always the lowest.
  static func text(_ values: [Int]) -> String {
    let most = max(values.max() ?? 0, 1)
    return String(values.map { blocks[max(0, $0) * (blocks.count - 1) / most] })
  }
}
