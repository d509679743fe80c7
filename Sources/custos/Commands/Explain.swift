import ArgumentParser
import CustosKit

/// `custos explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule, or a finding of a saved result, in prose.",
    discussion: """
      A finding is explained as an account: what is wrong, what is required and by which law, how it \
      was worked out from the facts, and what to do. Examples: custos explain REC-04; custos explain \
      063133f30b3e5b15 --result result.json.
      """)

  @Argument(help: "A rule (mopi/group-3-clear-period), a catalogue code, or the id of a finding.")
  var id: String

  @Option(
    help: ArgumentHelp("The result that holds the finding.", valueName: "result"),
    completion: .file())
  var result: String?

  @Flag(
    name: .customLong("show-condition"),
    help: "Show the condition of the rule and the outcome of each of its clauses.")
  var showsCondition = false

  @OptionGroup var rules: RuleOptions

  @OptionGroup var files: WrittenPlaces<Form>

  /// An explanation has one form.
  enum Form: String, WrittenForm { case text }

  func run() throws {
    guard let result else { return try explainRule() }
    let saved = try SavedResults.read(result)
    var chosen = saved.findings.filter {
      $0.id == id || $0.rule == id || $0.catalogue.contains(id)
    }
    if chosen.isEmpty { chosen = saved.findings.separately.filter { $0.id == id } }
    guard !chosen.isEmpty else {
      let known = Set(saved.findings.flatMap { [$0.id, $0.rule] + $0.catalogue }).sorted()
      let hint = nearestName(to: id, among: known).map { "did you mean \"\($0)\"?" }
      throw Messages.end(
        [
          Diagnostic(
            .error, "result.no-finding", at: nil, "the result has no finding \"\(id)\"",
            hint: hint)
        ], ExitCode.configuration)
    }
    let set = try RuleLoading.load(rules, withExamples: true)
    let reasons = Dictionary(
      set.library.rules.map { ($0.id, $0.why) }, uniquingKeysWith: { first, _ in first })
    var options = ReportOptions(width: StandardOutput.columns ?? 80)
    options.labels = .vocabulary
    var buffer = OutputBuffer()
    for finding in chosen {
      TextExplanation.write(
        finding, why: reasons[finding.rule], of: saved, options, showsCondition: showsCondition,
        to: &buffer)
    }
    try files.write(nil, standard: .text) { _ in buffer.text }
  }

  /// Explains the rules that the name means.
  private func explainRule() throws {
    let set = try RuleLoading.load(rules, withExamples: true)
    let pages = RuleProse(set: set).pages(named: id)
    guard !pages.isEmpty else {
      var show = ShowRule()
      show.name = id
      show.rules = rules
      return try show.run()
    }
    var options = ReportOptions(width: StandardOutput.columns ?? 80)
    options.labels = .vocabulary
    var buffer = OutputBuffer()
    for page in pages {
      TextAccount(page.title, page.parts(showsCondition: showsCondition))
        .write(options, to: &buffer)
    }
    let conditions = showsCondition ? "" : "\n--show-condition adds the conditions.\n"
    try files.write(nil, standard: .text) { _ in buffer.text + conditions }
  }
}
