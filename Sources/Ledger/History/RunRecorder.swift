import CivilTime
import Findings
import GRDB
public import Results

extension History {
  /// Adds a run.
  ///
  /// A finding is *new* if it was never seen, *reopened* if it was cured and is back. One that is
  /// not there any more is *cured* only if the run was complete and looked at its system and its
  /// dataset under its pack, its rule made no fewer checks there than when it was seen last, and its
  /// check is not undetermined; else it stays open, unseen.
  ///
  /// - Parameters:
  ///   - result: The result, with waivers applied.
  ///   - label: When and where it ran, for people; nothing is computed from it.
  ///   - digest: SHA-256 of the saved result, if there is one.
  /// - Throws: Why it could not be recorded; then the history is what it was.
  @discardableResult
  public func record(
    _ result: CheckResult, label: String, digest: String? = nil
  ) throws(HistoryFailure) -> Recorded {
    let result = result.inOrder
    return try write { db in
      let head = try Chain.head(db)
      try Self.refuseOtherIdentity(db, result.header, path)
      let previous = try Int32.fetchOne(
        db, sql: "SELECT as_of FROM runs ORDER BY seq DESC LIMIT 1")
      let last = try Int.fetchOne(db, sql: "SELECT MAX(seq) FROM runs") ?? 0
      var recorder = RunRecorder(db: db, seq: head.seq + 1, lastSeq: last, result: result)
      try recorder.recordFindings()
      try recorder.recordCures()
      try recorder.recordEndings()
      try recorder.recordRun(label: label, digest: digest)
      if let lost = result.findings.failure {
        throw HistoryFailure(.inputOutput, path, "the findings could not be read back: \(lost)")
      }
      let hash = try Chain.append(db, kind: "run", seq: recorder.seq, previous: head.hash)
      let days = previous.map { Int(result.header.asOf.dayNumber) - Int($0) }
      return Recorded(
        number: recorder.seq, head: hash, new: recorder.new, cured: recorder.cured,
        reopened: recorder.reopened, previousDay: previous.map(CivilDate.init(dayNumber:)),
        missingDays: max(0, (days ?? 1) - 1), runsBackwards: (days ?? 0) < 0)
    }
  }
}

extension History {
  /// How the last run told records apart, as ``Header/recordIdentity`` has it; `nil` where there is no
  /// run, or an earlier version recorded it.
  public func recordIdentity() throws(HistoryFailure) -> String? {
    try read { try Self.recordIdentity($0) }
  }

  private static func recordIdentity(_ db: Database) throws -> String? {
    try String.fetchOne(
      db,
      sql: """
        SELECT key FROM counts WHERE part = 'identity'
        AND seq = (SELECT MAX(seq) FROM runs)
        """)
  }

  /// Refuses a run whose findings on records would all look new, and those before all cured.
  private static func refuseOtherIdentity(
    _ db: Database, _ header: Header, _ path: String
  ) throws {
    guard let last = try recordIdentity(db), let own = header.recordIdentity, last != own else {
      return
    }
    throw HistoryFailure.otherKey(path, last: last, own: own)
  }
}

/// Writes the rows of one run.
private struct RunRecorder {
  let db: Database
  let seq: Int
  /// The run before; 0 where there is none.
  let lastSeq: Int
  let result: CheckResult
  private(set) var new = 0
  private(set) var cured = 0
  private(set) var reopened = 0
  private var undetermined: Set<String> = []

  init(db: Database, seq: Int, lastSeq: Int, result: CheckResult) {
    self.db = db
    self.seq = seq
    self.lastSeq = lastSeq
    self.result = result
  }

  private var day: Int { Int(result.header.asOf.dayNumber) }

  /// The findings that are open, each identity once: the worst stands for all.
  private func open() -> [(finding: Finding, times: Int)] {
    var places: [String: Int] = [:]
    var list: [(finding: Finding, times: Int)] = []
    for finding in result.findings.separately
    where finding.state != .cured && finding.verdict.isOpen {
      guard let place = places[finding.id] else {
        places[finding.id] = list.count
        list.append((finding, 1))
        continue
      }
      list[place].times += 1
      if finding.verdict == .breach { list[place].finding = finding }
    }
    return list
  }

  mutating func recordFindings() throws {
    let select = try db.makeStatement(
      sql: "SELECT number, first, opened, reopened, cured, last_seq FROM findings WHERE id = ?")
    let told = try db.makeStatement(
      sql: """
        SELECT verdict, severity, times, due, first, opened, reopened FROM sightings
        WHERE number = ? ORDER BY seq DESC LIMIT 1
        """)
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO sightings(seq, number, verdict, severity, times, due, first, opened, reopened)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for (finding, times) in open() {
      if finding.verdict == .undetermined { undetermined.insert(finding.check) }
      let row = try Row.fetchOne(select, arguments: [finding.id])
      let known = try row.map { try see($0) } ?? add(finding)
      let values: [(any DatabaseValueConvertible)?] = [
        finding.verdict.rawValue, finding.severity.rawValue, times,
        finding.dueDate.map { Int($0.dayNumber) }, known.first, known.opened, known.reopened,
      ]
      // What stands as it stood the night before is not written again.
      if let row, row["last_seq"] == lastSeq, row["cured"] as Int? == nil,
        let last = try Row.fetchOne(told, arguments: [known.number]),
        Array(last.databaseValues) == values.map({ $0?.databaseValue ?? .null })
      {
        continue
      }
      try insert.execute(arguments: [seq, known.number] + StatementArguments(values))
    }
  }

  private struct Known {
    var number: Int
    var first: Int
    var opened: Int
    var reopened: Int
  }

  /// Takes a finding that is new into the table.
  private mutating func add(_ finding: Finding) throws -> Known {
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO findings(id, rule, subject, system, dataset, title, first, opened, last,
          last_seq, reopened) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        """)
    try insert.execute(arguments: [
      finding.id, finding.rule, finding.subject.path, finding.subject.link(.system)?.id,
      finding.subject.link(.dataset)?.id, finding.title, day, day, day, seq,
    ])
    new += 1
    return Known(number: Int(db.lastInsertedRowID), first: day, opened: day, reopened: 0)
  }

  /// Marks a known finding as seen.
  private mutating func see(_ row: Row) throws -> Known {
    var known = Known(
      number: row["number"], first: row["first"], opened: row["opened"], reopened: row["reopened"])
    if row["cured"] as Int? != nil {
      known.reopened += 1
      known.opened = day
      reopened += 1
    }
    known.first = min(known.first, day)
    known.opened = min(known.opened, day)
    let update = try db.cachedStatement(
      sql: """
        UPDATE findings SET first = ?, opened = ?, reopened = ?, last = ?, last_seq = ?,
          cured = NULL, cured_seq = NULL WHERE number = ?
        """)
    try update.execute(arguments: [
      known.first, known.opened, known.reopened, day, seq, known.number,
    ])
    return known
  }

  mutating func recordCures() throws {
    let scope = Scope(result)
    let checks = CheckCounts(db, result)
    let packs = Set(result.header.packs.map(\.name))
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT number, rule, subject, system, dataset, last_seq FROM findings
        WHERE cured IS NULL AND last_seq < ? ORDER BY number
        """, arguments: [seq])
    for row in rows {
      let rule: String = row["rule"]
      let subject: String = row["subject"]
      let pack = rule.split(separator: "/").first.map(String.init) ?? rule
      guard packs.contains(pack), !undetermined.contains("\(rule)\n\(subject)"),
        scope.covers(system: row["system"], dataset: row["dataset"]),
        try checks.isMade(
          rule: rule, of: pack, place: Self.place(row, subject), since: row["last_seq"])
      else { continue }
      let number: Int = row["number"]
      try db.execute(
        sql: "UPDATE findings SET cured = ?, cured_seq = ? WHERE number = ?",
        arguments: [day, seq, number])
      try db.execute(
        sql: "INSERT INTO cures(seq, number) VALUES(?, ?)", arguments: [seq, number])
      cured += 1
    }
  }

  /// The path of the organisation, system or dataset that a recorded finding is of.
  private static func place(_ row: Row, _ subject: String) -> String {
    guard let system = row["system"] as String? else {
      return String(subject.prefix { $0 != "/" })
    }
    return (row["dataset"] as String?).map { "system:\(system)/dataset:\($0)" }
      ?? "system:\(system)"
  }

  /// Notes what the run before saw, and this one neither saw nor found cured.
  func recordEndings() throws {
    try db.execute(
      sql: """
        INSERT INTO endings(number, seq) SELECT number, ?1 FROM findings
        WHERE cured IS NULL AND last_seq = ?2
        """, arguments: [seq, lastSeq])
  }

  func recordRun(label: String, digest: String?) throws {
    try db.execute(
      sql: """
        INSERT INTO runs(seq, as_of, label, tool, result, exit_code, is_whole, new, cured, reopened)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        seq, day, label, result.header.toolVersion, digest, result.summary.exitCode,
        result.isWhole ? 1 : 0, new, cured, reopened,
      ])
    for pack in result.header.packs {
      try db.execute(
        sql: "INSERT INTO packs(seq, name, version, digest, rules) VALUES(?, ?, ?, ?, ?)",
        arguments: [seq, pack.name, pack.version, pack.digest, pack.rules])
    }
    for (place, input) in result.inputs.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO inputs(seq, place, path, digest, extracted, is_complete)
          VALUES(?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          seq, place, input.path, input.digest, input.extracted, input.isComplete ? 1 : 0,
        ])
    }
    let summary = result.summary
    try recordCounts("total", [Summary.Row(key: "", counts: summary.total)])
    try recordCounts("severity", summary.bySeverity)
    try recordCounts("pack", summary.byPack)
    try recordCounts("system", summary.bySystem)
    for (part, row) in try CheckCounts(db, result).rows(for: open().map(\.finding)) {
      try recordCounts(part, [row])
    }
    try recordRules()
    // How records were told apart stands here so that older histories need no other form for it.
    if let identity = result.header.recordIdentity {
      try recordCounts("identity", [Summary.Row(key: identity)])
    }
  }

  /// Keeps which rules the run had, once for all runs with the same.
  private func recordRules() throws {
    guard let rules = result.extent?.rules else { return }
    let mark = KnownRules.mark(of: rules)
    try recordCounts(KnownRules.markPart, [Summary.Row(key: mark)])
    guard try KnownRules.rules(db, mark: mark).isEmpty else { return }
    try recordCounts(KnownRules.part(of: mark), rules.map { Summary.Row(key: $0) })
  }

  private func recordCounts(_ part: String, _ rows: [Summary.Row]) throws {
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO counts(seq, part, key, pass, breach, undetermined, not_applicable, waived,
          provisional) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for row in rows {
      let counts = row.counts
      try insert.execute(arguments: [
        seq, part, row.key, counts.pass, counts.breach, counts.undetermined, counts.notApplicable,
        counts.waived, counts.provisional,
      ])
    }
  }
}
