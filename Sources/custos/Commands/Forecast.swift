import ArgumentParser
import CustosKit

/// `custos forecast`.
struct Forecast: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "List what falls into breach as time passes, and on which day.",
    discussion: "Exit codes: 0 complete, 2 a configuration error, 3 an input is not usable.")

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @OptionGroup(title: "Inputs in other forms")
  var mapping: MappingOptions

  @OptionGroup(title: "Rules")
  var rules: RuleOptions

  @Option(
    help: ArgumentHelp("The day to begin from (default: today).", valueName: "date"),
    transform: CivilDate.fromArgument)
  var asOf: CivilDate?

  @Option(
    help: ArgumentHelp("The last day to look at.", valueName: "date"),
    transform: CivilDate.fromArgument)
  var until: CivilDate?

  @Option(
    help: ArgumentHelp("How far to look, such as P90D.", valueName: "period"),
    transform: Period.fromArgument)
  var horizon: Period?

  @OptionGroup(title: "Output")
  var output: OutputOptions

  @Flag(help: "Show values of personal-data fields and identifiers of people and records.")
  var showPersonalData = false

  /// How far a forecast may look.
  private static let longest = Period(months: 1_200, days: 0)

  func validate() throws {
    _ = try output.requested()
    guard output.worklists.isEmpty else {
      throw ValidationError("worklists are made of the findings of a check")
    }
    guard until == nil || horizon == nil else {
      throw ValidationError("--until and --horizon say the same; give one of them")
    }
  }

  func run() throws {
    let start = asOf ?? LocalClock.today(of: inputs)
    let end = until ?? start.adding(horizon ?? Period(months: 3, days: 0))
    guard end > start else { throw ValidationError("the last day is not after the first") }
    let last = start.adding(Self.longest)
    guard end <= last else {
      throw ValidationError(
        "a forecast looks at most 100 years ahead: from \(start) to \(last), and not to \(end); "
          + "use --horizon P100Y or less")
    }
    CommandWords.tell(isQuiet: output.quiet)
    var places = OutputGuard()
    places.reads("the input", inputs)
    places.reads(rules)
    try places.writes(output)
    try places.refuse()
    var request = CheckRequest(inputs: inputs, asOf: start)
    request.notices = CommandWords.effective.notices
    request.mappings = mapping.mappings
    request.rulePaths = rules.rulePaths
    request.schedulePaths = rules.schedulePaths
    request.profilePath = rules.profile
    request.select = rules.select
    request.ignore = rules.ignore
    request.digestsInputs = true
    request.showsPersonalData = showPersonalData
    request.pseudonymKey = try PseudonymKey.fromEnvironment()
    let result: CheckResult
    do {
      result = try ForecastRun.run(request, until: end)
    } catch {
      throw Messages.end(error.diagnostics, ExitCode.configuration)
    }
    try output.write(output.labels.apply(to: result), try output.requested())
    Messages.close(result, isQuiet: output.quiet)
    if result.summary.exitCode != 0 { throw ExitCode(Int32(result.summary.exitCode)) }
  }
}
