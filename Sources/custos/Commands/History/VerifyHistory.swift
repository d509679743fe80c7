import ArgumentParser
import CustosKit

/// `custos history verify`.
struct VerifyHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that no run was changed, removed or inserted.",
    discussion: """
      Rows cut off at the end show only against something that was kept elsewhere: a head with \
      --head, or a result in JSON of a recorded run with --result. \
      Exit codes: 0 sound, 1 not sound, 4 the history could not be used.
      """)

  @OptionGroup var options: HistoryOptions

  @Option(help: ArgumentHelp("A head that was printed earlier.", valueName: "hash"))
  var head: String?

  @Option(
    help: ArgumentHelp(
      "A result in JSON that a recorded run wrote: its run must be there.", valueName: "file"),
    completion: .file())
  var result: String?

  /// How many problems are listed.
  private static let most = 40

  func validate() throws {
    guard head == nil || result == nil else {
      throw ValidationError("--head and --result both say what was there; give one of them")
    }
  }

  func run() throws {
    let witness = try result.map { try Witness($0) }
    let (verification, trace) = try options.use { history in
      let verification = try history.verify(expecting: head ?? witness?.head)
      return (verification, try witness.map { try history.trace(ofResult: $0.digest) })
    }
    var text = verification.problems.prefix(Self.most).map { problem in
      "run \(problem.number): \(problem.message) [\(problem.kind.rawValue)]\n"
    }.joined()
    let more = verification.problems.count - Self.most
    if more > 0 { text += "and \(counted(more, "more problem"))\n" }
    if let trace { text += "\(result ?? ""): \(trace.message)\n" }
    let isSound = verification.isSound && trace != .missing
    text += "\(counted(verification.runs, "run", "runs"))"
    text += ": \(isSound ? "sound" : "NOT SOUND"), head \(verification.head)\n"
    try StandardOutput.write(text)
    if !isSound { throw ExitCode.failure }
  }
}

/// A result that was kept outside the history, as a witness of its run.
private struct Witness {
  /// The head that the run followed; empty where it was the first.
  var head: String
  /// SHA-256 of the result.
  var digest: String

  init(_ path: String) throws {
    guard let ledger = try SavedResults.read(path).header.ledger else {
      Messages.write("custos: \(path): the run of this result was not recorded in a history\n")
      Messages.write("exit 2: nothing was verified\n")
      throw ExitCode.configuration
    }
    head = ledger.hash ?? ""
    do {
      var digest = Digest()
      try SavedResult.bytes(path).withUnsafeBytes { digest.update($0) }
      self.digest = digest.hexadecimal
    } catch {
      throw Messages.end(error.diagnostics, ExitCode.configuration)
    }
  }
}
