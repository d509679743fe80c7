import ArgumentParser
import CustosKit
import Findings
import Reports

/// `custos check`: the main job.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate inventories and report every breach with its cause.",
    discussion: """
      INPUT is an XML or JSON inventory, a folder that is searched for them, or - for standard \
      input. The format is told from the content. Several inputs are one inventory.
      """)

  @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"))
  var inputs: [String]

  @OptionGroup
  var options: RunOptions

  @Option(help: ArgumentHelp("Write the result as a baseline.", valueName: "file"))
  var writeBaseline: String?

  @Option(help: ArgumentHelp("Record the run in a history.", valueName: "database"))
  var history: String?

  @OptionGroup(title: "Output")
  var output: OutputOptions

  @Flag(help: "End with 0 instead of 1; the verdict stays in the report.")
  var exitZero = false

  func validate() throws {
    guard options.only == nil || options.baseline != nil || history != nil else {
      throw ValidationError("--only new needs a --baseline or a --history")
    }
  }

  /// Whether there is nothing to say: nothing new, and no report was asked for by name.
  private func isSilent(_ result: CheckResult) -> Bool {
    options.only == .new && output.quiet && output.format == nil && output.files.isEmpty
      && writeBaseline == nil && result.summary.exitCode == 0
  }

  func run() throws {
    let outputs = try output.requested()
    let digestsInputs =
      writeBaseline != nil || history != nil || outputs.contains { $0.format.namesInputs }
    var request = options.request(inputs: inputs, digestsInputs: digestsInputs)
    let standing = history.map(HistoryRecording.standing)
    if options.only == .new, options.baseline == nil { request.knownFindings = standing?.known }
    var result = try Runs.run(request, isQuiet: output.quiet)
    result.header.ledger = standing?.head
    let knows = options.baseline != nil || standing?.known != nil
    let listed = options.only == .new && knows ? result.listingOnlyNew() : result
    if !isSilent(listed) { try output.write(listed, outputs) }
    if let writeBaseline {
      try output.write(result, [ReportTarget(format: .json, path: writeBaseline)])
    }
    if let history {
      try HistoryRecording.record(
        result, listed: listed, in: history, after: standing, isQuiet: output.quiet)
    }
    Messages.close(result, isQuiet: output.quiet)
    let code = Int32(result.summary.exitCode)
    if code > 1 || code == 1 && !exitZero { throw ExitCode(code) }
  }
}

extension ReportFormat {
  /// Whether reports of the format name the inputs by their digests.
  var namesInputs: Bool {
    switch self {
    case .text, .csv, .github, .gitlab, .prometheus, .junit, .ics: false
    case .json, .ndjson, .html, .markdown, .sarif, .oscal: true
    }
  }
}
