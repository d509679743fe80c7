import ArgumentParser
import Bytes
import CivilTime
import CustosKit
import Diagnostics
import Findings
import Results
import Rules

/// `custos rules`: what the rules are and whether they hold together.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List, show and test rules.",
    subcommands: [
      ListRules.self, ShowRule.self, TestRules.self, LintRules.self, ImpactOfRules.self,
      BookRules.self, RuleCoverage.self, EvidenceOfRules.self,
    ])
}

/// `custos rules list`.
struct ListRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the rules, one per line.")

  @Option(help: "The format of the list on standard output (default: text).")
  var format: RuleList.Form?

  @OptionGroup
  var files: WrittenPlaces<RuleList.Form>

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let set = try RuleLoading.load(rules)
    let chosen = set.chosen(select: rules.select, ignore: rules.ignore)
    let list = RuleList(rules: chosen)
    // Programs want the bytes as they are, the byte order mark among them.
    try files.write(format, standard: .text, asBytes: { $0 != .text }, { list.text($0) })
  }
}

/// `custos rules show`.
struct ShowRule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a rule, a class of the schedule, a pack or a parameter with its origin.")

  @Argument(help: "A rule (mopi/group-3-clear-period), catalogue code, class, pack or parameter.")
  var name: String

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let set = try RuleLoading.load(rules, withExamples: true)
    let pages = RulePages(library: set.library).pages(named: name)
    guard !pages.isEmpty else {
      let known =
        set.library.rules.flatMap { [$0.id] + $0.catalogue } + set.library.schedule.codes
        + set.library.packs.map(\.name)
      let hint =
        (nearestName(to: name, among: known) ?? Self.beginning(like: name, among: known))
        .map { "did you mean \"\($0)\"?" }
      throw Messages.end(
        [
          Diagnostic(
            .error, "rule.unknown", at: nil,
            "there is no rule, class, pack or parameter \"\(name)\"", hint: hint)
        ],
        ExitStatus.configuration)
    }
    try StandardOutput.write(pages.joined(separator: "\n"))
  }
}

extension ShowRule {
  /// The first name whose beginning is nearest to what was written.
  fileprivate static func beginning(like name: String, among known: [String]) -> String? {
    // What was written may lack a letter or have one too many.
    let lengths = [name.count, name.count + 1, name.count - 1].filter { $0 > 0 }
    let beginnings = Set(lengths.flatMap { length in known.map { String($0.prefix(length)) } })
    guard let nearest = nearestName(to: name, among: beginnings.sorted()) else { return nil }
    return known.first { $0.hasPrefix(nearest) }
  }
}

/// `custos rules test`.
struct TestRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Check every example of the rules.",
    discussion: "Exit codes: 0 all examples pass, 1 some fail, 2 a rule file has an error.")

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let set = try RuleLoading.load(rules, withExamples: true)
    let chosen = set.chosen(select: rules.select, ignore: rules.ignore)
    var passed = 0
    var failures: [RuleTester.Failure] = []
    let tester = RuleTester(set: set)
    for rule in chosen {
      let report = tester.test(rule)
      passed += report.passed
      failures += report.failures
    }
    var text = failures.map { "\($0)\n" }.joined()
    text += "\(passed) passed, \(failures.count) failed\n"
    try StandardOutput.write(text)
    if passed == 0, failures.isEmpty {
      throw Messages.end(
        [Diagnostic(.error, "rule.no-example", at: nil, "no example was found")],
        ExitStatus.configuration)
    }
    if !failures.isEmpty { throw ExitCode.failure }
  }
}

/// `custos rules lint`.
struct LintRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Find gaps and doubtful points in rules.",
    discussion: "Exit codes: 0 only notices, 1 a problem, 2 a rule file has an error.")

  @Option(
    help: ArgumentHelp(
      "The day from which the age of citations is counted (default: today).", valueName: "date"),
    transform: CivilDate.fromArgument)
  var asOf: CivilDate?

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let set = try RuleLoading.load(rules, withExamples: true)
    let linter = RuleLinter(set: set, today: asOf ?? LocalClock.today())
    let found = linter.lint(set.chosen(select: rules.select, ignore: rules.ignore))
    var text = found.map { "\($0)\n" }.joined()
    let notices = found.filter { $0.severity == .notice }.count
    text += "\(counted(found.count - notices, "problem", "problems")), "
    text += "\(counted(notices, "notice", "notices")) in "
    text += "\(counted(set.library.rules.count, "rule", "rules"))\n"
    try StandardOutput.write(text)
    if found.contains(where: { $0.severity != .notice }) { throw ExitCode.failure }
  }
}

/// Loads rules for a command, or ends it.
enum RuleLoading {
  static func load(_ options: RuleOptions, withExamples: Bool = false) throws -> RuleSet {
    let set = RuleSet.load(
      options.rulePaths, schedules: options.schedulePaths, withExamples: withExamples)
    guard !set.hasErrors else { throw Messages.end(set.problems, ExitStatus.configuration) }
    let idle = set.patternsWithoutRules(select: options.select, ignore: options.ignore)
    guard idle.isEmpty else { throw Messages.end(idle, ExitStatus.configuration) }
    return set
  }
}

extension String {
  /// The text with spaces after it up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
  }
}
