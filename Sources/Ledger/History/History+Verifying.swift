import GRDB

extension History {
  /// Verifies the chain: every entry follows from the one before, and every run that was not
  /// pruned has the content that it was recorded with.
  ///
  /// - Parameter head: A hash that ``Recorded/head`` or ``head()`` gave earlier and that was kept
  ///   elsewhere. Without one, rows cut off at the end and a chain computed anew cannot be seen.
  public func verify(expecting head: String? = nil) throws(HistoryFailure) -> Verification {
    try read { db in
      var verifier = Verifier(db: db)
      try verifier.verifyDatabase()
      try verifier.verifyEntries(expecting: head)
      try verifier.verifyStrays()
      try verifier.verifyFindings()
      return verifier.verification
    }
  }
}

/// Walks the entries of a history.
private struct Verifier {
  let db: Database
  private(set) var verification = Verification(
    runs: 0, pruned: 0, head: "", sinceExpected: nil, problems: [])

  init(db: Database) {
    self.db = db
  }

  private mutating func report(
    _ kind: Verification.Problem.Kind, _ number: Int, _ message: String
  ) {
    verification.problems.append(
      Verification.Problem(kind: kind, number: number, message: message))
  }

  mutating func verifyDatabase() throws {
    let complaints = try String.fetchAll(db, sql: "PRAGMA integrity_check(3)")
    for complaint in complaints where complaint != "ok" { report(.unsound, 0, complaint) }
  }

  /// The last run that a pruning in the ledger took; 0 for none.
  private func prunedThrough() throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT MAX(p.through) FROM prunings p JOIN entries e ON e.seq = p.seq
        WHERE e.kind = 'prune' AND p.through < p.seq
        """) ?? 0
  }

  mutating func verifyEntries(expecting head: String?) throws {
    let through = try prunedThrough()
    var seq = 0
    var previous = ""
    var expectedAt: Int? = head == "" ? 0 : nil
    let entries = try Row.fetchCursor(db, sql: "SELECT * FROM entries ORDER BY seq")
    while let entry = try entries.next() {
      let number: Int = entry["seq"]
      if number != seq + 1 {
        report(.gap, number, "the entries from \(seq + 1) to \(number - 1) are missing")
      }
      let hash: String = entry["hash"]
      try verifyEntry(entry, number, previous: previous, isPruned: number <= through)
      seq = number
      previous = hash
      if hash == head { expectedAt = seq }
    }
    verification.head = previous
    guard let head else { return }
    guard let expectedAt else {
      report(.head, 0, "no entry has the hash \(head): the ledger was cut off or computed anew")
      return
    }
    verification.sinceExpected = seq - expectedAt
  }

  private mutating func verifyEntry(
    _ entry: Row, _ number: Int, previous: String, isPruned: Bool
  ) throws {
    let kind: String = entry["kind"]
    let content: String = entry["content"]
    let hash = Chain.hash(seq: number, kind: kind, content: content, previous: entry["previous"])
    if entry["previous"] != previous || entry["hash"] != hash {
      report(.chain, number, "the entry \(number) does not follow from the one before it")
    }
    guard kind == "run" else { return try verifyPruning(number, content) }
    guard !isPruned else {
      verification.pruned += 1
      return
    }
    verification.runs += 1
    if try Chain.content(db, kind: kind, seq: number) != content {
      report(.changed, number, "the run \(number) is not what was recorded")
    }
  }

  /// Compares a pruning with what was recorded; the last one with the sightings too that it left.
  private mutating func verifyPruning(_ number: Int, _ content: String) throws {
    var isChanged = try Chain.content(db, kind: "prune", seq: number) != content
    let last = try Row.fetchOne(
      db,
      sql: """
        SELECT p.seq, p.through, b.digest FROM prunings p JOIN bases b ON b.seq = p.seq
        ORDER BY p.seq DESC LIMIT 1
        """)
    if let last, last["seq"] == number {
      let base = try Chain.base(db, through: last["through"])
      isChanged = isChanged || base != last["digest"]
    }
    if isChanged { report(.changed, number, "the pruning \(number) is not what was recorded") }
  }

  /// Finds rows that no entry speaks for.
  mutating func verifyStrays() throws {
    let through = try prunedThrough()
    for table in Schema.runTables {
      // What a pruning left is compared with what it recorded.
      let keepsBase = try ["sightings", "counts"].contains(table) && hasBase(through)
      let strays = try Int.fetchAll(
        db,
        sql: """
          SELECT DISTINCT t.seq FROM \(table) t LEFT JOIN entries e ON e.seq = t.seq
            AND e.kind = 'run'
          WHERE e.seq IS NULL OR t.seq <= ? ORDER BY t.seq
          """, arguments: [keepsBase ? 0 : through])
      for seq in strays {
        report(.stray, seq, "there are \(table) of run \(seq), which is not in the ledger")
      }
    }
    let strays = try Int.fetchAll(
      db,
      sql: """
        SELECT p.seq FROM prunings p LEFT JOIN entries e ON e.seq = p.seq AND e.kind = 'prune'
        WHERE e.seq IS NULL ORDER BY p.seq
        """)
    for seq in strays { report(.stray, seq, "the pruning \(seq) is not in the ledger") }
  }

  private func hasBase(_ through: Int) throws -> Bool {
    try Row.fetchOne(
      db, sql: "SELECT 1 FROM bases b JOIN prunings p ON p.seq = b.seq WHERE p.through = ?",
      arguments: [through]) != nil
  }

  /// Compares how each finding stands with the last run that saw it, and with its cures.
  mutating func verifyFindings() throws {
    let rows = try Row.fetchAll(
      db, sql: Self.findingQuery, arguments: [try prunedThrough()])
    for row in rows {
      let id: String = row["id"]
      report(
        .finding, row["last_seq"], "how the finding \(id) stands does not follow from the runs")
    }
  }

  /// Findings whose row contradicts the runs that were not pruned.
  ///
  /// A finding was last seen by the run before the one that found it ended or cured; otherwise, if
  /// its last sighting is of a run that has one of each, by that run; otherwise by the newest.
  private static let findingQuery = """
    WITH told AS MATERIALIZED (SELECT number, MAX(seq) AS seq FROM sightings GROUP BY number),
      healed AS MATERIALIZED (SELECT number, MAX(seq) AS seq FROM cures GROUP BY number),
      gone AS MATERIALIZED (
        SELECT t.number, MIN(x.seq) AS seq FROM told t
        JOIN (SELECT number, seq FROM endings UNION ALL SELECT number, seq FROM cures) x
          ON x.number = t.number AND x.seq > t.seq GROUP BY t.number),
      newest AS MATERIALIZED (SELECT COALESCE(MAX(seq), 0) AS seq FROM entries WHERE kind = 'run'),
      fully AS MATERIALIZED (
        SELECT COALESCE((SELECT value FROM settings WHERE name = 'full-through'), 0) AS seq),
      seen AS MATERIALIZED (
        SELECT t.number, t.seq AS told, CASE
          WHEN gone.seq > fully.seq THEN MAX(t.seq, (
            SELECT MAX(e.seq) FROM entries e WHERE e.kind = 'run' AND e.seq < gone.seq))
          WHEN t.seq <= fully.seq AND (newest.seq <= fully.seq OR gone.seq IS NOT NULL) THEN t.seq
          ELSE newest.seq END AS seq
        FROM told t CROSS JOIN newest CROSS JOIN fully LEFT JOIN gone ON gone.number = t.number)
    SELECT f.id, f.last_seq FROM findings f
    LEFT JOIN seen ON seen.number = f.number
    LEFT JOIN healed ON healed.number = f.number
    LEFT JOIN sightings s ON s.seq = seen.told AND s.number = f.number
    LEFT JOIN runs r ON r.seq = seen.seq
    LEFT JOIN runs c ON c.seq = healed.seq
    WHERE (seen.seq IS NOT NULL OR f.last_seq > ?1)
        AND (seen.seq IS NOT f.last_seq OR s.first IS NOT f.first OR s.opened IS NOT f.opened
          OR s.reopened IS NOT f.reopened OR seen.seq > ?1 AND r.as_of IS NOT f.last)
      OR f.cured IS NULL AND f.cured_seq IS NOT NULL
      OR f.cured IS NULL AND healed.seq > f.last_seq
      OR f.cured IS NOT NULL AND (f.cured_seq IS NULL OR f.cured_seq <= f.last_seq)
      OR f.cured IS NOT NULL AND f.cured_seq > ?1
        AND (healed.seq IS NOT f.cured_seq OR c.as_of IS NOT f.cured)
    ORDER BY f.last_seq, f.id
    """
}
