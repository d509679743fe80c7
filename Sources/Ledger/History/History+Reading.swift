public import CivilTime
import Findings
import GRDB
import Results

extension History {
  /// The number and the hash of the newest entry; number 0 and an empty hash for an empty one.
  public func head() throws(HistoryFailure) -> (number: Int, hash: String) {
    let head = try read { try Chain.head($0) }
    return (head.seq, head.hash)
  }

  /// The runs, oldest first; those that were pruned are left out.
  ///
  /// - Parameter last: How many of the newest; all where `nil`.
  public func runs(last: Int? = nil) throws(HistoryFailure) -> [Run] {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "\(Self.runQuery) ORDER BY r.seq DESC LIMIT ?", arguments: [last ?? -1])
      return rows.reversed().map(Run.init)
    }
  }

  private static let runQuery = """
    SELECT r.*, c.pass, c.breach, c.undetermined, c.not_applicable, c.waived, c.provisional, e.hash
    FROM runs r JOIN entries e ON e.seq = r.seq
    JOIN counts c ON c.seq = r.seq AND c.part = 'total'
    """

  /// One run with what it saw.
  ///
  /// - Throws: `.noSuchRun` if no run has the number, or it was pruned.
  public func run(_ number: Int) throws(HistoryFailure) -> RunDetail {
    try read { db in
      let row = try Row.fetchOne(db, sql: "\(Self.runQuery) WHERE r.seq = ?", arguments: [number])
      guard let row else {
        throw HistoryFailure(
          .noSuchRun, path, "no run has the number \(number), or it was pruned")
      }
      return RunDetail(
        run: Run(row), packs: try packs(db, number), inputs: try inputs(db, number),
        bySeverity: try counts(db, number, "severity"), byPack: try counts(db, number, "pack"),
        bySystem: try counts(db, number, "system"), sightings: try sightings(db, number),
        cured: try String.fetchAll(
          db,
          sql: """
            SELECT f.id FROM cures c JOIN findings f ON f.number = c.number WHERE c.seq = ?
            ORDER BY f.id
            """, arguments: [number]))
    }
  }

  private func packs(_ db: Database, _ number: Int) throws -> [Header.Pack] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM packs WHERE seq = ? ORDER BY name", arguments: [number]
    ).map {
      Header.Pack(
        name: $0["name"], title: "", version: $0["version"], digest: $0["digest"],
        rules: $0["rules"])
    }
  }

  private func inputs(_ db: Database, _ number: Int) throws -> [Input] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM inputs WHERE seq = ? ORDER BY place", arguments: [number]
    ).map {
      Input(
        path: $0["path"], format: "", bytes: 0, digest: $0["digest"], extracted: $0["extracted"],
        isComplete: $0["is_complete"])
    }
  }

  private func counts(_ db: Database, _ number: Int, _ part: String) throws -> [Summary.Row] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM counts WHERE seq = ? AND part = ? ORDER BY key",
      arguments: [number, part]
    ).map { Summary.Row(key: $0["key"], counts: Summary.Counts($0)) }
  }

  private func sightings(_ db: Database, _ number: Int) throws -> [Sighting] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT f.id, f.rule, f.subject, f.system, f.title, s.verdict, s.severity, s.due, s.first,
          s.opened, s.reopened
        FROM sightings s JOIN findings f ON f.number = s.number
        WHERE \(try Sightings.ofRun(db, number)) ORDER BY f.subject, f.rule, f.id
        """, arguments: [number])
    return try rows.map { row in
      guard let verdict = Verdict(rawValue: row["verdict"]),
        let severity = Severity(rawValue: row["severity"])
      else {
        throw HistoryFailure.damaged(path, "run \(number) has an unknown verdict or severity")
      }
      return Sighting(
        id: row["id"], rule: row["rule"], subject: row["subject"], system: row["system"],
        title: row["title"], verdict: verdict, severity: severity, dueDate: row.day("due"),
        firstSeen: row.day("first"), opened: row.day("opened"), reopened: row["reopened"])
    }
  }

  /// The identities of the findings that are known: those that the last whole run saw which evaluated
  /// their rules, or the last run where none was whole.
  ///
  /// A night in which a file was missing, or rules were left out, saw less than there is: what it did not
  /// see is not new the night after.
  public func knownFindings() throws(HistoryFailure) -> Set<String> {
    try read { db in try KnownRules.knownFindings(db) }
  }

  /// How findings have stood over time, for those of the identities that were ever seen.
  public func stories(of ids: some Sequence<String>) throws(HistoryFailure)
    -> [String: FindingStory]
  {
    let ids = Array(ids)
    return try read { db in
      let newest = try Int.fetchOne(db, sql: "SELECT MAX(seq) FROM runs") ?? 0
      let select = try db.makeStatement(sql: "SELECT * FROM findings WHERE id = ?")
      var stories: [String: FindingStory] = [:]
      for id in ids {
        guard let row = try Row.fetchOne(select, arguments: [id]) else { continue }
        stories[id] = FindingStory(row, newest: newest)
      }
      return stories
    }
  }
}

extension History {
  /// The counts of the runs, oldest first.
  ///
  /// - Parameter last: How many of the newest runs; all where `nil`.
  /// - Parameter system: The system to count; runs that did not look at it have no point.
  public func trend(last: Int? = nil, system: String? = nil) throws(HistoryFailure)
    -> [TrendPoint]
  {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT r.as_of, r.is_whole, c.* FROM runs r JOIN counts c ON c.seq = r.seq
          WHERE c.part = ? AND c.key = ? ORDER BY r.seq DESC LIMIT ?
          """,
        arguments: [system == nil ? "total" : "system", system ?? "", last ?? -1])
      return try rows.reversed().map { row in
        let number: Int = row["seq"]
        var breaches: [Int] = []
        if system == nil {
          let counts = try self.counts(db, number, "severity")
          breaches = Severity.allCases.map { severity in
            counts.first { $0.key == severity.rawValue }?.counts.breach ?? 0
          }
        }
        return TrendPoint(
          number: number, asOf: row.day("as_of"), isWhole: row["is_whole"],
          counts: Summary.Counts(row), breaches: breaches)
      }
    }
  }

  /// The nights without a run.
  ///
  /// - Parameter everyDays: How many days there should be from run to run.
  /// - Parameter day: The day to look back from, whose own run may still come; `nil` for the
  ///   newest run's.
  public func gaps(everyDays: Int = 1, until day: CivilDate? = nil) throws(HistoryFailure) -> [Gap]
  {
    precondition(everyDays > 0, "runs are at least a day apart")
    return try read { db in
      var days = try Int32.fetchAll(db, sql: "SELECT DISTINCT as_of FROM runs ORDER BY as_of")
        .map(CivilDate.init(dayNumber:))
      if let day, let last = days.last, day > last { days.append(day) }
      return zip(days, days.dropFirst()).compactMap { earlier, later in
        let missing = (later.days(since: earlier) - 1) / everyDays
        return missing > 0 ? Gap(after: earlier, before: later, missing: missing) : nil
      }
    }
  }
}
