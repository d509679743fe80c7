import ArgumentParser
import CustosKit

/// `custos rules impact`.
struct ImpactOfRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact", abstract: "Say which verdicts another set of rules changes, and why.",
    discussion: """
      OLD and NEW are rule folders; the word built-in stands for the built-in rules. Exit codes: 0 \
      nothing changes, 1 a verdict changes, 2 a rule file has an error, 3 an input could not be read \
      whole, so that nothing can be compared.
      """)

  @Argument(help: "The current rules.", completion: .file())
  var old: String

  @Argument(help: "The proposed rules.", completion: .file())
  var new: String

  @Argument(help: ArgumentHelp("Inventories.", valueName: "input"), completion: .file())
  var inputs: [String]

  @Option(
    help: ArgumentHelp("The day to check as of (default: today).", valueName: "date"),
    transform: CivilDate.fromArgument)
  var asOf: CivilDate?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The organisations' choices.", valueName: "file"),
    completion: .file())
  var profile: String?

  func run() throws {
    let impact = RuleImpact(before: try result(old), after: try result(new))
    var text = impact.flips.map { flip in
      PlainText.inline(
        "\(flip.place.map { "\($0): " } ?? "")\(flip.rule) on \(flip.subject): "
          + "\(flip.change); \(flip.reason)")
        + "\n"
    }.joined()
    text += counted(impact.flips.count, "verdict changes", "verdicts change")
    text += impact.changes.isEmpty ? ", " : " (\(impact.changes.joined(separator: ", "))), "
    text += "\(impact.unchanged) stay\n"
    try StandardOutput.write(text)
    if !impact.flips.isEmpty { throw ExitCode.failure }
  }

  private func result(_ rules: String) throws -> CheckResult {
    var request = CheckRequest(inputs: inputs, asOf: asOf ?? LocalClock.today(of: inputs))
    request.rulePaths = rules == RuleSet.builtInName ? [] : [rules]
    request.profilePath = profile
    request.showsPasses = true
    // Both runs must tell the same records apart, whatever facts their rules read.
    request.pseudonymKey = try PseudonymKey.fromEnvironment() ?? InputKey.make(of: inputs)
    let result = try Runs.run(request)
    let errors = result.notices.filter { $0.severity == .error }
    guard errors.isEmpty else {
      Messages.print(errors)
      Messages.write("exit 3: an input could not be read whole; nothing was compared\n")
      throw ExitCode.noVerdict
    }
    return result
  }
}
