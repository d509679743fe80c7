import GRDB

/// The tables of a history and how older ones are brought up to date.
///
/// Days are whole days since 1970-01-01. What a run found stays with the run, so that its digest
/// can be worked out again: the table of findings only says how each stands now.
///
/// Since the second form a run writes a sighting only of what was not there the night before, or
/// stands in another way, and an ending of what it did not see any more, so that nights in which
/// little happens cost little. Runs of the first form have a sighting of each finding; up to which
/// run that is so is told by the settings.
enum Schema {
  /// "Cust", the mark of SQLite files that are histories.
  static let applicationID: Int32 = 0x4375_7374

  /// A migration is a list of statements; the number of migrations applied is the version.
  static let migrations: [[String]] = [first, second]

  private static let second = [
    """
    CREATE TABLE endings(
      number INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(number, seq)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE bases(seq INTEGER PRIMARY KEY, digest TEXT NOT NULL) STRICT",
    "CREATE TABLE settings(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX sightings_of ON sightings(number, seq)",
    "CREATE INDEX endings_in ON endings(seq)",
    "CREATE INDEX cures_of ON cures(number, seq)",
    "INSERT INTO settings SELECT 'full-through', COALESCE(MAX(seq), 0) FROM runs",
    // What the last run of the first form did not see, and nobody found cured, has ended too.
    """
    INSERT INTO endings SELECT f.number, (SELECT MAX(seq) FROM runs) FROM findings f
    WHERE f.cured IS NULL AND f.last_seq < (SELECT MAX(seq) FROM runs)
    """,
  ]

  private static let first = [
    """
    CREATE TABLE entries(
      seq INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK(kind IN ('run', 'prune')),
      content TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE runs(
      seq INTEGER PRIMARY KEY, as_of INTEGER NOT NULL, label TEXT NOT NULL, tool TEXT NOT NULL,
      result TEXT, exit_code INTEGER NOT NULL, is_whole INTEGER NOT NULL,
      new INTEGER NOT NULL, cured INTEGER NOT NULL, reopened INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE packs(
      seq INTEGER NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL,
      rules INTEGER NOT NULL, PRIMARY KEY(seq, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE inputs(
      seq INTEGER NOT NULL, place INTEGER NOT NULL, path TEXT NOT NULL, digest TEXT,
      extracted TEXT, is_complete INTEGER NOT NULL, PRIMARY KEY(seq, place)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE counts(
      seq INTEGER NOT NULL, part TEXT NOT NULL, key TEXT NOT NULL, pass INTEGER NOT NULL,
      breach INTEGER NOT NULL, undetermined INTEGER NOT NULL, not_applicable INTEGER NOT NULL,
      waived INTEGER NOT NULL, provisional INTEGER NOT NULL, PRIMARY KEY(seq, part, key)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE findings(
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rule TEXT NOT NULL,
      subject TEXT NOT NULL, system TEXT, dataset TEXT, title TEXT NOT NULL,
      first INTEGER NOT NULL, opened INTEGER NOT NULL, last INTEGER NOT NULL,
      last_seq INTEGER NOT NULL, reopened INTEGER NOT NULL, cured INTEGER, cured_seq INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE sightings(
      seq INTEGER NOT NULL, number INTEGER NOT NULL, verdict TEXT NOT NULL,
      severity TEXT NOT NULL, times INTEGER NOT NULL, due INTEGER, first INTEGER NOT NULL,
      opened INTEGER NOT NULL, reopened INTEGER NOT NULL, PRIMARY KEY(seq, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE cures(
      seq INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(seq, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE prunings(
      seq INTEGER PRIMARY KEY, label TEXT NOT NULL, policy TEXT NOT NULL,
      through INTEGER NOT NULL, runs INTEGER NOT NULL, findings INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX open_findings ON findings(last_seq) WHERE cured IS NULL",
  ]

  /// The tables with what a run found, which pruning empties.
  static let runTables = ["runs", "packs", "inputs", "counts", "sightings", "cures", "endings"]

  /// Brings a database from its version to the newest; the caller has begun a transaction.
  static func migrate(_ db: Database, _ migrations: [[String]] = migrations) throws {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard version < migrations.count else { return }
    for statement in migrations[version...].joined() { try db.execute(sql: statement) }
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(migrations.count)")
  }

  /// The objects that a database has, one text each; statistics of SQLite are left out.
  static func objects(_ db: Database) throws -> Set<String> {
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, type, tbl_name, sql FROM sqlite_schema")
    let texts = rows.map { row in (0..<4).map { row[$0] as String? ?? "" } }
    return Set(
      texts.filter { !$0[0].hasPrefix("sqlite_") }.map { $0.joined(separator: "\n") })
  }

  /// The objects that a history of a version has.
  static func expectedObjects(
    version: Int, _ migrations: [[String]] = migrations
  ) throws -> Set<String> {
    let scratch = try DatabaseQueue()
    return try scratch.write { db in
      try migrate(db, Array(migrations.prefix(version)))
      return try objects(db)
    }
  }
}
