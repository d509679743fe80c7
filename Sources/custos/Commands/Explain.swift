import ArgumentParser
import Bytes
import CustosKit
import Diagnostics
import Findings
import Reports
import Results
import Rules

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

  func run() throws {
    guard let result else {
      var show = ShowRule()
      show.name = id
      show.rules = rules
      return try show.run()
    }
    let saved = try SavedResults.read(result)
    let chosen = saved.findings.filter { $0.id == id || $0.rule == id }
    guard !chosen.isEmpty else {
      throw Messages.end(
        [Diagnostic(.error, "result.no-finding", at: nil, "the result has no finding \"\(id)\"")],
        ExitStatus.configuration)
    }
    let set = try RuleLoading.load(rules, withExamples: true)
    let reasons = Dictionary(
      set.library.rules.map { ($0.id, $0.why) }, uniquingKeysWith: { first, _ in first })
    var options = ReportOptions(width: StandardOutput.columns ?? 100)
    options.labels = .vocabulary
    var buffer = OutputBuffer()
    for finding in chosen {
      TextExplanation.write(
        finding, why: reasons[finding.rule], of: saved, options, showsCondition: showsCondition,
        to: &buffer)
    }
    try StandardOutput.write(buffer.text)
  }
}
