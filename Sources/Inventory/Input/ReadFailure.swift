import Glibc

/// Why an input cannot be read on.
struct ReadFailure: Error {
  /// The stable code of the diagnostic.
  let code: String
  let message: String
  var hint: String?
  /// Where; 0 where no place is known.
  var line = 0
  var column = 0

  init(_ code: String, _ message: String, hint: String? = nil, line: Int = 0, column: Int = 0) {
    self.code = code
    self.message = message
    self.hint = hint
    self.line = line
    self.column = column
  }

  /// A call of the system that failed.
  static func system(_ action: String, _ number: Int32) -> ReadFailure {
    ReadFailure("reader.unreadable", "\(action): \(String(cString: strerror(number)))")
  }

  static let changed = ReadFailure(
    "reader.changed", "the file changed while it was being read",
    hint: "read a copy that nobody writes to")
}
