public import Findings
import Results

/// Whether a change may pass, and why not.
public struct Gate: Hashable, Sendable {
  /// A reason not to pass.
  public struct Reason: Hashable, Sendable {
    /// The kinds of reasons.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// Breaches at or above the threshold that the change introduces.
      case introduced
      /// Breaches at or above the threshold that came with the change or with the time between.
      case timeOrChange = "time-or-change"
      /// Checks that the change makes undetermined.
      case becameUndetermined = "became-undetermined"
      /// Systems, datasets, records, checks, coverage or rules that are lost.
      case losses
      /// A side that was not read whole.
      case incomplete
      /// Breaches at or above the threshold that cannot be set against those of before.
      case incomparable
      /// Introduced breaches that are all provisional.
      case provisional
    }

    /// The kind.
    public var kind: Kind
    /// How many there are.
    public var count: Int
  }

  /// 0, 1 or 3.
  public var exitCode: Int
  /// Every reason, in the order of ``Reason/Kind``; empty for 0.
  public var reasons: [Reason]
}

extension Comparison {
  /// Decides the exit code.
  ///
  /// 3 if a side is incomplete, which outranks all else; 1 for introduced breaches at or above the
  /// threshold, for any check that became undetermined and for any loss; 3 again if all that would
  /// give 1 is provisional, or if breaches cannot be compared because their rules differ; else 0.
  public func gate(failOn threshold: Severity) -> Gate {
    let introduced = change.changes(.introduced).filter { $0.finding.severity >= threshold }
    let undecided = change.changes(.timeOrChange).filter { $0.finding.severity >= threshold }
    let incomparable = change.changes(.incomparable).filter {
      $0.isPresent && $0.finding.verdict == .breach && $0.finding.severity >= threshold
    }
    func checks(_ changes: [Effect.Change], isProvisional: Bool) -> Int {
      changes.reduce(0) { $0 + ($1.finding.isProvisional == isProvisional ? $1.checks : 0) }
    }
    let counts: [(Gate.Reason.Kind, Int)] = [
      (.introduced, checks(introduced, isProvisional: false)),
      (.timeOrChange, checks(undecided, isProvisional: false)),
      (.becameUndetermined, change.checks(.becameUndetermined)),
      (.losses, losses.count),
      (.incomplete, (before.isWhole ? 0 : 1) + (after.isWhole ? 0 : 1)),
      (.incomparable, incomparable.reduce(0) { $0 + $1.checks }),
      (.provisional, checks(introduced + undecided, isProvisional: true)),
    ]
    let reasons = counts.filter { $0.1 > 0 }.map { Gate.Reason(kind: $0.0, count: $0.1) }
    let kinds = Set(reasons.map(\.kind))
    if kinds.contains(.incomplete) { return Gate(exitCode: 3, reasons: reasons) }
    let blocking: Set<Gate.Reason.Kind> = [
      .introduced, .timeOrChange, .becameUndetermined, .losses,
    ]
    if !kinds.isDisjoint(with: blocking) { return Gate(exitCode: 1, reasons: reasons) }
    return Gate(exitCode: reasons.isEmpty ? 0 : 3, reasons: reasons)
  }
}

extension Gate.Reason {
  /// The reason in a few words, such as `2 breaches introduced`.
  public var message: String {
    switch kind {
    case .introduced: "\(counted(count, "breach", "breaches")) introduced"
    case .timeOrChange:
      "\(counted(count, "breach", "breaches")) by time or change, which cannot be told apart"
    case .becameUndetermined: "\(counted(count, "check")) became undecided"
    case .losses: "\(counted(count, "thing is", "things are")) no longer checked, decided or listed"
    case .incomplete: "\(counted(count, "side")) not read whole"
    case .incomparable: "\(counted(count, "breach", "breaches")) that cannot be compared"
    case .provisional: "\(counted(count, "provisional breach", "provisional breaches")) introduced"
    }
  }
}
