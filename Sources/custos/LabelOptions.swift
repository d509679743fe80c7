import ArgumentParser
import CustosKit

/// The options that say what reports are called and how they are marked.
struct LabelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A protective marking for the reports, such as OFFICIAL-SENSITIVE.", valueName: "text"))
  var marking: String?

  @Option(
    help: ArgumentHelp(
      "The title of the reports (default: the organisations' names).", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "A name that tells this run from others: the category of sarif, the label of prometheus "
        + "(default: the inputs' paths).", valueName: "name"))
  var runName: String?

  /// Puts what was given into a result; what was not stays as it is.
  func apply(to result: CheckResult) -> CheckResult {
    var result = result
    if let marking { result.header.marking = marking }
    if let title { result.header.title = title }
    if let runName { result.header.runName = runName }
    return result
  }

  /// Refuses texts that are empty.
  func validate() throws {
    for (name, text) in [("--marking", marking), ("--title", title), ("--run-name", runName)] {
      guard text.map({ $0.contains { !$0.isWhitespace } }) ?? true else {
        throw ValidationError("\(name) is empty; leave it out, or give a text")
      }
    }
  }
}
