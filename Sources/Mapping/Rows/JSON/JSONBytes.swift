import Diagnostics
import Inventory
import Tables

/// The text of JSON in UTF-8.
enum JSONBytes {
  /// Decodes a whole file; UTF-16 is told by its mark, or by the zeros beside its characters.
  static func utf8(_ bytes: [UInt8]) throws(InputFailure) -> [UInt8] {
    let isUTF16 =
      bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff])
      || bytes.count >= 2 && (bytes[0] == 0 || bytes[1] == 0)
    guard isUTF16 else { return bytes }
    do throws(InputFailure) { return try TextDecoding.utf8(bytes) } catch {
      throw InputFailure(error.code, error.message, hint: error.hint)
    }
  }
}
