import ArgumentParser
import CustosKit

/// `custos report`.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Render a saved result in another format.",
    discussion: """
      The bytes are those that the run itself would have written. Exit codes: 0 written, 2 the \
      result cannot be read, 4 a report could not be written whole.
      """)

  @Argument(help: "A result that a run wrote with --format json.", completion: .file())
  var result: String

  @OptionGroup(title: "Output")
  var output: OutputOptions

  @Flag(help: "Not possible: masked values are not in a result. Run the check again instead.")
  var showPersonalData = false

  func validate() throws { _ = try output.requested() }

  func run() throws {
    let outputs = try output.requested()
    var places = OutputGuard()
    places.reads("the result", [result])
    try places.writes(output)
    try places.refuse()
    let saved = try SavedResults.read(result, acceptsCounts: true)
    if saved.countsOnly {
      try SummaryOption.refuse(outputs, because: "the result counts its findings and lists none")
    }
    guard !showPersonalData || saved.header.showsPersonalData else {
      throw ValidationError(
        "the result was masked when it was made; run the check again with --show-personal-data")
    }
    try Worklists.refuse(personalData: saved.header.showsPersonalData, output)
    guard output.worklists.isEmpty || !saved.countsOnly else {
      throw ValidationError("worklists list findings, and the result only counts them")
    }
    try output.write(output.labels.apply(to: saved), outputs)
  }
}

/// Reads saved results for a command, or ends it.
enum SavedResults {
  /// - Parameter acceptsCounts: Whether a result will do that lists no findings.
  static func read(_ path: String, acceptsCounts: Bool = false) throws -> CheckResult {
    do {
      return try SavedResult.read(
        path, temporaryFolder: TemporaryFolder.fromEnvironment(), acceptsCounts: acceptsCounts)
    } catch {
      throw Messages.end(error.diagnostics, ExitCode.configuration)
    }
  }
}
