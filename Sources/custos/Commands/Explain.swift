import ArgumentParser
import Bytes
import CustosKit
import Diagnostics
import Findings
import Reports
import Results

/// `custos explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule, or a finding of a saved result.")

  @Argument(help: "A rule (mopi/group-3-clear-period), a catalogue code, or the id of a finding.")
  var id: String

  @Option(
    help: ArgumentHelp("The result that holds the finding.", valueName: "result"),
    completion: .file())
  var result: String?

  @OptionGroup var rules: RuleOptions

  func run() throws {
    guard let result else {
      var show = ShowRule()
      show.name = id
      show.rules = rules
      return try show.run()
    }
    var saved = try SavedResults.read(result)
    let chosen = saved.findings.filter { $0.id == id || $0.rule == id }
    guard !chosen.isEmpty else {
      throw Messages.end(
        [Diagnostic(.error, "result.no-finding", at: nil, "the result has no finding \"\(id)\"")],
        ExitStatus.configuration)
    }
    let set = try RuleLoading.load(rules, withExamples: true)
    var text = ""
    for rule in Set(chosen.map(\.rule)).sorted() {
      text += RulePages(library: set.library).pages(named: rule).joined() + "\n"
    }
    saved.findings = FindingStore(chosen)
    saved.rootCauses = []
    saved.coverage = []
    var buffer = OutputBuffer()
    saved.write(as: .text, ReportOptions(width: StandardOutput.columns ?? 100), to: &buffer)
    try StandardOutput.write(text + buffer.text)
  }
}
