import Bytes
import Glibc
public import Ledger
import Reports
public import Results

/// What a history says before a run, and the way to record the run after it.
///
/// It keeps no file open: a long check does not lock out others.
public struct HistoryStanding: Sendable {
  /// The file.
  public let path: String
  /// Where it stands; `nil` where it could not be read.
  public private(set) var head: Header.LedgerHead?
  /// The identities of the findings of its last whole run; `nil` where it could not be read.
  public private(set) var known: Set<String>?
  /// How its last run told records apart; `nil` where that is not known.
  public private(set) var recordIdentity: String?
  /// Why it could not be read. That does not keep a check from being made and reported.
  public private(set) var failure: HistoryFailure?

  /// Looks at a history; one that is not there yet is an empty one.
  public init(of path: String) {
    self.path = path
    guard access(path, F_OK) == 0 else {
      head = Header.LedgerHead(entry: 0, hash: nil)
      known = []
      return
    }
    do throws(HistoryFailure) {
      let history = try History(opening: path, for: .write)
      let head = try history.head()
      let known = try history.knownFindings()
      recordIdentity = try history.recordIdentity()
      self.head = Header.LedgerHead(entry: head.number, hash: head.number > 0 ? head.hash : nil)
      self.known = known
    } catch {
      failure = error
    }
  }
}

extension HistoryStanding {
  /// Prepares a request whose result is to be recorded.
  ///
  /// - Parameter standsForBaseline: Whether what the last run found counts as known.
  /// - Throws: A run that tells records apart in another way than the last one.
  public func prepare(
    _ request: inout CheckRequest, standsForBaseline: Bool = false
  ) throws(HistoryFailure) {
    try refuse(request.recordIdentity)
    request.digestsInputs = true
    request.marksRecords = true
    if standsForBaseline { request.knownFindings = known }
  }

  /// Refuses a run that tells records apart in another way: all of its findings on records would
  /// look new.
  ///
  /// - Parameter own: How the run tells records apart; see ``CheckRequest/recordIdentity``.
  public func refuse(_ own: String?) throws(HistoryFailure) {
    guard let recordIdentity, let own, recordIdentity != own else { return }
    throw .otherKey(path, last: recordIdentity, own: own)
  }

  /// Records a run, after its reports were written.
  ///
  /// - Parameters:
  ///   - result: The whole result.
  ///   - saved: The result as JSON of it was or would be written, where that lists less; its digest in
  ///     the ledger is what ``History/trace(ofResult:)`` looks for.
  ///   - label: When and where it ran, for people.
  /// - Throws: Why it could not be recorded: `HistoryFailure`, or `OutputFailure` where the findings
  ///   could not be read back. Then the history is what it was.
  @discardableResult
  public func record(
    _ result: CheckResult, saved: CheckResult? = nil, label: String
  ) throws -> Recorded {
    let history = try History(opening: path, for: .write)
    return try history.record(result, label: label, digest: try Self.digest(of: saved ?? result))
  }

  /// SHA-256 of the bytes that a result has as JSON, which are not kept.
  private static func digest(of result: CheckResult) throws -> String {
    let sink = DigestSink()
    var buffer = OutputBuffer { bytes throws(OutputFailure) in sink.digest.update(bytes) }
    result.write(as: .json, to: &buffer)
    try buffer.finish()
    return sink.digest.hexadecimal
  }
}

extension Recorded {
  /// What somebody who reads the nights should know of this one.
  public var remarks: [String] {
    var remarks: [String] = []
    if missingDays > 0 { remarks.append("no run for \(counted(missingDays, "day", "days"))") }
    if runsBackwards { remarks.append("the day of this run is before that of the last one") }
    return remarks
  }
}

/// Holds a digest for a closure that outlives the borrow of it.
private final class DigestSink {
  var digest = Digest()
}
