import ArgumentParser
import CustosKit

/// `custos history trend`.
struct TrendHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend", abstract: "Draw breaches and undecided checks over the runs.")

  @OptionGroup var options: HistoryOptions

  @Option(help: "How many of the last runs.")
  var last = 60

  @Option(help: ArgumentHelp("Only this system.", valueName: "id"))
  var system: String?

  @Option(help: "The format of the chart on standard output (default: text).")
  var format: Form?

  @OptionGroup
  var files: WrittenPlaces<Form>

  /// The forms of a trend.
  enum Form: String, ExpressibleByArgument, WrittenForm {
    case text, html
  }

  func run() throws {
    let (points, gaps) = try options.use { history in
      (try history.trend(last: last, system: system), try history.gaps())
    }
    try files.write(format, standard: .text) { form in
      form == .html ? page(points, gaps) : Self.text(points)
    }
  }

  private static func text(_ points: [TrendPoint]) -> String {
    let days = lastOfEachDay(points)
    guard let first = days.first, let end = days.last else { return "no run is recorded\n" }
    var text = "\(first.asOf) to \(end.asOf), \(counted(points.count, "run", "runs"))"
    text += days.count < points.count ? ", of which the last of each day is drawn\n" : "\n"
    text += line("breaches", days.map { $0.counts.breach - $0.counts.provisional })
    text += line("provisional", days.map(\.counts.provisional))
    text += line("undecided", days.map(\.counts.undetermined))
    return text
  }

  /// The last run as of each day, in the order of the days: a run may check as of an earlier day than
  /// the one before it.
  private static func lastOfEachDay(_ points: [TrendPoint]) -> [TrendPoint] {
    Dictionary(points.map { ($0.asOf, $0) }, uniquingKeysWith: { $1 }).values
      .sorted { $0.asOf < $1.asOf }
  }

  private func page(_ points: [TrendPoint], _ gaps: [Gap]) -> String {
    let nights = points.map { point in
      TrendPage.Night(
        number: point.number, day: point.asOf,
        breaches: point.counts.breach - point.counts.provisional,
        undetermined: point.counts.undetermined, isWhole: point.isWhole)
    }
    let (first, last) = (nights.map(\.day).min(), nights.map(\.day).max())
    let missing = gaps.filter { gap in
      guard let first, let last else { return false }
      return gap.after >= first && gap.before <= last
    }
    return TrendPage(
      nights,
      gaps: missing.map { TrendPage.Gap(after: $0.after, before: $0.before, missing: $0.missing) },
      of: system.map { "the system \"\($0)\"" } ?? "all systems"
    ).text
  }

  private static func line(_ name: String, _ values: [Int]) -> String {
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
