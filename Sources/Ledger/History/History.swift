import GRDB

/// The ledger of runs: one SQLite file that a nightly run adds to.
///
/// It keeps a rollback journal, since a short-lived process gains nothing from a write-ahead log,
/// which network file systems do not bear. Each run is one transaction: after a kill at any moment
/// the file holds the run whole or not at all. Runs are chained by digests; see
/// ``verify(expecting:)``.
///
/// What is on doubt is refused and left untouched: a link, a pipe, a file that is damaged, cut
/// short, of a newer version, or that has tables, triggers or views of others.
public struct History: Sendable {
  /// What a history is opened for.
  public enum Access: Sendable {
    /// To read what is there.
    case read
    /// To read and add; a missing file is made.
    case write
  }

  /// The file as the user named it.
  public let path: String
  let queue: DatabaseQueue

  /// Opens a history.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - access: Reading alone makes no file, and leaves an older one in its form.
  ///   - waitingSeconds: How long to wait for another process that keeps the file locked.
  /// - Throws: Why it cannot be used; then the file was left as it is.
  public init(
    opening path: String, for access: Access, waitingSeconds: Double = 10
  ) throws(HistoryFailure) {
    try self.init(
      opening: path, for: access, waitingSeconds: waitingSeconds, migrations: Schema.migrations)
  }

  /// Opens a history under given migrations.
  init(
    opening path: String, for access: Access, waitingSeconds: Double, migrations: [[String]]
  ) throws(HistoryFailure) {
    switch try HistoryFile.standing(path) {
    case .missing:
      guard access == .write else {
        throw HistoryFailure(
          .missing, path, "there is no history", hint: "a check with --history makes one")
      }
      try Self.make(path, migrations)
    case .file(bytes: 0):
      throw HistoryFailure(.empty, path, "the history is an empty file", hint: "remove the file")
    case .file: break
    }
    try HistoryFile.checkCompanions(path)
    self.path = path
    do {
      let file = try DatabaseQueue(
        path: path, configuration: Self.configuration(access, waitingSeconds))
      queue = try HistoryCheck(path: path, migrations: migrations, access: access).run(file)
    } catch {
      throw HistoryFailure(error, path: path)
    }
  }

  /// Closes the file; it is closed too when the last copy of the value goes.
  public func close() throws(HistoryFailure) {
    do { try queue.close() } catch { throw HistoryFailure(error, path: path) }
  }

  private static func make(_ path: String, _ migrations: [[String]]) throws(HistoryFailure) {
    try HistoryFile.create(path) { temporary in
      let queue = try DatabaseQueue(path: temporary, configuration: configuration(.write, 1))
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.exclusive) {
          try Schema.migrate(db, migrations)
          return .commit
        }
      }
      try queue.close()
    }
  }

  private static func configuration(_ access: Access, _ waitingSeconds: Double) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = access == .read
    configuration.busyMode = .timeout(waitingSeconds)
    configuration.prepareDatabase { db in
      try db.execute(
        sql: """
          PRAGMA trusted_schema = OFF;
          PRAGMA cell_size_check = ON;
          PRAGMA synchronous = EXTRA;
          PRAGMA secure_delete = ON;
          PRAGMA temp_store = MEMORY;
          """)
    }
    return configuration
  }

  /// Reads in one transaction.
  func read<Value>(_ body: (Database) throws -> Value) throws(HistoryFailure) -> Value {
    do { return try queue.read(body) } catch { throw HistoryFailure(error, path: path) }
  }

  /// Writes in one transaction, which takes the lock at its beginning.
  func write<Value>(_ body: (Database) throws -> Value) throws(HistoryFailure) -> Value {
    do {
      return try queue.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(db)
          return .commit
        }
        guard let value else { throw HistoryFailure(.unexpected, path, "nothing was written") }
        return value
      }
    } catch {
      throw HistoryFailure(error, path: path)
    }
  }
}
