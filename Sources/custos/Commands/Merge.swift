import ArgumentParser
import CustosKit
import Results

/// `custos merge`.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge the partial results of all shards into one result.",
    discussion: """
      Reports and exit code are, to the byte, those that one custos check with the same options would \
      have given. Give the partial of every shard: a missing, doubled or foreign one is an error \
      (exit code 2), and nothing is reported. In folders, files whose names begin with . or _ are \
      passed over.
      """)

  @Argument(
    help: ArgumentHelp(
      "What custos check --shard wrote: files, or folders of them.", valueName: "partial"),
    completion: .file())
  var partials: [String]

  @OptionGroup
  var acceptance: AcceptanceOptions

  @OptionGroup
  var delivery: DeliveryOptions

  func validate() throws {
    try acceptance.validate(delivery)
    _ = try delivery.output.requested()
  }

  func run() throws {
    CommandWords.tell(isQuiet: delivery.output.quiet)
    var places = OutputGuard()
    places.reads("the partial", partials)
    places.reads("the waivers", [acceptance.waivers].compactMap(\.self))
    places.reads("the baseline", [acceptance.baseline].compactMap(\.self))
    try delivery.writes(to: &places, acceptance)
    try places.refuse()
    let outputs = try delivery.output.requested()
    var request = MergeRequest(paths: partials)
    request.pseudonymKey = try PseudonymKey.fromEnvironment()
    request.temporaryFolder = TemporaryFolder.fromEnvironment()
    request.waiversPath = acceptance.waivers
    request.baselinePath = acceptance.baseline
    request.needsDigests = delivery.needsDigests(outputs, acceptance)
    let standing = delivery.standing()
    request.knownFindings = acceptance.known(standing)
    let result = try Runs.show(isQuiet: delivery.output.quiet) {
      (progress) throws(ConfigurationFailure) in
      request.progress = progress
      return try MergeRun.run(request)
    }
    try standing?.refuse(result.header.recordIdentity)
    try delivery.deliver(result, outputs, after: standing, acceptance)
  }
}
