import ArgumentParser
import CustosKit
import Results

/// `custos link`.
struct Link: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract:
      "Collect the facts that a shard's records give about people, for the check of all shards.",
    discussion: """
      The file that it writes goes to every custos check --shard with --link. It holds no name and \
      no identifier. Whoever also has the inventory, or CUSTOS_PSEUDONYM_KEY where that is set, can find \
      a person's line, so guard it as you guard the inventory. Exit codes: 0 written, 2 a configuration \
      error, 3 an input has errors, so that the whole run will be incomplete, or is unreadable, so that \
      nothing is written, 4 the file could not be written whole.
      """)

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @Option(
    help: ArgumentHelp("Which share of the records, such as 2/7.", valueName: "i/n"))
  var shard: Shard

  @OptionGroup
  var target: ShardTarget

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "Rule files or folders to use instead of the built-in packs.", valueName: "path"),
    completion: .file())
  var rulePaths: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The profile of the check, whose choices say which events count.", valueName: "file"),
    completion: .file())
  var profile: String?

  @Flag(help: "Show no progress.")
  var quiet = false

  func run() throws {
    var outputs = OutputGuard()
    outputs.reads("the input", inputs)
    outputs.reads("the rule file", rulePaths)
    outputs.reads("the profile", [profile].compactMap(\.self))
    outputs.writes("the facts", [target.place?.text.path])
    try outputs.refuse()
    // The day plays no part in what records say.
    var request = CheckRequest(inputs: inputs, asOf: LocalClock.today())
    request.rulePaths = rulePaths
    request.pseudonymKey = try PseudonymKey.fromEnvironment()
    request.profilePath = profile
    request.temporaryFolder = TemporaryFolder.fromEnvironment()
    try target.write(isQuiet: quiet, request, needsAll: true) {
      (request) throws(ConfigurationFailure) in
      try ShardRun.link(request, shard)
    }
  }
}
