import ArgumentParser
import CustosKit

/// The option of a check that only counts its findings.
struct SummaryOption: ParsableArguments {
  @Flag(
    name: .customLong("summary-only"),
    help:
      """
      Count the findings by rule and system and list none: the exit code and all counts in less time. \
      For text, json and prometheus.
      """)
  var isOn = false

  /// Refuses what looks at single findings.
  func validate(
    _ delivery: DeliveryOptions, _ options: RunOptions, _ shards: ShardOptions
  ) throws {
    guard isOn else { return }
    let wanting = [
      ("--shard", shards.shard != nil), ("--horizon", options.horizon != nil),
      ("--baseline", options.acceptance.baseline != nil),
      ("--only", options.acceptance.only != nil), ("--show-passes", options.showPasses),
      ("--write-baseline", delivery.writeBaseline != nil),
      ("--history", delivery.history != nil),
    ]
    for (name, isGiven) in wanting where isGiven {
      throw ValidationError("\(name) needs the findings, which --summary-only does not list")
    }
    guard delivery.output.worklists.isEmpty else {
      throw ValidationError("worklists list findings, which --summary-only only counts")
    }
    try Self.refuse(
      delivery.output.requested(), because: "--summary-only counts findings and lists none")
  }

  /// Refuses formats that list findings.
  static func refuse(_ outputs: [ReportTarget], because reason: String) throws {
    for output in outputs where output.format.needsFindings {
      let able = ReportFormat.allCases.filter { !$0.needsFindings }.map(\.rawValue)
      throw ValidationError(
        "\(reason), so there is no \(output.format.rawValue) of it; "
          + "use \(able.dropLast().joined(separator: ", ")) or \(able.last ?? "")")
    }
  }
}
