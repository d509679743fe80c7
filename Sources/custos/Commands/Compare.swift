import ArgumentParser
import Bytes
import CivilTime
import CustosKit
import Diagnostics
import Findings
import Ledger
import Results

/// `custos compare`.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say what a change introduces, cures and moves.",
    discussion: """
      BEFORE and AFTER are inventories, which are checked now, or saved results. Where they are as of \
      different days, an inventory BEFORE is checked as of both, to tell what time did from what the \
      change did. A saved result cannot be, and breaches that began after its day are called "time or \
      change". Exit codes: 0 the change may pass, 1 it introduces a breach at or above the threshold, \
      or may have, makes a check undetermined, or loses a system or coverage, 2 a configuration error, \
      3 no verdict.
      """)

  @Argument(help: "The inventory or result before the change.", completion: .file())
  var before: String

  @Argument(help: "The inventory or result after it.", completion: .file())
  var after: String

  @OptionGroup(title: "Inputs in other forms")
  var mapping: MappingOptions

  @OptionGroup(title: "Rules")
  var rules: RuleOptions

  @Option(
    help: ArgumentHelp(
      "The day to check inventories as of (default: today where the organisations are).",
      valueName: "date"),
    transform: CivilDate.fromArgument)
  var asOf: CivilDate?

  @Option(
    help: ArgumentHelp(
      "The day to check the inventory BEFORE as of (default: the same day).", valueName: "date"),
    transform: CivilDate.fromArgument)
  var beforeAsOf: CivilDate?

  @Option(help: "The least severity that fails the change.")
  var failOn: Severity = .medium

  @Option(help: "The form of the page on standard output.")
  var format: ComparisonPage.Form?

  @OptionGroup
  var files: WrittenPlaces<ComparisonPage.Form>

  @Flag(help: "Print nothing on standard error when the exit code is 0 or 1.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "A file of waivers: accepted breaches, each with a reason and an end.", valueName: "file"),
    completion: .file())
  var waivers: String?

  func run() throws {
    CommandWords.tell(isQuiet: quiet)
    var outputs = OutputGuard()
    outputs.reads("the input", [before, after])
    outputs.reads(rules)
    outputs.reads("the waivers", [waivers].compactMap(\.self))
    outputs.writes("the comparison", files.places.map(\.text.path))
    try outputs.refuse()
    let day = asOf ?? LocalClock.today(of: inventories)
    let isSaved = SavedResult.isResult(before)
    if isSaved, let beforeAsOf {
      throw ValidationError(
        "\(before) is a saved result, which --before-as-of \(beforeAsOf) cannot move")
    }
    let key = try key()
    let new = try result(after, day, key)
    let old = try result(before, beforeAsOf ?? day, key)
    let later = new.header.asOf
    let aged = isSaved || old.header.asOf == later ? nil : try result(before, later, key)
    let comparison = Comparison(old, new, beforeLater: aged)
    for result in [old, new, aged].compactMap(\.self) {
      guard let lost = result.findings.failure else { continue }
      Messages.write("custos: \(lost)\nexit 4: the results could not be compared whole\n")
      throw ExitStatus.output
    }
    let gate = comparison.gate(failOn: failOn)
    try files.write(format, standard: .text) { form in
      ComparisonPage(comparison, gate: gate, form: form).text
    }
    guard gate.exitCode != 0 else { return }
    if gate.exitCode > 1 || !quiet {
      let reasons = gate.reasons.map(\.message).joined(separator: "; ")
      Messages.write("exit \(gate.exitCode): \(reasons)\n")
    }
    throw ExitCode(Int32(gate.exitCode))
  }

  /// The inputs that are no saved results.
  private var inventories: [String] { [before, after].filter { !SavedResult.isResult($0) } }

  /// The key under which records are told apart: that of the environment, or for two inventories one
  /// made of their bytes, which nobody has who has not got the inventories.
  private func key() throws -> [UInt8]? {
    if let key = try PseudonymKey.fromEnvironment() { return key }
    guard !SavedResult.isResult(before), !SavedResult.isResult(after) else { return nil }
    return InputKey.make(of: [before, after])
  }

  /// A saved result, or the result of checking an inventory.
  private func result(
    _ path: String, _ day: CivilDate, _ key: [UInt8]?
  ) throws -> CheckResult {
    if SavedResult.isResult(path) { return try SavedResults.read(path) }
    var request = CheckRequest(inputs: [path], asOf: day)
    request.mappings = mapping.mappings
    request.rulePaths = rules.rulePaths
    request.schedulePaths = rules.schedulePaths
    request.profilePath = rules.profile
    request.select = rules.select
    request.ignore = rules.ignore
    request.waiversPath = waivers
    request.failOn = failOn
    request.digestsInputs = true
    request.latestDay = max(day, asOf ?? LocalClock.today(of: inventories))
    request.pseudonymKey = key
    do {
      let result = try CheckRun.run(request)
      Messages.print(result.notices.filter { $0.severity == .error })
      return result
    } catch {
      throw Messages.end(error.diagnostics, ExitStatus.configuration)
    }
  }
}
