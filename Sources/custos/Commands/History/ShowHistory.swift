import ArgumentParser
import CustosKit

/// `custos history show`.
struct ShowHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a run: its packs, inputs and findings with their ages.")

  @OptionGroup var options: HistoryOptions

  @Argument(help: "The number of the run.")
  var number: Int

  func run() throws {
    let detail = try options.use { try $0.run(number) }
    var text = ListHistory.line(detail.run)
    text += "head      \(detail.run.head)\n"
    if let digest = detail.run.resultDigest { text += "result    sha256 \(digest)\n" }
    for pack in detail.packs { text += "pack      \(pack.name) \(pack.version)\n" }
    for input in detail.inputs { text += "input     \(input.path)\n" }
    for sighting in detail.sightings {
      let days = detail.run.asOf.days(since: sighting.firstSeen)
      let columns = [
        sighting.id, sighting.verdict.rawValue.padded(to: 12),
        sighting.severity.rawValue.padded(to: 8), sighting.rule, sighting.subject,
        "first seen \(sighting.firstSeen) (\(counted(days, "day", "days")) ago)",
      ]
      text += columns.joined(separator: "  ") + "\n"
    }
    for id in detail.cured { text += "\(id)  cured\n" }
    try StandardOutput.write(text)
  }
}
