import Diagnostics
import Engine
import Findings
public import Results

/// What is to be made of the partials of all shards.
public struct MergeRequest: Sendable {
  /// Files that ``ShardRun`` wrote, or folders of them.
  public var paths: [String]
  /// The waivers' file.
  public var waiversPath: String?
  /// An earlier result whose findings are already known.
  public var baselinePath: String?
  /// The identities of the findings of the last run, where a history stands for a baseline.
  public var knownFindings: Set<String>?
  /// The key of pseudonyms that the shards had, which waivers of records need.
  public var pseudonymKey: [UInt8]?
  /// Whether a report names the inputs and packs by their digests.
  public var needsDigests = true
  /// Where findings that do not fit in memory wait, in files without names.
  public var temporaryFolder = "/tmp"
  /// How many findings are kept in memory; the rest waits in ``temporaryFolder``.
  public var mostFindingsInMemory = FindingStore.usualLimit
  /// Called after each partial.
  public var progress: (@Sendable (CheckProgress) -> Void)?

  /// The usual merge.
  public init(paths: [String]) { self.paths = paths }
}

/// Makes the result of a run from the partials of its shards.
public enum MergeRun {
  /// Puts partials together in the order of their shards.
  ///
  /// The result is, to the byte, that of one run with the same waivers and the same baseline.
  ///
  /// - Throws: What is wrong with the partials or the waivers; then nothing was put together.
  public static func run(_ request: MergeRequest) throws(ConfigurationFailure) -> CheckResult {
    let (partial, frame, outline) = try read(request)
    var asked = CheckRequest(inputs: [], asOf: frame.header.asOf)
    asked.waiversPath = request.waiversPath
    asked.baselinePath = request.baselinePath
    asked.knownFindings = request.knownFindings
    var (triage, notices) = try Triage.load(asked, rules: frame.ruleIDs)
    try triage.adapt(
      toPseudonymsOf: Fingerprint(key: request.pseudonymKey), frame.header)
    var complete = request.needsDigests ? frame : frame.withoutDigests
    complete.notices += notices
    let found = Engine.outcome(of: partial, outline: outline)
    return try ResultAssembly(frame: complete, found: found).result(after: triage)
  }

  private static func read(
    _ request: MergeRequest
  ) throws(ConfigurationFailure) -> (Partial, RunFrame, Outline) {
    do throws(ShardFailure) {
      let gathering = try ShardGathering(ShardFiles.expand(request.paths), kind: .partial)
      let store = FindingStore(
        limit: request.mostFindingsInMemory, spillingTo: request.temporaryFolder)
      let first = try PartialForm(reading: gathering.paths[0], findings: store)
      guard var frame = first.frame, let outline = first.outline,
        outline.rules.count == first.partial.byRule.count
      else { throw .incomplete(gathering.paths[0]) }
      var audit = PartialAudit(outline: outline, head: gathering.head)
      audit.add(frame, outline, at: gathering.paths[0])
      audit.add(first.partial, of: 1, at: gathering.paths[0])
      var partial = first.partial
      var problems = first.problems
      for (index, path) in gathering.paths.enumerated().dropFirst() {
        let next = try PartialForm(reading: path, findings: store)
        guard next.partial.byRule.count == outline.rules.count else { throw .incomplete(path) }
        audit.add(next.partial, of: index + 1, at: path)
        partial.append(next.partial)
        problems += next.problems
        request.progress?(
          CheckProgress(stage: .merging, rows: index + 1, total: gathering.paths.count))
      }
      try audit.finish()
      var known = Set(frame.notices)
      frame.notices += problems.filter { known.insert($0).inserted }
      return (partial, frame, outline)
    } catch {
      throw ConfigurationFailure(error.diagnostics)
    }
  }
}

extension ShardFailure {
  /// A partial of which a line is missing though its end says that it is whole.
  fileprivate static func incomplete(_ path: String) -> ShardFailure {
    ShardFailure([
      Diagnostic(
        .error, "shard.malformed", at: SourcePosition(path: path, line: 1, column: 1),
        "the partial does not count the rules of the run", hint: "make the file of this shard again"
      )
    ])
  }
}

extension RunFrame {
  /// The same as a run knows it that digests nothing, since no report asks for it.
  fileprivate var withoutDigests: RunFrame {
    var frame = self
    frame.header.profileDigest = nil
    for index in frame.inputs.indices { frame.inputs[index].digest = nil }
    for index in frame.header.packs.indices { frame.header.packs[index].digest = "" }
    return frame
  }
}
