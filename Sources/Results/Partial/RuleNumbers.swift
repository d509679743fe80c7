/// The numbers of some rules, a bit each.
public struct RuleNumbers: Hashable, Sendable {
  private var words: [UInt64] = []

  /// No rule.
  public init() {}

  /// Some rules.
  init(_ numbers: some Sequence<Int>) {
    for number in numbers { insert(number) }
  }

  /// Adds a rule.
  public mutating func insert(_ number: Int) {
    let word = number / UInt64.bitWidth
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(number % UInt64.bitWidth)
  }

  /// Adds the rules of another part of a run.
  mutating func formUnion(_ other: RuleNumbers) {
    // What is taken over as it is stays in the memory that it shares with others.
    if words.isEmpty {
      self = other
      return
    }
    while words.count < other.words.count { words.append(0) }
    for (word, bits) in other.words.enumerated() where words[word] | bits != words[word] {
      words[word] |= bits
    }
  }

  /// The numbers, in order.
  public var sorted: [Int] {
    words.enumerated().flatMap { word, bits in
      (0..<UInt64.bitWidth).filter { bits >> UInt64($0) & 1 != 0 }
        .map { word * UInt64.bitWidth + $0 }
    }
  }
}
