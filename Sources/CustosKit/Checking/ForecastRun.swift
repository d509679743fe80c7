public import CivilTime
import Diagnostics
import Engine
import Findings
import Inventory
public import Results
import Rules

/// What falls into breach if only time passes.
public enum ForecastRun {
  /// Forecasts the breaches that begin after the day of a request, up to another.
  ///
  /// The result lists each as a check that passes today and whose `since` is the first day of the
  /// breach; its identity is the one that the breach will have.
  ///
  /// - Throws: As ``CheckRun/run(_:)``.
  public static func run(
    _ request: CheckRequest, until day: CivilDate
  ) throws(ConfigurationFailure) -> CheckResult {
    try run(request, RunRules.load(request), until: day)
  }

  /// Adds to the result of a check what a forecast of the same inputs lists: each as a check that passes
  /// today. Counts and exit code stay as they are.
  static func add(
    to result: inout CheckResult, _ request: CheckRequest, _ rules: RunRules, until day: CivilDate
  ) throws(ConfigurationFailure) {
    let forecast = try run(request, rules, until: day)
    for finding in forecast.findings { result.findings.append(finding) }
    result.findings.sort()
    result.header.lookedAheadUntil = day
    result.header.comingOnMaskedDays = forecast.header.comingOnMaskedDays
    result.notices += forecast.notices.filter { $0.code == CheckResult.hiddenForecastsCode }
  }

  private static func run(
    _ request: CheckRequest, _ rules: RunRules, until day: CivilDate
  ) throws(ConfigurationFailure) -> CheckResult {
    let (inputs, problems) = try CheckRun.inputs(of: request)
    var rules = rules
    rules.options.forecastUntil = day
    rules.options.showsPasses = false
    rules.options.listsFindings = true
    let run = InventoryRun(inputs: inputs, rules: rules, request: request)
    let read = run.run()
    try rules.refuseUnknownOrganisations(read.facts)
    let frame = RunFrame(request, rules, read.facts, problems: problems + hidden(read.engine))
    let assembly = ResultAssembly(frame: frame, found: read.engine)
    var result = assembly.result()
    result.header.forecastUntil = day
    let hidden = read.engine.hiddenForecasts
    result.header.comingOnMaskedDays = hidden > 0 ? hidden : nil
    result.findings = FindingStore(result.findings.sorted(by: isBefore))
    let incomplete = assembly.incomplete(result.notices)
    result.summary.errors = result.notices.filter { $0.severity == .error }.count
    result.summary.exitCode = incomplete == nil ? 0 : 3
    result.summary.verdict =
      incomplete.map { "no verdict: \($0)" }
      ?? "complete; \(result.comingInWords) after \(request.asOf) and up to \(day)"
    return result
  }

  private static func hidden(_ outcome: Engine.Outcome) -> [Diagnostic] {
    guard outcome.hiddenForecasts > 0 else { return [] }
    let count = counted(outcome.hiddenForecasts, "breach begins", "breaches begin")
    return [
      Diagnostic(
        .notice, CheckResult.hiddenForecastsCode, at: nil,
        "\(count) on days that would give away a birth, and are not listed",
        hint: "--show-personal-data lists them")
    ]
  }

  private static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    if left.since != right.since { return (left.since ?? .latest) < (right.since ?? .latest) }
    return Finding.precedes(left, right)
  }
}
