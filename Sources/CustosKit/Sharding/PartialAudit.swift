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

  /// What one rule came to with one verdict.
  private struct Kind: Hashable {
    let rule: String
    let verdict: Verdict
  }

  /// The identifiers of the rules of the run, by their numbers.
  private let rules: [String]
  private var counts: [Count] = []
  private var problems: [Diagnostic] = []

  init(rules: [String]) { self.rules = rules }

  /// Looks at one partial, before it is put together with others.
  mutating func add(_ partial: Partial, of shard: Int, at path: String) {
    counts.append(Count(path: path, shard: shard, rows: partial.records + partial.holdings))
    guard partial.tally == nil else { return }
    var listed: [Kind: Int] = [:]
    for finding in partial.findings {
      listed[Kind(rule: finding.rule, verdict: finding.verdict), default: 0] += 1
    }
    let shared = shared(in: partial)
    for (rule, counts) in zip(rules, partial.byRule) {
      for (verdict, counted) in [
        (Verdict.breach, counts.breach), (Verdict.undetermined, counts.undetermined),
      ] {
        let kind = Kind(rule: rule, verdict: verdict)
        let found = listed[kind] ?? 0
        // What stands for many rows is listed once, and counted for each of them.
        guard shared.contains(kind) ? found > counted : found != counted else { continue }
        problems.append(
          Self.contradiction(
            path,
            "shard \(shard) counts \(counted) checks of \(rule) with the verdict \(verdict.rawValue), "
              + "and lists \(found)"))
      }
    }
  }

  /// The kinds of which one finding stands for many rows.
  private func shared(in partial: Partial) -> Set<Kind> {
    var kinds: Set<Kind> = []
    for finding in partial.shared.values.flatMap(\.values) {
      kinds.insert(Kind(rule: finding.rule, verdict: finding.verdict))
    }
    for finding in partial.ofDatasets.values.flatMap(\.values) {
      kinds.insert(Kind(rule: finding.finding.rule, verdict: finding.finding.verdict))
    }
    for column in partial.columns.keys where rules.indices.contains(column.rule) {
      kinds.insert(Kind(rule: rules[column.rule], verdict: .undetermined))
    }
    return kinds
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
