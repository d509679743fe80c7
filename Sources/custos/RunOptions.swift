import ArgumentParser
import CivilTime
import CustosKit
import Findings
import Results

/// The options that decide what a check comes to, whatever is done with its result.
struct RunOptions: ParsableArguments {
  @OptionGroup(title: "Rules")
  var rules: RuleOptions

  @OptionGroup(title: "Inputs in other forms")
  var mapping: MappingOptions

  @Option(
    help: ArgumentHelp(
      "The systems that should be there, one a line, or in a table or an inventory; no verdict if one is missing.",
      valueName: "file"),
    completion: .file())
  var expect: String?

  @Option(
    help: ArgumentHelp(
      "The day to check as of (default: today where the organisations are).", valueName: "date"),
    transform: CivilDate.fromArgument)
  var asOf: CivilDate?

  @Option(help: "The least severity of a breach that makes the exit code 1.")
  var failOn: Severity = .medium

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many undetermined checks to accept, or 'all' (default: 0).", valueName: "number"),
    transform: UndeterminedLimit.fromArgument)
  var maxUndetermined: UndeterminedLimit?

  @OptionGroup
  var acceptance: AcceptanceOptions

  @Option(
    help: ArgumentHelp(
      "No verdict if the facts are older than this, such as P2D.", valueName: "period"),
    transform: Period.fromArgument)
  var maxAge: Period?

  @Option(
    help: ArgumentHelp(
      "Also list the breaches that begin within this period if nobody acts, such as P90D; reads the inputs twice.",
      valueName: "period"),
    transform: Period.fromArgument)
  var horizon: Period?

  @Flag(help: "Show values of personal-data fields and identifiers of people and records.")
  var showPersonalData = false

  @Flag(help: "List checks that passed too.")
  var showPasses = false

  @Flag(
    name: .customLong("no-link"), help: "Do not link records of the same person across systems.")
  var isUnlinked = false

  @Flag(help: "Treat warnings, such as unknown names, as errors.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "How many threads read and check, several inputs or pieces of a large one (default: the number of processors).",
      valueName: "number"),
    transform: Int.fromJobs)
  var jobs: Int?

  /// The request that the options describe.
  ///
  /// - Throws: Exit code 2 for a key of pseudonyms that is none.
  func request(inputs: [String], digestsInputs: Bool) throws -> CheckRequest {
    var request = CheckRequest(inputs: inputs, asOf: asOf ?? LocalClock.today(of: inputs))
    request.mappings = mapping.mappings
    request.expectedPath = expect
    request.rulePaths = rules.rulePaths
    request.schedulePaths = rules.schedulePaths
    request.profilePath = rules.profile
    request.select = rules.select
    request.ignore = rules.ignore
    request.failOn = failOn
    request.mostUndetermined = maxUndetermined.map(\.limit) ?? 0
    request.waiversPath = acceptance.waivers
    request.baselinePath = acceptance.baseline
    request.mostAge = maxAge
    request.horizon = horizon
    request.showsPersonalData = showPersonalData
    request.showsPasses = showPasses
    request.isLinked = !isUnlinked
    request.isStrict = strict
    request.jobs = jobs ?? Processors.count
    request.digestsInputs = digestsInputs
    request.temporaryFolder = TemporaryFolder.fromEnvironment()
    request.pseudonymKey = try PseudonymKey.fromEnvironment()
    return request
  }
}

/// Does the work of commands, or ends them.
enum Runs {
  /// Runs a check; long ones say how far they are on a terminal, unless that is not wanted.
  static func run(_ request: CheckRequest, isQuiet: Bool = false) throws -> CheckResult {
    try work(request, isQuiet: isQuiet) { (request) throws(ConfigurationFailure) in
      try CheckRun.run(request)
    }
  }

  /// Does what a request asks for.
  static func work<Outcome>(
    _ request: CheckRequest, isQuiet: Bool,
    _ body: (CheckRequest) throws(ConfigurationFailure) -> Outcome
  ) throws -> Outcome {
    try show(isQuiet: isQuiet) { (progress) throws(ConfigurationFailure) in
      var request = request
      request.progress = progress
      return try body(request)
    }
  }

  /// Does work that can say how far it is.
  static func show<Outcome>(
    isQuiet: Bool,
    _ body: ((@Sendable (CheckProgress) -> Void)?) throws(ConfigurationFailure) -> Outcome
  ) throws -> Outcome {
    let line = isQuiet ? nil : ProgressLine()
    defer { line?.clear() }
    do throws(ConfigurationFailure) {
      return try body(line?.update)
    } catch {
      line?.clear()
      throw Messages.end(error.diagnostics, ExitStatus.configuration)
    }
  }
}
