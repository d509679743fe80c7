import CivilTime
import Foundation
import GRDB
import Results
import Testing

@testable import Ledger

@Suite struct HistoryOpeningTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  var path: String { folder.file("h.sqlite") }

  @discardableResult
  func record(asOf: String = "2026-03-01", waitingSeconds: Double = 10) throws -> Recorded {
    let history = try History(opening: path, for: .write, waitingSeconds: waitingSeconds)
    return try history.record(Sample.result([Sample.finding()], asOf: asOf), label: "")
  }

  func sql(_ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test("a new history is one file, and nothing else is left in the folder")
  func makes() throws {
    try record()
    #expect(try folder.names() == ["h.sqlite"])
    #expect(try record(asOf: "2026-03-02").number == 2)
  }

  @Test("reading makes no file")
  func readingMakesNone() throws {
    let failure = #expect(throws: HistoryFailure.self) { try History(opening: path, for: .read) }
    #expect(failure?.code.name == "history.missing")
    #expect(try folder.names().isEmpty)
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let name: String
    let code: String
    let make: @Sendable (HistoryOpeningTests) throws -> Void
    var testDescription: String { name }
  }

  func overwrite(at offset: Int, _ bytes: [UInt8]) throws {
    var all = try folder.bytes("h.sqlite")
    all.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    try folder.write(all, to: "h.sqlite")
  }

  func cut(_ count: (Int) -> Int) throws {
    let all = try folder.bytes("h.sqlite")
    try folder.write(Array(all.prefix(count(all.count))), to: "h.sqlite")
  }

  static let damages = [
    Damage(name: "an empty file", code: "history.empty") { try $0.cut { _ in 0 } },
    Damage(name: "a text", code: "history.foreign") {
      try $0.folder.write(
        Array(String(repeating: "not a database ", count: 999).utf8), to: "h.sqlite")
    },
    Damage(name: "another database", code: "history.foreign") {
      try FileManager.default.removeItem(atPath: $0.path)
      try $0.sql("CREATE TABLE runs(seq INTEGER)")
    },
    Damage(name: "a wrong mark at the beginning", code: "history.foreign") {
      try $0.overwrite(at: 3, [0x58])
    },
    Damage(name: "a wrong page size", code: "history.foreign") {
      try $0.overwrite(at: 16, [0, 7])
    },
    Damage(name: "zeros where the tables are described", code: "history.damaged") {
      try $0.overwrite(at: 100, Array(repeating: 0, count: 900))
    },
    Damage(name: "a file cut to half", code: "history.damaged") { try $0.cut { $0 / 8192 * 4096 } },
    Damage(name: "a file cut to a page", code: "history.damaged") { try $0.cut { _ in 4096 } },
    Damage(name: "a file one byte short", code: "history.damaged") { try $0.cut { $0 - 1 } },
    Damage(name: "a version of the future", code: "history.newer-schema") {
      try $0.sql("PRAGMA user_version = 2147483647")
    },
    Damage(name: "a version before the first", code: "history.damaged") {
      try $0.sql("PRAGMA user_version = 0")
    },
    Damage(name: "a missing table", code: "history.foreign-objects") {
      try $0.sql("DROP TABLE cures")
    },
    Damage(name: "a trigger", code: "history.foreign-objects") {
      try $0.sql("CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM runs; END")
    },
    Damage(name: "a table that is a view", code: "history.foreign-objects") {
      try $0.sql("ALTER TABLE runs RENAME TO r2; CREATE VIEW runs AS SELECT * FROM r2")
    },
    Damage(name: "a table of its own", code: "history.foreign-objects") {
      try $0.sql("CREATE TABLE more(a)")
    },
    Damage(name: "a write-ahead log", code: "history.foreign") {
      try $0.sql("PRAGMA journal_mode = WAL")
    },
    Damage(name: "a log of somebody beside it", code: "history.foreign-journal") {
      try $0.folder.write(Array(repeating: 7, count: 4096), to: "h.sqlite-wal")
    },
    Damage(name: "a journal that is none", code: "history.foreign-journal") {
      try $0.folder.write(Array(repeating: 7, count: 4096), to: "h.sqlite-journal")
    },
    Damage(name: "a folder where the journal would be", code: "history.foreign-journal") {
      try FileManager.default.createDirectory(
        atPath: $0.path + "-journal", withIntermediateDirectories: false)
    },
  ]

  @Test("what is on doubt is refused with its code and left as it is:", arguments: damages)
  func refuses(_ damage: Damage) throws {
    try record()
    try damage.make(self)
    let before = try folder.bytes("h.sqlite")
    let failure = #expect(throws: HistoryFailure.self) { try record(asOf: "2026-03-02") }
    #expect(failure?.code.name == damage.code)
    #expect(try folder.bytes("h.sqlite") == before)
    #expect(throws: HistoryFailure.self) { try History(opening: path, for: .read) }
    #expect(try folder.bytes("h.sqlite") == before)
  }

  @Test("a link, a folder and a pipe are refused")
  func refusesOthers() throws {
    try record()
    try FileManager.default.moveItem(atPath: path, toPath: folder.file("real.sqlite"))
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: folder.file("real.sqlite"))
    func code() -> String? {
      #expect(throws: HistoryFailure.self) { try record() }?.code.name
    }
    #expect(code() == "history.not-a-file")
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(code() == "history.not-a-file")
    try FileManager.default.removeItem(atPath: path)
    #expect(mkfifo(path, 0o600) == 0)
    #expect(code() == "history.not-a-file")
  }

  @Test("a folder that is not there is a failure that says so")
  func noFolder() throws {
    let failure = #expect(throws: HistoryFailure.self) {
      try History(opening: folder.file("none/h.sqlite"), for: .write)
    }
    #expect(failure?.code.name == "history.cannot-open")
  }

  @Test("a history that another process keeps locked is waited for, and then given up")
  func locked() throws {
    try record()
    let holder = try DatabaseQueue(path: path)
    try holder.writeWithoutTransaction { db in
      try db.inTransaction(.exclusive) {
        let failure = #expect(throws: HistoryFailure.self) {
          try record(asOf: "2026-03-02", waitingSeconds: 0.1)
        }
        #expect(failure?.code.name == "history.locked")
        return .rollback
      }
    }
    #expect(try record(asOf: "2026-03-02").number == 2)
  }

  @Test("runs at once are all recorded, on a history that none of them found")
  func atOnce() async throws {
    let path = path
    let result = try Sample.result([Sample.finding()])
    let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<8 {
        group.addTask {
          let history = try History(opening: path, for: .write, waitingSeconds: 60)
          return try history.record(result, label: "run \(index)").number
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(numbers.sorted() == Array(1...8))
    let history = try History(opening: path, for: .read)
    #expect(try history.verify().isSound)
    #expect(try folder.names() == ["h.sqlite"])
  }

  @Test("a failure in mid-run takes the whole run back")
  func takesBack() throws {
    let history = try History(opening: path, for: .write)
    try history.record(Sample.result([Sample.finding()]), label: "")
    let before = try history.head().hash
    var result = try Sample.result([Sample.finding(record: "b")])
    result.header.packs.append(result.header.packs[0])
    let failure = #expect(throws: HistoryFailure.self) { try history.record(result, label: "") }
    #expect(failure?.code.name == "history.unexpected")
    #expect(try history.head().hash == before)
    #expect(try history.verify().isSound && history.runs().count == 1)
  }

  @Test("an older history is brought up to date when written, and left as it is when only read")
  func migrates() throws {
    try record()
    let next = Schema.migrations + [["CREATE TABLE added(a INTEGER) STRICT"]]
    func open(_ access: History.Access) throws -> History {
      try History(opening: path, for: access, waitingSeconds: 1, migrations: next)
    }
    let before = try folder.bytes("h.sqlite")
    let old = try open(.read)
    #expect(try old.verify().isSound && old.runs().count == 1)
    #expect(try folder.bytes("h.sqlite") == before)
    let history = try open(.write)
    #expect(try folder.bytes("h.sqlite") != before)
    #expect(try history.verify().isSound && history.runs().count == 1)
    #expect(try open(.read).runs().count == 1)
    let newer = #expect(throws: HistoryFailure.self) { try History(opening: path, for: .write) }
    #expect(newer?.code.name == "history.newer-schema")
  }

  static let databaseErrors: [(ResultCode, String)] = [
    (.SQLITE_FULL, "history.disk-full"), (.SQLITE_IOERR, "history.input-output"),
    (.SQLITE_READONLY, "history.read-only"), (.SQLITE_READONLY_ROLLBACK, "history.read-only"),
    (.SQLITE_CANTOPEN, "history.cannot-open"), (.SQLITE_BUSY, "history.locked"),
    (.SQLITE_CORRUPT, "history.damaged"), (.SQLITE_NOTADB, "history.foreign"),
    (.SQLITE_ERROR, "history.unexpected"),
  ]

  @Test("an error of the database has a code of ours", arguments: databaseErrors)
  func codes(_ code: ResultCode, _ name: String) {
    let failure = HistoryFailure(DatabaseError(resultCode: code, message: "why"), path: "h")
    #expect(failure.code.name == name)
  }

  @Test("a message has the path, the words, the code and a hint")
  func message() {
    let failure = HistoryFailure(.locked, "h.sqlite", "it is locked", hint: "wait")
    #expect(
      failure.description == "h.sqlite: error: it is locked [history.locked]\n  hint: wait")
  }
}
