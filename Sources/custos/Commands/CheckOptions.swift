import ArgumentParser
import CustosKit

/// The options that say which rules are used and how.
struct RuleOptions: ParsableArguments {
  @Option(
    name: .customLong("schedule"),
    help: ArgumentHelp(
      "A retention schedule whose rows take the place of those of the same class.",
      valueName: "file"), completion: .file())
  var schedulePaths: [String] = []

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "Rule files or folders instead of the built-in packs; built-in names those.",
      valueName: "path"), completion: .file())
  var rulePaths: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The organisations' choices: parameters, severities.", valueName: "file"),
    completion: .file())
  var profile: String?

  @Option(
    help: ArgumentHelp("Use only rules that match, such as 'mopi/*' or REC-04.", valueName: "glob"))
  var select: [String] = []

  @Option(help: ArgumentHelp("Do not use rules that match.", valueName: "glob"))
  var ignore: [String] = []
}

/// How many undetermined checks are accepted: a number, or `all`.
struct UndeterminedLimit {
  var limit: Int?

  /// Reads a number or `all`.
  ///
  /// - Throws: A usage error that says what would be right.
  static func fromArgument(_ text: String) throws -> UndeterminedLimit {
    if text == "all" { return UndeterminedLimit(limit: nil) }
    guard let number = Int(text), number >= 0 else {
      throw ValidationError("write a number from 0 on, such as 5, or all")
    }
    return UndeterminedLimit(limit: number)
  }
}
