/// The known name that a misspelt one most likely meant, for a hint.
///
/// Counts insertions, deletions, substitutions and swaps of neighbours (the restricted
/// Damerau-Levenshtein distance) over UTF-8 bytes, case folded. A name further away than a third
/// of the length is no likely cure, so `nil` is returned.
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = foldedBytes(name)
  guard !wanted.isEmpty, wanted.count <= longestName else { return nil }
  var search = NearestSearch(wanted, within: max(1, wanted.count / 3))
  for candidate in candidates where candidate.utf8.count <= longestName {
    search.look(at: candidate, foldedBytes(candidate))
  }
  return search.best
}

/// Names among which slips are looked for, prepared once.
public struct NameIndex: Sendable {
  private struct Entry {
    let name: String
    let folded: [UInt8]
    let letters: [UInt8]
    /// How many bytes it has of each kind, by their last five bits.
    let counts: SIMD32<UInt8>
  }

  private let entries: [Entry]
  /// Of which kinds each has any, and of which an odd number: nearly all names are told apart by these,
  /// and nothing else of them is looked at.
  private let kinds: [Kinds]

  /// The names to look among.
  public init(_ names: some Sequence<String>) {
    entries = Set(names).filter { $0.utf8.count <= longestName }.map { name in
      let folded = foldedBytes(name)
      return Entry(
        name: name, folded: folded, letters: Self.letters(folded), counts: Self.counts(folded))
    }
    kinds = entries.map { Kinds($0.folded) }
  }

  /// The name that another was likely meant to be, where it is one slip away, or two in a longer
  /// name: a letter too many, too few, wrong, swapped or of the other case. Numbers are not
  /// misspelt: `group-2` is not `group-1`.
  public func misspelling(of name: String) -> String? {
    let wanted = foldedBytes(name)
    guard !wanted.isEmpty, wanted.count <= longestName else { return nil }
    let letters = Self.letters(wanted)
    let counts = Self.counts(wanted)
    let own = Kinds(wanted)
    let limit = wanted.count < 8 ? 1 : 2
    var search = NearestSearch(wanted, within: limit)
    for (index, other) in kinds.enumerated() where own.differ(from: other) <= 2 * limit {
      let entry = entries[index]
      // A slip brings one byte and takes one away, at most.
      let difference = pointwiseMax(entry.counts, counts) &- pointwiseMin(entry.counts, counts)
      guard difference.wrappedSum() <= 2 * limit, entry.name != name,
        entry.letters != letters || entry.folded == wanted
      else { continue }
      search.look(at: entry.name, entry.folded)
    }
    return search.best
  }

  private static func counts(_ text: [UInt8]) -> SIMD32<UInt8> {
    text.reduce(into: .zero) { $0[Int($1 & 31)] += 1 }
  }

  private static func letters(_ text: [UInt8]) -> [UInt8] {
    text.filter { !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0) }
  }
}

/// Which kinds of bytes a text has, by their last five bits.
private struct Kinds {
  private var any: UInt32 = 0
  private var odd: UInt32 = 0

  init(_ text: [UInt8]) {
    for byte in text {
      any |= 1 << UInt32(byte & 31)
      odd ^= 1 << UInt32(byte & 31)
    }
  }

  /// Of how many kinds one text has some and the other none, or one an odd number and the other an even
  /// one, whichever are more: a byte that comes or goes changes one of each.
  @inline(__always)
  func differ(from other: Kinds) -> Int {
    max((any ^ other.any).nonzeroBitCount, (odd ^ other.odd).nonzeroBitCount)
  }
}

/// The most bytes of a name that another is held against.
private let longestName = 64

private func foldedBytes(_ text: String) -> [UInt8] {
  text.utf8.map { byte in
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte + 32 : byte
  }
}

/// Holds names against one, and keeps the nearest; of several the first in the order of bytes.
private struct NearestSearch {
  private let wanted: [UInt8]
  private var limit: Int
  private(set) var best: String?
  /// Three rows of the table of distances, which take turns.
  private var table = [Int](repeating: 0, count: 3 * (longestName + 1))

  init(_ wanted: [UInt8], within limit: Int) {
    self.wanted = wanted
    self.limit = limit
  }

  mutating func look(at name: String, _ folded: [UInt8]) {
    guard abs(folded.count - wanted.count) <= limit, let distance = distance(to: folded) else {
      return
    }
    if let best, distance == limit, !name.precedes(best) { return }
    best = name
    limit = distance
  }

  /// The distance to a name; `nil` where it is beyond the limit.
  private mutating func distance(to other: [UInt8]) -> Int? {
    let width = longestName + 1
    // Where this row begins, the one before it, and the one before that.
    var (row, above, above2) = (0, width, 2 * width)
    for column in 0...other.count { table[row + column] = column }
    var leastBefore = 0
    for (line, byte) in wanted.enumerated() {
      (row, above, above2) = (above2, row, above)
      var least = line + 1
      table[row] = least
      for column in 0..<other.count {
        var distance = min(
          table[above + column + 1] + 1, table[row + column] + 1,
          table[above + column] + (byte == other[column] ? 0 : 1))
        if line > 0, column > 0, byte == other[column - 1], wanted[line - 1] == other[column] {
          distance = min(distance, table[above2 + column - 1] + 1)
        }
        table[row + column + 1] = distance
        least = min(least, distance)
      }
      // A swap looks two rows back.
      if least > limit, leastBefore > limit { return nil }
      leastBefore = least
    }
    let distance = table[row + other.count]
    return distance <= limit ? distance : nil
  }
}
