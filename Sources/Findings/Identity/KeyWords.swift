/// What comes to anybody's mind as a key: words for keys, rows of a keyboard, dates, and runs of characters.
enum KeyWords {
  /// The fewest characters of a key that are none of these.
  private static let leastOwn = 8
  /// The fewest characters in their order that are a run and no chance.
  private static let leastRun = 4

  private static let words = [
    "passphrase", "password", "passwort", "changeme", "secret", "geheim", "pseudonym", "letmein",
    "welcome", "default", "example", "custos", "qwertyuiop", "qwertzuiop", "qwerty", "qwertz",
    "asdfghjkl", "asdfgh", "asdf", "zxcvbnm", "yxcvbnm", "zxcv", "police", "admin", "test", "key",
    "salt",
  ].map { $0.unicodeScalars.map(\.value) }

  /// Whether too little is left of a key without them.
  static func isGuessable(_ signs: [UInt32]) -> Bool {
    let folded = signs.map { 65...90 ~= $0 ? $0 + 32 : $0 }
    var rest = folded[...]
    var own = 0
    while let first = rest.first {
      let length = knownLength(at: rest)
      if length == 0, isLetterOrDigit(first) { own += 1 }
      rest = rest.dropFirst(max(length, 1))
    }
    return own < leastOwn
  }

  /// How many characters at the beginning come to anybody's mind.
  private static func knownLength(at rest: ArraySlice<UInt32>) -> Int {
    let word = words.first { rest.starts(with: $0) }?.count ?? 0
    return max(word, dateLength(at: rest), runLength(at: rest))
  }

  /// The length of a date such as `2026-11-01` or `20261101`.
  private static func dateLength(at rest: ArraySlice<UInt32>) -> Int {
    let digits = rest.prefix(10).filter { 48...57 ~= $0 }.prefix(8).map { Int($0) - 48 }
    guard digits.count == 8, [19, 20].contains(digits[0] * 10 + digits[1]),
      1...12 ~= digits[4] * 10 + digits[5], 1...31 ~= digits[6] * 10 + digits[7]
    else { return 0 }
    return 48...57 ~= rest[rest.startIndex + 4] ? 8 : min(10, rest.count)
  }

  private static func runLength(at rest: ArraySlice<UInt32>) -> Int {
    var length = leastRun
    guard rest.count >= length, Fingerprint.isRun(rest.prefix(length)) else { return 0 }
    while length < rest.count, Fingerprint.isRun(rest.prefix(length + 1)) { length += 1 }
    return length
  }

  /// Letters outside ASCII count as well.
  private static func isLetterOrDigit(_ sign: UInt32) -> Bool {
    48...57 ~= sign || 97...122 ~= sign || sign > 127
  }
}
