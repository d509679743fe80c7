import ArgumentParser
import CustosKit
import Glibc

/// Where the file of a shard goes.
struct ShardTarget: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "The file to write for the shard (default: standard output).", valueName: "path"),
    completion: .file())
  var place: WrittenPlace<Form>?

  /// The files of shards have one form.
  enum Form: String, WrittenForm { case facts }

  func validate() throws { _ = try place?.target() }

  /// Does the work of a shard and writes its file, whole or not at all.
  ///
  /// - Parameter needsAll: Whether nothing is written where an input could not be read to its end, and the
  ///   exit code says that inputs have errors, as that of the merged run will.
  func write(
    isQuiet: Bool, _ request: CheckRequest, needsAll: Bool = false,
    _ work: (CheckRequest) throws(ConfigurationFailure) -> ShardRun.Output
  ) throws {
    try Self.write(
      to: try place?.target().path, isQuiet: isQuiet, request, needsAll: needsAll, work)
  }

  /// Does the work of a shard and writes its file to a path, or to standard output without one.
  static func write(
    to path: String?, isQuiet: Bool, _ request: CheckRequest, needsAll: Bool = false,
    _ work: (CheckRequest) throws(ConfigurationFailure) -> ShardRun.Output
  ) throws {
    let output = try Runs.work(request, isQuiet: isQuiet, work)
    Messages.print(output.errors)
    guard output.isReadable || !needsAll else {
      Messages.write("exit 3: an input is unreadable or invalid; nothing was written\n")
      throw ExitCode.noVerdict
    }
    do throws(OutputFailure) {
      if let path, path != "-" {
        try AtomicFile.write(to: path) { output.write(to: &$0) }
      } else {
        var buffer = OutputBuffer(fileDescriptor: STDOUT_FILENO)
        output.write(to: &buffer)
        try buffer.finish()
      }
    } catch {
      Messages.write("custos: cannot write \(path ?? "the file of the shard"): \(error)\n")
      Messages.write("exit 4: the file of the shard could not be written whole\n")
      throw ExitCode.output
    }
    guard output.isWhole || !needsAll else {
      Messages.write(
        "exit 3: an input has errors; the facts are written, and the merged run will say so too\n")
      throw ExitCode.noVerdict
    }
  }
}

/// The options of a check that is done in shards.
struct ShardOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Check only one share of the records, such as 2/7, and write a partial for custos merge.",
      valueName: "i/n"))
  var shard: Shard?

  @Option(
    name: .customLong("link"),
    help: ArgumentHelp(
      "What custos link wrote for the shards: a file, or a folder of them; may be given several times.",
      valueName: "facts"), completion: .file())
  var facts: [String] = []

  /// Refuses what is of no use without a shard, or belongs to the merge with one.
  func validate(_ delivery: DeliveryOptions, _ options: RunOptions) throws {
    guard shard != nil else {
      guard facts.isEmpty else { throw ValidationError("--link is for the check of a --shard") }
      return
    }
    let late = [
      ("--waivers", options.acceptance.waivers != nil),
      ("--baseline", options.acceptance.baseline != nil),
      ("--only", options.acceptance.only != nil),
      ("--write-baseline", delivery.writeBaseline != nil),
      ("--history", delivery.history != nil), ("--format", delivery.output.format != nil),
      ("--exit-zero", delivery.exitZero), ("--horizon", options.horizon != nil),
    ]
    for (name, isGiven) in late where isGiven {
      throw ValidationError("\(name) is for custos merge, not for the check of a shard")
    }
    let places = delivery.output.places
    guard places.count < 2, places.allSatisfy({ !$0.isReport }) else {
      throw ValidationError(
        "the check of a shard writes one file, --output PATH; reports are for custos merge")
    }
    guard facts.isEmpty || !options.isUnlinked else {
      throw ValidationError("--link and --no-link contradict each other")
    }
  }

  func write(
    _ output: OutputOptions, _ request: CheckRequest,
    _ work: (CheckRequest) throws(ConfigurationFailure) -> ShardRun.Output
  ) throws {
    try ShardTarget.write(
      to: output.places.first?.path, isQuiet: output.quiet, request, work)
  }
}
