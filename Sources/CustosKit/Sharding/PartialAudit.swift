import Diagnostics
import Findings
import Results

/// Holds what the partials of shards count against what they list, and against each other, so that a
/// finding or a record that was taken out of one is missed.
struct PartialAudit {
  private struct Count {
    let path: String
    let shard: Int
    let rows: Int
  }

  private var counts: [Count] = []
  private var problems: [Diagnostic] = []

  /// Looks at one partial, before it is put together with others.
  mutating func add(_ partial: Partial, of shard: Int, at path: String) {
    counts.append(Count(path: path, shard: shard, rows: partial.records + partial.holdings))
    guard partial.tally == nil else { return }
    for verdict in [Verdict.breach, .undetermined] {
      let counted = partial.byRule.reduce(0) { $0 + $1.count(of: verdict) }
      let listed = partial.findings.standings.reduce(0) {
        $0 + ($1.key.verdict == verdict ? $1.value : 0)
      }
      // What stands for many rows is listed once, and counted for each of them.
      let isExact = partial.shared.isEmpty && partial.ofDatasets.isEmpty && partial.columns.isEmpty
      guard isExact ? listed == counted : listed <= counted else {
        problems.append(
          Self.contradiction(
            path,
            "shard \(shard) counts \(counted) checks that are \(verdict.rawValue), and lists "
              + "\(listed) of them"))
        continue
      }
    }
  }

  /// What is wrong, once all partials were looked at.
  func finish() throws(ShardFailure) {
    var problems = problems
    let total = counts.reduce(0) { $0 + $1.rows }
    for count in counts {
      guard let shard = Shard(count.shard, of: counts.count) else { continue }
      let own = shard.rows(of: total).count
      guard own != count.rows else { continue }
      problems.append(
        Self.contradiction(
          count.path,
          "shard \(count.shard) counts \(count.rows) records and holdings; of \(total) its share is "
            + "\(own)"))
    }
    guard problems.isEmpty else { throw ShardFailure(problems.sorted()) }
  }

  static func contradiction(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(
      .error, "shard.contradiction", at: SourcePosition(path: path, line: 1, column: 1), message,
      hint: "the file was changed after it was written, or another of the files was; make it again")
  }
}

extension Summary.Counts {
  fileprivate func count(of verdict: Verdict) -> Int {
    switch verdict {
    case .pass: pass
    case .breach: breach
    case .undetermined: undetermined
    case .notApplicable: notApplicable
    case .waived: waived
    }
  }
}
