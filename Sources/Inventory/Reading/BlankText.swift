import Diagnostics

/// Texts that stand where nothing is said: blanks, dashes, and words such as `n/a`.
enum BlankText {
  /// What such a text is.
  enum Sort {
    /// It has nothing but blanks, dashes and the like.
    case blank
    /// It is a word that people write where they do not know or have nothing to say.
    case placeholder
  }

  /// The most bytes that a placeholder takes, with its blanks.
  private static let longest = 16

  /// Whether a text may be one; most are told at a glance that they are not.
  @inline(__always)
  static func isPossible(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return true }
    guard isLetter(first) else { return !isDigit(first) }
    return text.count <= longest && !isDigit(last) && first.beginsPlaceholder
  }

  /// What a text is; `nil` for one that says something.
  static func sort(of text: UnsafeBufferPointer<UInt8>) -> Sort? {
    if text.contains(where: { isLetter($0) || isDigit($0) }) {
      return isPlaceholder(text) ? .placeholder : nil
    }
    let isBlank = String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy(\.saysNothing)
    return isBlank ? .blank : nil
  }

  private static func isPlaceholder(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= longest, text.first.map({ $0 <= 0x20 || $0.beginsPlaceholder }) ?? false
    else { return false }
    return String(decoding: text, as: UTF8.self).isPlaceholder
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
