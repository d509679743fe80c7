import ArgumentParser
import CivilTime
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
struct UndeterminedLimit: ExpressibleByArgument {
  var limit: Int?

  init?(argument: String) {
    if argument == "all" {
      limit = nil
    } else if let number = Int(argument), number >= 0 {
      limit = number
    } else {
      return nil
    }
  }

  init(limit: Int?) { self.limit = limit }

  var defaultValueDescription: String { limit.map(String.init) ?? "all" }
}
