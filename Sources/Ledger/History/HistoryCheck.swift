import GRDB

/// Looks whether an open database is a whole history, before anything is written to it.
struct HistoryCheck {
  let path: String
  let migrations: [[String]]
  let access: History.Access

  /// Checks, and brings an older history up to date: itself where it may be written, else a copy of it
  /// in memory.
  ///
  /// - Returns: Where the history is in its newest form.
  func run(_ queue: DatabaseQueue) throws -> DatabaseQueue {
    let version = try queue.unsafeRead { db in
      try db.inTransactionForReading { try check(db) }
    }
    guard version < migrations.count else { return queue }
    guard access == .read else {
      try migrate(queue)
      return queue
    }
    var configuration = queue.configuration
    configuration.readonly = false
    let copy = try DatabaseQueue(configuration: configuration)
    try queue.backup(to: copy)
    try queue.close()
    try migrate(copy)
    return copy
  }

  private func migrate(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        try Schema.migrate(db, migrations)
        return .commit
      }
    }
  }

  /// Checks the database and returns the version of its form.
  private func check(_ db: Database) throws -> Int {
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id")
    guard application == Schema.applicationID else {
      throw HistoryFailure(
        .foreign, path, "the file is a database, but not a history of custos",
        hint: "name another file; this one was left as it is")
    }
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard version <= migrations.count else {
      throw HistoryFailure(
        .newerSchema, path,
        "the history has the form \(version), but this version of custos knows \(migrations.count)",
        hint: "use the newer version of custos that wrote it")
    }
    guard version > 0 else { throw HistoryFailure.damaged(path, "its version is \(version)") }
    try checkSize(db)
    guard try Schema.objects(db) == Schema.expectedObjects(version: version, migrations) else {
      throw HistoryFailure(
        .foreignObjects, path, "the history has other tables, triggers or views than it should",
        hint: HistoryFailure.advice)
    }
    let complaints = try String.fetchAll(db, sql: "PRAGMA quick_check(3)")
    guard complaints == ["ok"] else {
      throw HistoryFailure.damaged(path, complaints.first ?? "no answer")
    }
    return version
  }

  /// The file must have the pages that its header tells, to the byte: SQLite itself does not mind
  /// a last page that is cut short.
  private func checkSize(_ db: Database) throws {
    let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
    guard mode == "delete" else {
      throw HistoryFailure(
        .foreign, path,
        "the history uses a different kind of journal (\(mode ?? "none")) than it should",
        hint: HistoryFailure.advice)
    }
    let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
    guard case .file(let bytes) = try HistoryFile.standing(path), pageSize > 0,
      bytes % pageSize == 0
    else {
      throw HistoryFailure.damaged(path, "its size is no multiple of its pages")
    }
  }
}

extension Database {
  /// Calls a body in a transaction that holds the shared lock from the first read on.
  fileprivate func inTransactionForReading<Value>(_ body: () throws -> Value) throws -> Value {
    var value: Value?
    try inTransaction(.deferred) {
      value = try body()
      return .rollback
    }
    guard let value else { preconditionFailure("a transaction that did not throw has a value") }
    return value
  }
}
