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

  func run() throws {
    var outputs = try output.requested()
    if let writeBaseline { outputs.append(ReportTarget(format: .json, path: writeBaseline)) }
    let digestsInputs = history != nil || outputs.contains { $0.format.namesInputs }
    let request = options.request(inputs: inputs, digestsInputs: digestsInputs)
    let result = try Runs.run(request, isQuiet: output.quiet)
    try output.write(result, outputs)
    if let history { try HistoryRecording.record(result, in: history, isQuiet: output.quiet) }
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
