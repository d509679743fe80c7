import CivilTime
import Findings
import GRDB
import Ledger
import Testing

@Suite struct HistoryVerifyingTests {
  let folder: TemporaryFolder
  let history: History
  let heads: [String]

  /// Five nights: a finding comes, stays, is cured, comes back; another stays all the time.
  init() throws {
    folder = try TemporaryFolder()
    history = try History(opening: folder.file("h.sqlite"), for: .write)
    let stays = Sample.finding(record: "stays")
    let comes = Sample.finding(record: "comes")
    let nights = [[stays, comes], [stays, comes], [stays], [stays, comes], [stays]]
    var heads: [String] = []
    for (index, findings) in nights.enumerated() {
      let result = try Sample.result(findings, asOf: "2026-03-0\(index + 1)")
      heads.append(try history.record(result, label: "night \(index + 1)").head)
    }
    self.heads = heads
  }

  /// Changes the file as somebody with the database's own tools would.
  func tamper(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.file("h.sqlite"))
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test("an untouched ledger is sound, and knows each earlier head")
  func sound() throws {
    let verification = try history.verify()
    #expect(verification.isSound && verification.runs == 5 && verification.head == heads[4])
    for (index, head) in heads.enumerated() {
      #expect(try history.verify(expecting: head).sinceExpected == 4 - index)
    }
  }

  struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    let sql: String
    let kinds: Set<String>
    var testDescription: String { name }
  }

  static let tamperings = [
    Tampering(
      name: "a count", sql: "UPDATE counts SET breach = 0 WHERE seq = 2 AND part = 'total'",
      kinds: ["history.run-changed"]),
    Tampering(
      name: "an exit code", sql: "UPDATE runs SET exit_code = 0 WHERE seq = 2",
      kinds: ["history.run-changed"]),
    Tampering(
      name: "a verdict", sql: "UPDATE sightings SET verdict = 'waived' WHERE seq = 4",
      kinds: ["history.run-changed"]),
    Tampering(
      name: "a due date", sql: "UPDATE sightings SET due = due + 1 WHERE seq = 1",
      kinds: ["history.run-changed"]),
    Tampering(
      name: "a rule's name", sql: "UPDATE findings SET rule = 'mopi/other'",
      kinds: ["history.run-changed"]),
    Tampering(
      name: "a sighting taken out", sql: "DELETE FROM sightings WHERE seq = 4",
      kinds: ["history.run-changed", "history.finding-changed"]),
    Tampering(
      name: "the first day of a finding", sql: "UPDATE findings SET first = first + 30",
      kinds: ["history.finding-changed"]),
    Tampering(
      name: "a finding called cured",
      sql: "UPDATE findings SET cured = last + 1, cured_seq = 5 WHERE cured IS NULL",
      kinds: ["history.finding-changed"]),
    Tampering(
      name: "a cure taken back", sql: "UPDATE findings SET cured = NULL, cured_seq = NULL",
      kinds: ["history.finding-changed"]),
    Tampering(
      name: "a run taken out of the middle",
      sql: "DELETE FROM entries WHERE seq = 3; DELETE FROM runs WHERE seq = 3",
      kinds: ["history.gap", "history.chain-broken", "history.stray-rows"]),
    Tampering(
      name: "the rows of a run", sql: "DELETE FROM runs WHERE seq = 3",
      kinds: ["history.run-changed"]),
    Tampering(
      name: "an index that lacks what the table has",
      sql: """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, 'IS NULL', 'IS NOT NULL')
          WHERE name = 'open_findings';
        PRAGMA writable_schema = RESET;
        REINDEX open_findings;
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, 'IS NOT NULL', 'IS NULL')
          WHERE name = 'open_findings';
        PRAGMA writable_schema = RESET
        """, kinds: ["history.unsound"]),
    Tampering(
      name: "two runs swapped",
      sql: """
        UPDATE runs SET seq = 99 WHERE seq = 2; UPDATE runs SET seq = 2 WHERE seq = 3;
        UPDATE runs SET seq = 3 WHERE seq = 99
        """, kinds: ["history.run-changed"]),
    Tampering(
      name: "two entries swapped",
      sql: """
        UPDATE entries SET seq = 99 WHERE seq = 2; UPDATE entries SET seq = 2 WHERE seq = 3;
        UPDATE entries SET seq = 3 WHERE seq = 99
        """, kinds: ["history.run-changed", "history.chain-broken"]),
    Tampering(
      name: "a run added without an entry",
      sql:
        "INSERT INTO runs SELECT 6, as_of, label, tool, result, 0, 1, 0, 0, 0 FROM runs WHERE seq = 5",
      kinds: ["history.stray-rows"]),
    Tampering(
      name: "an ending made up",
      sql: "INSERT INTO endings SELECT number, 5 FROM findings WHERE cured IS NULL",
      kinds: ["history.run-changed", "history.finding-changed"]),
    Tampering(
      name: "a pruning made up",
      sql: """
        DELETE FROM runs WHERE seq = 1;
        INSERT INTO prunings VALUES(6, 'me', 'keep the newest run', 1, 1, 0)
        """, kinds: ["history.run-changed", "history.stray-rows"]),
  ]

  @Test("a change is found:", arguments: tamperings)
  func finds(_ tampering: Tampering) throws {
    try tamper(tampering.sql)
    let verification = try history.verify(expecting: heads[4])
    #expect(Set(verification.problems.map(\.kind.rawValue)) == tampering.kinds)
  }

  @Test("rows cut off at the end show only against a head that was kept")
  func cutOff() throws {
    try tamper(
      """
      DELETE FROM entries WHERE seq = 5; DELETE FROM runs WHERE seq = 5;
      DELETE FROM packs WHERE seq = 5; DELETE FROM inputs WHERE seq = 5;
      DELETE FROM counts WHERE seq = 5; DELETE FROM sightings WHERE seq = 5;
      DELETE FROM cures WHERE seq = 5;
      UPDATE findings SET last = last - 1, last_seq = 4 WHERE last_seq = 5;
      UPDATE findings SET cured = NULL, cured_seq = NULL
      """)
    #expect(try history.verify().isSound)
    #expect(
      try history.verify(expecting: heads[4]).problems.map(\.kind.rawValue) == [
        "history.head-unknown"
      ])
    #expect(try history.verify(expecting: heads[3]).sinceExpected == 0)
  }

  @Test("pruning leaves a record, a chain that verifies, and the first days of open findings")
  func prunes() throws {
    let pruning = try #require(
      try history.prune(PrunePolicy(keepFrom: day("2026-03-04")), label: "yearly"))
    #expect(pruning.through == 3 && pruning.runs == 3 && pruning.findings == 0)
    #expect(try history.runs().map(\.number) == [4, 5])
    #expect(try history.prunings() == [pruning])
    let verification = try history.verify(expecting: heads[1])
    #expect(verification.isSound && verification.runs == 2 && verification.pruned == 3)
    let stays = Sample.finding(record: "stays")
    #expect(try history.stories(of: [stays.id])[stays.id]?.firstSeen == day("2026-03-01"))
    #expect(try history.prune(PrunePolicy(keepFrom: day("2026-03-04")), label: "again") == nil)
    let next = try history.record(Sample.result([stays], asOf: "2026-03-06"), label: "night 6")
    #expect(next.number == 7)
    #expect(try history.verify().isSound)
  }

  @Test("pruning takes cured findings that no run left knows of, and the newest run never")
  func prunesFindings() throws {
    try history.record(Sample.result(asOf: "2026-03-06"), label: "all cured")
    let pruning = try #require(try history.prune(PrunePolicy(), label: ""))
    #expect(pruning.runs == 5 && pruning.findings == 1)
    #expect(try history.runs().map(\.number) == [6])
    let ids = ["stays", "comes"].map { Sample.finding(record: $0).id }
    #expect(try history.stories(of: ids).keys.map(\.self) == [ids[0]])
    #expect(try history.verify().isSound)
  }

  @Test("a policy of runs and days keeps what either asks for")
  func policies() throws {
    #expect(try history.prune(PrunePolicy(keepLast: 5), label: "") == nil)
    let policy = try PrunePolicy(keepFrom: day("2026-03-05"), keepLast: 4)
    #expect(try history.prune(policy, label: "")?.through == 1)
    #expect(policy.description == "keep runs as of 2026-03-05 and later, and the newest 4 runs")
  }

  @Test("what was pruned is not in the file any more")
  func overwrites() throws {
    try history.record(
      Sample.result([Sample.finding(record: "canary-7f3a")], asOf: "2026-03-06"), label: "")
    try history.record(Sample.result(asOf: "2026-03-07"), label: "")
    try history.record(Sample.result(asOf: "2026-03-08"), label: "")
    #expect(try String(decoding: folder.bytes("h.sqlite"), as: UTF8.self).contains("canary-7f3a"))
    _ = try history.prune(PrunePolicy(), label: "")
    try history.close()
    #expect(try !String(decoding: folder.bytes("h.sqlite"), as: UTF8.self).contains("canary-7f3a"))
  }
}
