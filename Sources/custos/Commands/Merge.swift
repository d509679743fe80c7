import ArgumentParser
import CustosKit
import Findings

/// `custos merge`.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the result of a run from the partials of its shards.",
    discussion: """
      Reports and exit code are, to the byte, those that one custos check with the same options would \
      have come to. Give the partial of every shard: a missing, doubled or foreign one is an error \
      (exit code 2), and nothing is reported. In folders, files whose names begin with . or _ are \
      passed over.
      """)

  @Argument(
    help: ArgumentHelp(
      "What custos check --shard wrote: files, or folders of them.", valueName: "partial"))
  var partials: [String]

  @Option(help: ArgumentHelp("Accepted breaches with reasons and ends.", valueName: "file"))
  var waivers: String?

  @Option(help: ArgumentHelp("An earlier result whose findings are known.", valueName: "result"))
  var baseline: String?

  @Option(
    help:
      """
      List and count only findings that the baseline, or the history's last run, does not know; \
      files of json and prometheus keep all.
      """)
  var only: Only?

  @OptionGroup
  var delivery: DeliveryOptions

  func validate() throws {
    guard only == nil || baseline != nil || delivery.history != nil else {
      throw ValidationError("--only new needs a --baseline or a --history")
    }
  }

  func run() throws {
    let outputs = try delivery.output.requested()
    var request = MergeRequest(paths: partials)
    request.temporaryFolder = TemporaryFolder.fromEnvironment()
    request.waiversPath = waivers
    request.baselinePath = baseline
    request.needsDigests = delivery.needsDigests(outputs)
    let standing = delivery.standing()
    if only == .new, baseline == nil { request.knownFindings = standing?.known }
    let result = try Runs.show(isQuiet: delivery.output.quiet) {
      (progress) throws(ConfigurationFailure) in
      request.progress = progress
      return try MergeRun.run(request)
    }
    try delivery.deliver(
      result, outputs, after: standing, listsOnlyNew: only == .new, hasBaseline: baseline != nil)
  }
}
