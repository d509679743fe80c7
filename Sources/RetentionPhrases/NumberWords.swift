/// Numbers written as words, from one to nine hundred and ninety-nine.
enum NumberWords {
  private static let units: [String: Int] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
  ]
  private static let tens: [String: Int] = [
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
  ]

  /// Whether a word is part of a number.
  static func isNumber(_ word: String) -> Bool {
    units[word] != nil || tens[word] != nil || word == "hundred"
  }

  /// The number at a place, in digits or words, and the place after it.
  static func number(in tokens: [PhraseToken], at start: Int) -> (value: Int, next: Int)? {
    guard start < tokens.count else { return nil }
    switch tokens[start] {
    case .number(let value): return (value, start + 1)
    case .mark: return nil
    case .word("a"), .word("an"):
      if case .word("hundred")? = tokens[safe: start + 1] { break }
      return (1, start + 1)
    case .word: break
    }
    guard var (value, next) = belowHundred(in: tokens, at: start) ?? article(tokens, start) else {
      return nil
    }
    guard case .word("hundred")? = tokens[safe: next], value < 10 else { return (value, next) }
    value *= 100
    next += 1
    let afterAnd: Int = if case .word("and")? = tokens[safe: next] { next + 1 } else { next }
    if let rest = belowHundred(in: tokens, at: afterAnd) { return (value + rest.0, rest.1) }
    return (value, next)
  }

  private static func article(_ tokens: [PhraseToken], _ start: Int) -> (Int, Int)? {
    if case .word("a")? = tokens[safe: start] { return (1, start + 1) }
    return nil
  }

  private static func belowHundred(in tokens: [PhraseToken], at start: Int) -> (Int, Int)? {
    guard case .word(let word)? = tokens[safe: start] else { return nil }
    if let unit = units[word] { return (unit, start + 1) }
    guard let ten = tens[word] else { return nil }
    var next = start + 1
    if case .mark("-")? = tokens[safe: next] { next += 1 }
    if case .word(let second)? = tokens[safe: next], let unit = units[second], 1...9 ~= unit {
      return (ten + unit, next + 1)
    }
    return (ten, start + 1)
  }
}

extension Array {
  /// The element at an index, or `nil` past the end.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
