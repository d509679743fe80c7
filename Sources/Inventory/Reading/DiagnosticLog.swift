import Diagnostics

/// The diagnostics of one file, up to a limit.
struct DiagnosticLog {
  /// Where a log stood, to go back to when the same bytes are read again.
  struct Checkpoint {
    fileprivate var items: Int
    fileprivate var omitted: Int
    fileprivate var errors: Int
    fileprivate var kept: Int
    fileprivate var once: Int
  }

  /// A diagnostic, and what it is said only once about.
  private struct Item {
    var diagnostic: Diagnostic
    var key: String?
  }

  /// The most things that are said only once; more are not said at all.
  private static let mostKeys = 10_000

  /// The file as the user named it.
  let path: String
  let limit: Int
  private var items: [Item] = []
  private(set) var errorCount = 0
  /// How many errors are among the items; they have a limit of their own.
  private var keptErrors = 0
  private var omitted = 0
  private var onceKeys: Set<String> = []
  private var onceOrder: [String] = []

  init(path: String, limit: Int) {
    self.path = path
    self.limit = limit
  }

  /// Notes a diagnostic; past the limit, one for errors and one for all else, it is counted only.
  ///
  /// - Parameter key: What ``isFirst(_:)`` was asked, for a diagnostic that is noted only once.
  mutating func add(_ diagnostic: Diagnostic, once key: String? = nil) {
    let isError = diagnostic.severity == .error
    if isError { errorCount += 1 }
    guard (isError ? keptErrors : items.count - keptErrors) < limit else {
      omitted += 1
      return
    }
    items.append(Item(diagnostic: diagnostic, key: key))
    if isError { keptErrors += 1 }
  }

  /// Counts an error that is not shown.
  mutating func addUnshownError() {
    errorCount += 1
    omitted += 1
  }

  /// Notes what ended the reading; it is never left out.
  mutating func addLast(_ diagnostic: Diagnostic) {
    errorCount += 1
    keptErrors += 1
    items.append(Item(diagnostic: diagnostic))
  }

  /// Whether something is met for the first time in this file.
  mutating func isFirst(_ key: String) -> Bool {
    guard onceKeys.count < Self.mostKeys, onceKeys.insert(key).inserted else { return false }
    onceOrder.append(key)
    return true
  }

  /// Takes over what was noted about bytes behind those that this log is about.
  ///
  /// - Returns: Whether the log is now what one log of all the bytes would be; `false` only where
  ///   so much was noted that this cannot be told.
  mutating func take(_ later: DiagnosticLog) -> Bool {
    guard later.omitted == 0 || onceKeys.isDisjoint(with: later.onceKeys),
      onceKeys.count + later.onceKeys.count < Self.mostKeys
    else { return false }
    for item in later.items {
      if let key = item.key, onceKeys.contains(key) { continue }
      add(item.diagnostic, once: item.key)
    }
    omitted += later.omitted
    errorCount += later.errorCount - later.keptErrors
    for key in later.onceOrder where onceKeys.insert(key).inserted { onceOrder.append(key) }
    return true
  }

  var checkpoint: Checkpoint {
    Checkpoint(
      items: items.count, omitted: omitted, errors: errorCount, kept: keptErrors,
      once: onceOrder.count)
  }

  mutating func goBack(to checkpoint: Checkpoint) {
    guard
      checkpoint.items != items.count || checkpoint.omitted != omitted
        || checkpoint.once != onceOrder.count
    else { return }
    items.removeSubrange(checkpoint.items...)
    omitted = checkpoint.omitted
    errorCount = checkpoint.errors
    keptErrors = checkpoint.kept
    for key in onceOrder[checkpoint.once...] { onceKeys.remove(key) }
    onceOrder.removeSubrange(checkpoint.once...)
  }

  /// Forgets everything, for a file that turns out to be none of ours.
  mutating func clear() {
    self = DiagnosticLog(path: path, limit: limit)
  }

  /// What was noted, by place, and a last one for what was left out.
  var finished: [Diagnostic] {
    var all = items.map(\.diagnostic).sorted()
    if omitted > 0 {
      all.append(
        Diagnostic(
          errorCount > keptErrors ? .error : .notice, "reader.more", at: nil,
          ReaderMessages.omitted(omitted, path: path)))
    }
    return all
  }
}

extension [Diagnostic] {
  /// The same up to a limit for the errors of each file and one for all else, and for each file that has
  /// more how many are left out.
  func upTo(_ limit: Int) -> [Diagnostic] {
    var kept: [Diagnostic] = []
    var counts: [String: (errors: Int, others: Int)] = [:]
    for diagnostic in self {
      let path = diagnostic.position?.path ?? ""
      var (errors, others) = counts[path] ?? (0, 0)
      if diagnostic.severity == .error { errors += 1 } else { others += 1 }
      counts[path] = (errors, others)
      if (diagnostic.severity == .error ? errors : others) <= limit { kept.append(diagnostic) }
    }
    for (path, count) in counts.sorted(by: { $0.key.precedes($1.key) }) {
      let omitted = Swift.max(count.errors - limit, 0) + Swift.max(count.others - limit, 0)
      guard omitted > 0 else { continue }
      kept.append(
        Diagnostic(
          count.errors > limit ? .error : .notice, "reader.more", at: nil,
          ReaderMessages.omitted(omitted, path: path)))
    }
    return kept
  }
}
