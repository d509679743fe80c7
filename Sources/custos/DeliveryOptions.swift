import ArgumentParser
import CustosKit

/// The options that say what is done with a result: reports, baseline, history, exit code.
struct DeliveryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write the result as a baseline.", valueName: "file"), completion: .file())
  var writeBaseline: String?

  @Option(
    help: ArgumentHelp("Record the run in a history.", valueName: "database"), completion: .file())
  var history: String?

  @OptionGroup(title: "Output")
  var output: OutputOptions

  @Flag(help: "End with 0 instead of 1; the verdict stays in the report.")
  var exitZero = false

  /// Whether something that is written carries the digests of the inputs, or the packs are held
  /// against those of a baseline.
  func needsDigests(_ outputs: [ReportTarget], _ acceptance: AcceptanceOptions) -> Bool {
    acceptance.baseline != nil || writeBaseline != nil || history != nil
      || outputs.contains { $0.format.namesInputs }
  }

  /// Names what is written to what refuses to write over what is read; the history is both, and a
  /// baseline may be brought up to date in its place.
  func writes(to outputs: inout OutputGuard, _ acceptance: AcceptanceOptions) throws {
    try outputs.writes(output)
    outputs.writes("the history", [history])
    let updates = writeBaseline != nil && writeBaseline == acceptance.baseline
    outputs.writes("the baseline", updates ? [] : [writeBaseline])
  }

  /// What the history says before the run; `nil` without one.
  func standing() -> HistoryStanding? { history.map(HistoryStanding.init(of:)) }

  /// Writes what was asked for, and ends with the exit code of the result.
  ///
  /// - Parameter standing: What the history said before the run.
  func deliver(
    _ result: CheckResult, _ outputs: [ReportTarget], after standing: HistoryStanding?,
    _ acceptance: AcceptanceOptions
  ) throws {
    let delivery = Delivery(
      output.labels.apply(to: result), after: standing, listsOnlyNew: acceptance.listsOnlyNew,
      hasBaseline: acceptance.baseline != nil)
    let (result, listed) = (delivery.whole, delivery.listed)
    if !(acceptance.listsOnlyNew && isSilent(listed)) {
      try output.write(listed, outputs, whole: result)
    }
    if let writeBaseline {
      try output.writeFile(result, as: .json, to: writeBaseline)
    }
    if let standing {
      let saved = outputs.contains { $0.isRecord && $0.format == .json } ? result : listed
      try HistoryUse.record(result, saved: saved, after: standing, isQuiet: output.quiet)
    }
    Messages.close(result, isQuiet: output.quiet)
    let status = result.exitStatus(toleratesBreaches: exitZero)
    if status != .clean { throw ExitCode(status) }
  }

  /// Whether there is nothing to say of what is new, and no report was asked for by name.
  private func isSilent(_ result: CheckResult) -> Bool {
    output.quiet && output.format == nil && output.places.isEmpty
      && writeBaseline == nil && result.summary.exitCode == 0
  }
}
