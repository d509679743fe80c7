import GRDB

/// Why a history could not be opened, read or written.
///
/// Whenever one is thrown, the file is as it was: nothing was written, or the whole transaction
/// was taken back.
public struct HistoryFailure: Error, Hashable, Sendable {
  /// The kind of failure; its name is stable.
  ///
  /// New kinds may come in a minor version, so match with a `default`.
  public struct Code: Hashable, Sendable {
    private enum Kind: String {
      case notAFile = "not-a-file"
      case missing
      case empty
      case foreign
      case damaged
      case foreignObjects = "foreign-objects"
      case foreignJournal = "foreign-journal"
      case newerSchema = "newer-schema"
      case locked
      case readOnly = "read-only"
      case cannotOpen = "cannot-open"
      case diskFull = "disk-full"
      case inputOutput = "input-output"
      case noSuchRun = "no-such-run"
      case otherKey = "other-key"
      case unexpected
    }
    private let kind: Kind
    /// The stable name, such as `history.locked`.
    public var name: String { "history.\(kind.rawValue)" }

    /// The path names a link, a folder, a pipe or a device.
    public static let notAFile = Code(kind: .notAFile)
    /// There is no file, and reading does not make one.
    public static let missing = Code(kind: .missing)
    /// The file holds nothing.
    public static let empty = Code(kind: .empty)
    /// The file is no history of Custos.
    public static let foreign = Code(kind: .foreign)
    /// The file is a history, but not whole.
    public static let damaged = Code(kind: .damaged)
    /// The file has other tables, triggers or views than a history.
    public static let foreignObjects = Code(kind: .foreignObjects)
    /// A file that is no journal of this history stands where its journal would.
    public static let foreignJournal = Code(kind: .foreignJournal)
    /// A newer version of Custos made the history.
    public static let newerSchema = Code(kind: .newerSchema)
    /// Another process kept the history locked for longer than it was waited for.
    public static let locked = Code(kind: .locked)
    /// The file or its folder may not be written.
    public static let readOnly = Code(kind: .readOnly)
    /// The file could not be opened.
    public static let cannotOpen = Code(kind: .cannotOpen)
    /// There is no space left.
    public static let diskFull = Code(kind: .diskFull)
    /// Reading or writing failed.
    public static let inputOutput = Code(kind: .inputOutput)
    /// No run has the number, or it was pruned.
    public static let noSuchRun = Code(kind: .noSuchRun)
    /// The runs of the history tell records apart in another way, such as under another key.
    public static let otherKey = Code(kind: .otherKey)
    /// The database refused a statement; a fault of Custos.
    public static let unexpected = Code(kind: .unexpected)
  }

  /// What went wrong.
  public let code: Code
  /// The history.
  public let path: String
  /// What went wrong, in words.
  public let message: String
  /// What to do, where one thing is likely.
  public let hint: String?

  init(_ code: Code, _ path: String, _ message: String, hint: String? = nil) {
    self.code = code
    self.path = path
    self.message = message
    self.hint = hint
  }
}

extension HistoryFailure: CustomStringConvertible {
  /// The form in which messages are printed: path, message, code; hint below.
  public var description: String {
    "\(path): error: \(message) [\(code.name)]" + (hint.map { "\n  hint: \($0)" } ?? "")
  }
}

extension HistoryFailure {
  /// The failure that an error of the database stands for.
  init(_ error: any Error, path: String) {
    if let failure = error as? HistoryFailure {
      self = failure
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(.unexpected, path, "the history could not be used: \(error)")
      return
    }
    let reason = error.message ?? "no reason given"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .locked, path, "another process keeps the history locked",
        hint: "wait until it is done; two runs at once are fine, but each waits only so long")
    case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK:
      self.init(
        .readOnly, path, "a run was killed here, and what it left may not be taken back",
        hint: "the next check with --history brings the file in order")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(.readOnly, path, "the history or its folder may not be written (\(reason))")
    case .SQLITE_CANTOPEN:
      self.init(.cannotOpen, path, "the history could not be opened (\(reason))")
    case .SQLITE_FULL:
      self.init(.diskFull, path, "no space is left to write the history")
    case .SQLITE_IOERR:
      self.init(.inputOutput, path, "reading or writing the history failed (\(reason))")
    case .SQLITE_CORRUPT:
      self = .damaged(path, reason)
    case .SQLITE_NOTADB:
      self.init(
        .foreign, path, "the file is not a history, or its beginning is damaged", hint: Self.advice)
    default:
      self.init(.unexpected, path, "the history could not be used (\(reason))")
    }
  }

  /// The failure of a run under another key than the last run of a history.
  public static func otherKey(_ path: String, last: String, own: String) -> HistoryFailure {
    HistoryFailure(
      .otherKey, path,
      "its last run told records apart by \(words(last)), and this run by \(words(own))",
      hint:
        "run with the same CUSTOS_PSEUDONYM_KEY and the same choice of --show-personal-data, or "
        + "begin a new history")
  }

  private static func words(_ identity: String) -> String {
    switch identity {
    case "facts": "the facts shown, without a key"
    case "shown": "their identifiers, which were shown"
    default: "the \(identity)"
    }
  }

  /// What to do with a history that is not whole.
  static let advice =
    "the file was left as it is; put it aside and go on with a copy from before, or a new one"

  static func damaged(_ path: String, _ reason: String) -> HistoryFailure {
    HistoryFailure(.damaged, path, "the history is damaged (\(reason))", hint: advice)
  }
}
