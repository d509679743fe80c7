import ArgumentParser
import CustosKit
import Findings
import Reports
import Results

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
  func standing() -> HistoryRecording.Standing? { history.map(HistoryRecording.standing) }

  /// Writes what was asked for, and ends with the exit code of the result.
  ///
  /// Only what is new is listed where that is asked for and what is known could be read.
  ///
  /// - Parameter standing: What the history said before the run.
  func deliver(
    _ result: CheckResult, _ outputs: [ReportTarget], after standing: HistoryRecording.Standing?,
    _ acceptance: AcceptanceOptions
  ) throws {
    var result = output.labels.apply(to: result)
    result.header.ledger = standing?.head
    let knows = acceptance.baseline != nil || standing?.known != nil
    let listed = acceptance.listsOnlyNew && knows ? result.listingOnlyNew() : result
    if !(acceptance.listsOnlyNew && isSilent(listed)) {
      try output.write(listed, outputs, whole: result)
    }
    if let writeBaseline {
      try output.writeFile(result, as: .json, to: writeBaseline)
    }
    if let history {
      try HistoryRecording.record(
        result, saved: outputs.contains { $0.isRecord && $0.format == .json } ? result : listed,
        in: history, after: standing, isQuiet: output.quiet)
    }
    Messages.close(result, isQuiet: output.quiet)
    let code = Int32(result.summary.exitCode)
    if code > 1 || code == 1 && !exitZero { throw ExitCode(code) }
  }

  /// Whether there is nothing to say of what is new, and no report was asked for by name.
  private func isSilent(_ result: CheckResult) -> Bool {
    output.quiet && output.format == nil && output.places.isEmpty
      && writeBaseline == nil && result.summary.exitCode == 0
  }
}
