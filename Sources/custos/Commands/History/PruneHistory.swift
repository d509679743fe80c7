import ArgumentParser
import CustosKit

/// `custos history prune`.
struct PruneHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Remove old runs, and record that they were removed.")

  @OptionGroup var options: HistoryOptions

  @Option(
    help: ArgumentHelp("Keep runs from this day on.", valueName: "date"),
    transform: CivilDate.fromArgument)
  var keepFrom: CivilDate?

  @Option(help: "Keep at least this many of the last runs.")
  var keepLast = 1

  func run() throws {
    let policy = PrunePolicy(keepFrom: keepFrom, keepLast: keepLast)
    let pruning = try options.use(for: .write) { try $0.prune(policy, label: LocalClock.label()) }
    guard let pruning else { return try StandardOutput.write("nothing to remove\n") }
    try StandardOutput.write(
      "removed \(counted(pruning.runs, "run", "runs")) up to #\(pruning.through): \(pruning.policy)\n"
    )
  }
}
