import Bytes
import Crypto
import Diagnostics

/// Digests that identify texts, findings and people.
public struct Fingerprint: Sendable {
  private let key: SymmetricKey?
  /// The beginning of what every pseudonym of a record is made from.
  private let recordCode: HMAC<SHA256>?

  /// Fingerprints under a key, which nobody without the key can make; without a key, plain ones.
  public init(key: [UInt8]?) {
    self.key = key.map { SymmetricKey(data: $0) }
    recordCode = self.key.map { key in
      var code = HMAC<SHA256>(key: key)
      code.update(data: Array("record\n".utf8))
      return code
    }
  }

  /// Whether a key is in use.
  public var hasKey: Bool { key != nil }

  /// The fewest bytes of a key.
  public static let leastKeyBytes = 16

  /// What makes a key one that anybody could try out, or that a broken job left blank, in words that
  /// follow "the key is"; `nil` where nothing does.
  ///
  /// Only what can be seen counts: blanks and characters without width are typed by mistake.
  public static func weakness(ofKey key: String) -> String? {
    let seen = key.unicodeScalars.filter { String($0).saysSomething }
    if seen.isEmpty { return "blank" }
    if seen.reduce(0, { $0 + String($1).utf8.count }) < leastKeyBytes {
      return "shorter than \(leastKeyBytes) bytes"
    }
    return pattern(of: seen.map(\.value))
  }

  /// The fewest different characters of a key.
  private static let leastDifferent = 5

  /// What makes characters ones that come to anybody's mind, in words that follow "the key is"; `nil`
  /// where nothing does.
  private static func pattern(of signs: [UInt32]) -> String? {
    let different = Set(signs).count
    if different == 1 { return "one character over and over" }
    let piece = (1..<signs.count).first { length in
      (length..<signs.count).allSatisfy { signs[$0] == signs[$0 - length] }
    }
    // A piece that would do by itself may be there twice.
    if let piece, piece < leastKeyBytes, piece <= signs.count / 2 {
      return "a short piece over and over"
    }
    if different < leastDifferent { return "made of only \(different) different characters" }
    if isRun(signs) { return "a run of characters in their order" }
    return KeyWords.isGuessable(signs)
      ? "made of words, dates and runs that anybody would try" : nil
  }

  /// Whether each character is the one after or before the last, as in `1234567890123456` or `zyxw…`.
  static func isRun(_ signs: some Collection<UInt32>) -> Bool {
    let steps = zip(signs.dropFirst(), signs).map { Int64($0) - Int64($1) }
    // From nine to zero and from z to a it goes on.
    let ascends = steps.allSatisfy { $0 == 1 || $0 == -9 || $0 == -25 }
    return ascends || steps.allSatisfy { $0 == -1 || $0 == 9 || $0 == 25 }
  }

  /// A short value that tells keys apart and gives none of them away; `nil` without a key.
  public var keyMark: String? { hasKey ? digits(of: "custos key mark", count: 16) : nil }

  /// The identity of a finding on a person or a record, which the key hides where there is one: 16
  /// hexadecimal digits over rule, subject and cause code.
  public func privateFindingID(rule: String, subject: String, causeCode: String) -> String {
    digits(of: "\(rule)\n\(subject)\n\(causeCode)", count: 16)
  }

  /// The identity of a finding on anything else, the same under every key.
  public static func findingID(rule: String, subject: String, causeCode: String) -> String {
    Hexadecimal.text(
      of: SHA256.hash(data: Array("\(rule)\n\(subject)\n\(causeCode)".utf8)), digits: 16)
  }

  /// The identity of the second, third, … finding that nothing shown tells from the first.
  package static func findingID(_ id: String, number: Int) -> String {
    Hexadecimal.text(of: SHA256.hash(data: Array("\(id)\n\(number)".utf8)), digits: 16)
  }

  /// A stand-in for an identifier of a person or a record, such as `record-3f2a90bc41d7`; `nil`
  /// without a key, since a plain digest of a guessable identifier hides nothing.
  public func pseudonym(_ identifier: String, kind: String) -> String? {
    guard hasKey else { return nil }
    return "\(kind)-\(digits(of: "\(kind)\n\(identifier)", count: 12))"
  }

  /// The first 64 bits of what the pseudonym of a record is made from; `nil` without a key.
  func recordBits(_ identifier: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard var code = recordCode else { return nil }
    code.update(data: identifier)
    return code.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func digits(of text: String, count: Int) -> String {
    var text = text
    return text.withUTF8 { bytes in
      if let key {
        return Hexadecimal.text(
          of: HMAC<SHA256>.authenticationCode(for: bytes, using: key), digits: count)
      }
      return Hexadecimal.text(of: SHA256.hash(data: bytes), digits: count)
    }
  }

  /// SHA-256 of a text's UTF-8 (FIPS 180-4), in hexadecimal.
  public static func hexadecimal(of text: String) -> String {
    Hexadecimal.text(of: SHA256.hash(data: Array(text.utf8)), digits: 64)
  }
}
