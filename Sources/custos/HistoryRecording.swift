import ArgumentParser
import Bytes
import Glibc
import Ledger
import Reports
import Results

/// Records a run in a history, after its reports were written.
enum HistoryRecording {
  /// What a history says before a run.
  struct Standing {
    /// Where it stands; `nil` where it could not be read.
    var head: Header.LedgerHead?
    /// The identities of the findings of its last whole run; `nil` where it could not be read.
    var known: Set<String>?
    /// Why it could not be read.
    var failure: String?
    /// How its last run told records apart; `nil` where that is not known.
    var recordIdentity: String?
    /// The file.
    var path = ""

    /// Refuses a run that tells records apart in another way: all of its findings on records would
    /// look new.
    func refuse(_ own: String?) throws {
      guard let recordIdentity, let own, recordIdentity != own else { return }
      Messages.write("\(HistoryFailure.otherKey(path, last: recordIdentity, own: own))\n")
      Messages.write("exit 2: a configuration error; nothing was recorded\n")
      throw ExitStatus.configuration
    }
  }

  /// Looks at a history; one that is not there yet is an empty one.
  ///
  /// What is wrong with it does not keep the check from being made and reported.
  static func standing(of path: String) -> Standing {
    guard access(path, F_OK) == 0 else {
      return Standing(head: Header.LedgerHead(entry: 0, hash: nil), known: [])
    }
    do {
      let history = try History(opening: path, for: .write)
      let head = try history.head()
      let known = try history.knownFindings()
      return Standing(
        head: Header.LedgerHead(entry: head.number, hash: head.number > 0 ? head.hash : nil),
        known: known, recordIdentity: try history.recordIdentity(), path: path)
    } catch {
      return Standing(failure: "\(error)")
    }
  }

  /// Records a run.
  ///
  /// - Parameter saved: The result as JSON would hold it; its digest in the ledger is what
  ///   `history verify --result` looks for.
  static func record(
    _ result: CheckResult, saved: CheckResult, in path: String, after standing: Standing?,
    isQuiet: Bool
  ) throws {
    do {
      let history = try History(opening: path, for: .write)
      let recorded = try history.record(
        result, label: LocalClock.label(), digest: digest(of: saved))
      if let failure = standing?.failure {
        Messages.write("custos: \(failure)\n")
        Messages.write("history: it could not be read before the check, and now it was\n")
      }
      guard !isQuiet else { return }
      if recorded.missingDays > 0 {
        Messages.write("history: no run for \(counted(recorded.missingDays, "day", "days"))\n")
      }
      if recorded.runsBackwards {
        Messages.write("history: the day of this run is before that of the last one\n")
      }
    } catch {
      Messages.write("custos: \(error)\n")
      Messages.write("exit 4: the run could not be recorded; the reports were written\n")
      throw ExitStatus.output
    }
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

/// Holds a digest for a closure that outlives the borrow of it.
private final class DigestSink {
  var digest = Digest()
}
