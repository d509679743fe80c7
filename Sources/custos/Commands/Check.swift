import ArgumentParser
import CivilTime
import CustosKit
import Diagnostics
import Findings
import Reports

/// Which findings are listed.
enum Only: String, ExpressibleByArgument, CaseIterable {
  case new
}

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

  @OptionGroup(title: "Rules")
  var rules: RuleOptions

  @Option(
    help: ArgumentHelp(
      "The day to check as of (default: today in the United Kingdom).", valueName: "date"))
  var asOf: CivilDate?

  @Option(help: "The least severity of a breach that makes the exit code 1.")
  var failOn: Severity = .medium

  @Option(
    help: ArgumentHelp("How many undetermined checks to accept, or 'all'.", valueName: "number"))
  var maxUndetermined = UndeterminedLimit(limit: 0)

  @Option(help: ArgumentHelp("Accepted breaches with reasons and ends.", valueName: "file"))
  var waivers: String?

  @Option(help: ArgumentHelp("An earlier result whose findings are known.", valueName: "result"))
  var baseline: String?

  @Option(help: ArgumentHelp("Write the result as a baseline.", valueName: "file"))
  var writeBaseline: String?

  @Option(help: "List and count only findings that the baseline does not know.")
  var only: Only?

  @Option(help: ArgumentHelp("Record the run in a history.", valueName: "database"))
  var history: String?

  @Option(
    help: ArgumentHelp(
      "No verdict if the facts are older than this, such as P2D.", valueName: "period"))
  var maxAge: Period?

  @OptionGroup(title: "Output")
  var output: OutputOptions

  @Flag(help: "Show values of personal-data fields and identifiers of people and records.")
  var showPersonalData = false

  @Flag(help: "List checks that passed too.")
  var showPasses = false

  @Flag(
    name: .customLong("no-link"), help: "Do not link records of the same person across systems.")
  var isUnlinked = false

  @Flag(help: "Treat odd things, such as unknown names, as errors.")
  var strict = false

  @Flag(help: "End with 0 instead of 1 or 3; the verdict stays in the report.")
  var exitZero = false

  func run() throws {
    guard only == nil || baseline != nil else {
      throw ValidationError("--only new needs a --baseline")
    }
    var outputs = try output.requested()
    if let writeBaseline { outputs.append(ReportTarget(format: .json, path: writeBaseline)) }
    var request = CheckRequest(inputs: inputs, asOf: asOf ?? LocalClock.today())
    request.rulePaths = rules.rulePaths
    request.profilePath = rules.profile
    request.select = rules.select
    request.ignore = rules.ignore
    request.failOn = failOn
    request.mostUndetermined = maxUndetermined.limit
    request.waiversPath = waivers
    request.baselinePath = baseline
    request.listsOnlyNew = only == .new
    request.mostAge = maxAge
    request.showsPersonalData = showPersonalData
    request.showsPasses = showPasses
    request.isLinked = !isUnlinked
    request.isStrict = strict
    request.digestsInputs =
      writeBaseline != nil || history != nil || outputs.contains { $0.format.namesInputs }
    request.pseudonymKey = PseudonymKey.fromEnvironment()
    let result: CheckResult
    do {
      result = try CheckRun.run(request)
    } catch {
      throw Messages.end(error.diagnostics, ExitStatus.configuration)
    }
    try output.write(result, outputs)
    if let history { try HistoryRecording.record(result, in: history, isQuiet: output.quiet) }
    Messages.close(result, isQuiet: output.quiet)
    let code = Int32(result.summary.exitCode)
    if code != 0, !exitZero { throw ExitCode(code) }
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
