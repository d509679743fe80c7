import ArgumentParser
import CustosKit
import Diagnostics
import Results

/// `custos validate`.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check that inventories are valid, without evaluating rules.",
    discussion: "Exit codes: 0 every input is valid, 3 an input is unreadable or invalid.")

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @OptionGroup
  var mapping: MappingOptions

  @Option(
    help: ArgumentHelp(
      "A file that names the systems that should be there, one a line or in a table.",
      valueName: "file"), completion: .file())
  var expect: String?

  @Flag(help: "Treat warnings, such as unknown names, as errors.")
  var strict = false

  @Flag(help: "Print nothing if every input is valid.")
  var quiet = false

  func run() throws {
    let report: Validation
    do throws(ConfigurationFailure) {
      report = try Validation.run(
        inputs: inputs, mappings: mapping.mappings, expectedPath: expect,
        today: LocalClock.today(of: inputs), isStrict: strict, jobs: Processors.count)
    } catch {
      throw Messages.end(error.diagnostics, ExitStatus.configuration)
    }
    var text = report.diagnostics.map { "\($0)\n" }.joined()
    let errors = report.diagnostics.filter { $0.severity == .error }.count
    let notices = report.diagnostics.count - errors
    if !quiet || !report.isValid {
      text +=
        "\(counted(report.inputs, "input", "inputs")): \(counted(errors, "error", "errors")), "
      text += "\(counted(notices, "notice", "notices"))\n"
    }
    try StandardOutput.write(text)
    guard report.isValid else {
      Messages.write("exit 3: an input is unreadable or invalid\n")
      throw ExitStatus.noVerdict
    }
  }
}
