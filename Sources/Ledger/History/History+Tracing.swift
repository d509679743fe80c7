import GRDB

extension History {
  /// What a history knows of the run that wrote a result.
  public enum Trace: Hashable, Sendable {
    /// It is there, under a number.
    case run(Int)
    /// Runs were pruned, its own perhaps among them.
    case perhapsPruned
    /// It is not there: it was never recorded, or cut off.
    case missing
  }

  /// Looks for the run that wrote a result.
  ///
  /// - Parameter digest: SHA-256 of the result, in hexadecimal.
  public func trace(ofResult digest: String) throws(HistoryFailure) -> Trace {
    try read { db in
      let number = try Int.fetchOne(
        db, sql: "SELECT MAX(seq) FROM runs WHERE result = ?", arguments: [digest])
      if let number { return .run(number) }
      let prunings = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM prunings") ?? 0
      return prunings > 0 ? .perhapsPruned : .missing
    }
  }
}

extension History.Trace {
  /// What it means, in words.
  public var message: String {
    switch self {
    case .run(let number): "the result of run \(number)"
    case .perhapsPruned: "no run of this result is left; runs were pruned"
    case .missing: "NO run of this result: it was never recorded, or cut off"
    }
  }
}
