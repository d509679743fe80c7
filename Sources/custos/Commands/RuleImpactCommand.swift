import ArgumentParser
import CivilTime
import CustosKit
import Findings
import Reports

/// `custos rules impact`.
struct ImpactOfRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact", abstract: "Say which verdicts another set of rules changes, and why.",
    discussion: """
      OLD and NEW are rule folders; the word built-in stands for the built-in rules. Exit codes: 0 \
      nothing changes, 1 a verdict changes, 2 a rule file has an error.
      """)

  @Argument(help: "The rules as they are.")
  var old: String

  @Argument(help: "The rules as they would be.")
  var new: String

  @Argument(help: ArgumentHelp("Inventories.", valueName: "input"))
  var inputs: [String]

  @Option(help: ArgumentHelp("The day to check as of (default: today).", valueName: "date"))
  var asOf: CivilDate?

  @Option(help: ArgumentHelp("The organisations' choices.", valueName: "file"))
  var profile: String?

  func run() throws {
    let impact = RuleImpact(before: try result(old), after: try result(new))
    var text = impact.flips.map { flip in
      let before = flip.before?.rawValue ?? "not checked"
      let after = flip.after?.rawValue ?? "not checked"
      return PlainText.inline(
        "\(flip.place.map { "\($0): " } ?? "")\(flip.rule) on \(flip.subject): "
          + "\(before) → \(after); \(flip.reason)")
        + "\n"
    }.joined()
    text += "\(counted(impact.flips.count, "verdict changes", "verdicts change")), "
    text += "\(impact.unchanged) stay\n"
    try StandardOutput.write(text)
    if !impact.flips.isEmpty { throw ExitCode.failure }
  }

  private func result(_ rules: String) throws -> CheckResult {
    var request = CheckRequest(inputs: inputs, asOf: asOf ?? LocalClock.today())
    request.rulePaths = rules == "built-in" ? [] : [rules]
    request.profilePath = profile
    request.showsPasses = true
    request.pseudonymKey = PseudonymKey.fromEnvironment()
    return try Runs.run(request)
  }
}
