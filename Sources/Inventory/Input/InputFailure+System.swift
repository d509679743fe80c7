import Diagnostics
import Glibc

extension InputFailure {
  /// A call of the system that failed.
  static func system(_ action: String, _ number: Int32) -> InputFailure {
    InputFailure("reader.unreadable", "\(action): \(String(cString: strerror(number)))")
  }

  static let changed = InputFailure(
    "reader.changed", "the file changed while it was being read",
    hint: "read a copy that nobody writes to")
}
