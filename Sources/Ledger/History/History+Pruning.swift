import CivilTime
import GRDB

extension History {
  /// Takes old runs out, and leaves a record of it in the ledger.
  ///
  /// The entries of the runs stay in the chain with their digests, so that it can still be
  /// verified; what the runs found is overwritten with zeros. Findings that are open, or that a
  /// run left knows of, keep their first day; cured ones that no run left knows of are taken too.
  ///
  /// - Returns: The record, or `nil` if there was nothing to take.
  public func prune(_ policy: PrunePolicy, label: String) throws(HistoryFailure) -> Pruning? {
    try write { db in
      guard let through = try Self.last(db, policy) else { return nil }
      let head = try Chain.head(db)
      let runs = try Int.fetchOne(
        db, sql: "SELECT COUNT(*) FROM runs WHERE seq <= ?", arguments: [through])
      guard let runs, runs > 0 else { return nil }
      try Self.removeRows(db, through)
      try db.execute(
        sql: """
          DELETE FROM findings WHERE cured IS NOT NULL AND last_seq <= ?1 AND cured_seq <= ?1
          """, arguments: [through])
      let pruning = Pruning(
        number: head.seq + 1, label: label, policy: String(describing: policy), through: through,
        runs: runs, findings: db.changesCount)
      try db.execute(
        sql: """
          INSERT INTO prunings(seq, label, policy, through, runs, findings)
          VALUES(?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          pruning.number, label, pruning.policy, through, runs, pruning.findings,
        ])
      try db.execute(
        sql: "INSERT INTO bases(seq, digest) VALUES(?, ?)",
        arguments: [pruning.number, try Chain.base(db, through: through)])
      _ = try Chain.append(db, kind: "prune", seq: pruning.number, previous: head.hash)
      return pruning
    }
  }

  /// Removes what runs found, but for the sightings and the numbers that the runs after them build on.
  private static func removeRows(_ db: Database, _ through: Int) throws {
    try db.execute(
      sql: "DELETE FROM sightings WHERE seq <= ?1 AND NOT (\(Sightings.isStanding("sightings")))",
      arguments: [through])
    try db.execute(
      sql: "DELETE FROM counts WHERE seq <= ?1 AND NOT (\(CheckCounts.isStanding)) "
        + "AND NOT (\(KnownRules.isStanding))",
      arguments: [through])
    for table in Schema.runTables where table != "sightings" && table != "counts" {
      try db.execute(sql: "DELETE FROM \(table) WHERE seq <= ?", arguments: [through])
    }
  }

  /// The last run that a policy takes.
  private static func last(_ db: Database, _ policy: PrunePolicy) throws -> Int? {
    let kept = try Int.fetchOne(
      db,
      sql: """
        SELECT MIN(seq) FROM (
          SELECT seq FROM (SELECT seq FROM runs ORDER BY seq DESC LIMIT ?)
          UNION ALL SELECT seq FROM runs WHERE as_of >= ?)
        """,
      arguments: [policy.keepLast, policy.keepFrom.map { Int($0.dayNumber) } ?? Int.max])
    return kept.map { $0 - 1 }
  }

  /// The prunings, oldest first.
  public func prunings() throws(HistoryFailure) -> [Pruning] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM prunings ORDER BY seq").map { row in
        Pruning(
          number: row["seq"], label: row["label"], policy: row["policy"],
          through: row["through"], runs: row["runs"], findings: row["findings"])
      }
    }
  }
}
