import Bytes
import Crypto
import GRDB

/// The chain of digests over the entries of a history.
///
/// The hash of an entry is SHA-256 over its number, its kind, the digest of its content and the
/// hash before it; the digest of its content is over every row that the run or the pruning wrote.
/// So an entry that was changed, taken out or swapped breaks the chain; rows that were cut off at
/// the end show against a head that was kept elsewhere. Whoever can write the file can compute
/// the whole chain anew: only a head kept elsewhere tells then.
enum Chain {
  /// The queries whose rows make the content of a run, in order.
  private static let fullQueries = [
    "SELECT * FROM runs WHERE seq = ?",
    "SELECT * FROM packs WHERE seq = ? ORDER BY name",
    "SELECT * FROM inputs WHERE seq = ? ORDER BY place",
    "SELECT * FROM counts WHERE seq = ? ORDER BY part, key",
    """
    SELECT f.id, f.rule, f.subject, f.system, f.dataset, f.title, s.verdict, s.severity, s.times, s.due,
      s.first, s.opened, s.reopened
    FROM sightings s LEFT JOIN findings f ON f.number = s.number WHERE s.seq = ? ORDER BY f.id
    """,
    """
    SELECT f.id FROM cures c LEFT JOIN findings f ON f.number = c.number
    WHERE c.seq = ? ORDER BY f.id
    """,
  ]

  private static let runQueries =
    fullQueries + [
      """
      SELECT f.id FROM endings e LEFT JOIN findings f ON f.number = e.number
      WHERE e.seq = ? ORDER BY f.id
      """
    ]

  private static let pruneQueries = ["SELECT * FROM prunings WHERE seq = ?"]
  private static let baseQuery = "SELECT * FROM bases WHERE seq = ?"

  /// The queries whose rows make the content of an entry.
  private static func queries(_ db: Database, kind: String, seq: Int) throws -> [String] {
    guard kind == "run" else {
      let hasBase = try Row.fetchOne(db, sql: baseQuery, arguments: [seq]) != nil
      return hasBase ? pruneQueries + [baseQuery] : pruneQueries
    }
    return try seq <= fullThrough(db) ? fullQueries : runQueries
  }

  /// The last run that has a sighting of each finding, as runs of the first form have.
  static func fullThrough(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT value FROM settings WHERE name = 'full-through'") ?? 0
  }

  /// The digest of the sightings and numbers up to a run, which later runs build on.
  static func base(_ db: Database, through seq: Int) throws -> String {
    var digest = Digest()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT f.id, s.* FROM sightings s LEFT JOIN findings f ON f.number = s.number
        WHERE s.seq <= ? ORDER BY s.number, s.seq
        """, arguments: [seq])
    while let row = try rows.next() { digest.add(row) }
    // Earlier prunings left none of these.
    let counts = try Row.fetchCursor(
      db, sql: "SELECT * FROM counts WHERE seq <= ? ORDER BY seq, part, key", arguments: [seq])
    while let row = try counts.next() { digest.add(row) }
    return digest.hexadecimal
  }

  /// The digest of what an entry's rows say.
  static func content(_ db: Database, kind: String, seq: Int) throws -> String {
    var digest = Digest()
    for query in try queries(db, kind: kind, seq: seq) {
      let rows = try Row.fetchCursor(db, sql: query, arguments: [seq])
      digest.add("query")
      while let row = try rows.next() { digest.add(row) }
    }
    return digest.hexadecimal
  }

  /// The hash of an entry.
  static func hash(seq: Int, kind: String, content: String, previous: String) -> String {
    var digest = Digest()
    for part in ["custos-ledger-1", String(seq), kind, content, previous] { digest.add(part) }
    return digest.hexadecimal
  }

  /// Adds the entry of rows that stand already, and returns its hash.
  static func append(_ db: Database, kind: String, seq: Int, previous: String) throws -> String {
    let content = try content(db, kind: kind, seq: seq)
    let hash = hash(seq: seq, kind: kind, content: content, previous: previous)
    try db.execute(
      sql: "INSERT INTO entries(seq, kind, content, previous, hash) VALUES(?, ?, ?, ?, ?)",
      arguments: [seq, kind, content, previous, hash])
    return hash
  }

  /// The last entry; number 0 and an empty hash where there is none.
  static func head(_ db: Database) throws -> (seq: Int, hash: String) {
    let row = try Row.fetchOne(
      db, sql: "SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1")
    guard let row else { return (0, "") }
    return (row["seq"], row["hash"])
  }
}

/// SHA-256 over values, each with its kind and its length, so that no two lists look the same.
private struct Digest {
  private var state = SHA256()
  private var waiting: [UInt8] = []

  mutating func add(_ text: String) {
    begin(UInt8(ascii: "t"), text.utf8.count)
    waiting.append(contentsOf: text.utf8)
    if waiting.count > 1 << 16 { handOn() }
  }

  mutating func add(_ row: Row) {
    begin(UInt8(ascii: "r"), row.count)
    for column in 0..<row.count {
      let value: DatabaseValue = row[column]
      switch value.storage {
      case .null: begin(UInt8(ascii: "n"), 0)
      case .int64(let number): begin(UInt8(ascii: "i"), Int(number))
      case .double(let number): begin(UInt8(ascii: "d"), Int(truncatingIfNeeded: number.bitPattern))
      case .string(let text): add(text)
      case .blob(let data):
        begin(UInt8(ascii: "b"), data.count)
        waiting.append(contentsOf: data)
      }
    }
  }

  private mutating func begin(_ kind: UInt8, _ number: Int) {
    waiting.append(kind)
    waiting.append(contentsOf: String(number).utf8)
    waiting.append(UInt8(ascii: ":"))
  }

  private mutating func handOn() {
    state.update(data: waiting)
    waiting.removeAll(keepingCapacity: true)
  }

  var hexadecimal: String {
    var last = self
    last.handOn()
    return FileDigest.hexadecimal(last.state.finalize())
  }
}
