import Diagnostics
import Inventory
import Tables

/// The text of JSON in UTF-8.
enum JSONBytes {
  /// Decodes a whole file; UTF-16 is told by its mark, or by the zeros beside its characters.
  static func utf8(_ bytes: [UInt8]) throws(InputFailure) -> [UInt8] {
    guard isUTF16(bytes) else { return bytes }
    do throws(InputFailure) { return try TextDecoding.utf8(bytes) } catch {
      throw InputFailure(error.code, error.message, hint: error.hint)
    }
  }

  /// Whether a text is in UTF-16: it has the mark, or a zero beside its first character.
  static func isUTF16(_ start: [UInt8]) -> Bool {
    start.starts(with: [0xff, 0xfe]) || start.starts(with: [0xfe, 0xff])
      || start.count >= 2 && (start[0] == 0 || start[1] == 0)
  }
}
