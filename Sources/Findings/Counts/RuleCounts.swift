/// How many checks rules made, by the rule's number.
///
/// Kept in the order of the numbers, in which rules are asked: thousands of datasets each have one.
public struct RuleCounts: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  private struct Entry: Hashable, Sendable, BitwiseCopyable {
    var rule: Int
    var count: Int
  }

  private var entries: [Entry] = []

  /// No checks.
  public init() {}

  /// The counts of some rules, each of which is there once.
  public init(dictionaryLiteral counts: (Int, Int)...) {
    for (rule, count) in counts { self[rule] = count }
  }

  /// Whether no rule made a check.
  public var isEmpty: Bool { entries.isEmpty }

  /// How many rules made checks.
  public var count: Int { entries.count }

  /// The numbers of the rules, in order.
  public var rules: [Int] { entries.map(\.rule) }

  /// The numbers of the rules, each with its count behind it, in order.
  public var numbers: [Int] { entries.flatMap { [$0.rule, $0.count] } }

  /// How many checks a rule made; `nil` where it made none.
  public subscript(rule: Int) -> Int? {
    get {
      let place = place(of: rule)
      return place < entries.count && entries[place].rule == rule ? entries[place].count : nil
    }
    set {
      let place = place(of: rule)
      if let newValue, place == entries.count {
        // As rules are mostly counted, in order; cheaper than to insert.
        entries.append(Entry(rule: rule, count: newValue))
        return
      }
      let isThere = place < entries.count && entries[place].rule == rule
      switch (newValue, isThere) {
      case (let count?, true): entries[place].count = count
      case (let count?, false): entries.insert(Entry(rule: rule, count: count), at: place)
      case (nil, true): entries.remove(at: place)
      case (nil, false): break
      }
    }
  }

  /// How many checks a rule made; another number where it made none.
  public subscript(rule: Int, default other: Int) -> Int { self[rule] ?? other }

  /// Adds the checks of another part of a run.
  public mutating func add(_ other: RuleCounts) {
    // What is taken over as it is stays in the memory that it shares with others.
    if entries.isEmpty {
      self = other
      return
    }
    for entry in other.entries { self[entry.rule] = self[entry.rule, default: 0] + entry.count }
  }

  public func hash(into hasher: inout Hasher) {
    entries.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// The place of a rule, or where it would be; mostly behind all others.
  private func place(of rule: Int) -> Int {
    guard let last = entries.last, last.rule >= rule else { return entries.count }
    var (low, high) = (0, entries.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].rule < rule { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
