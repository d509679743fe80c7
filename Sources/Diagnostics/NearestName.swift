/// The known name that a misspelt one most likely meant, for a hint.
///
/// Counts insertions, deletions, substitutions and swaps of neighbours (the restricted
/// Damerau-Levenshtein distance) over UTF-8 bytes, case folded. A name further away than a third
/// of the length is no likely cure, so `nil` is returned.
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  nearestName(to: name, among: candidates, within: max(1, name.utf8.count / 3))
}

/// The name that a name was likely meant to be, where it is one slip away, or two in a longer name:
/// a letter too many, too few, wrong or swapped. Numbers are not misspelt: `group-2` is not `group-1`.
public func misspeltName(_ name: String, among candidates: some Sequence<String>) -> String? {
  func withoutDigits(_ text: String) -> [UInt8] {
    foldedBytes(text).filter { !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0) }
  }
  let letters = withoutDigits(name)
  return nearestName(
    to: name, among: candidates.filter { $0 != name && withoutDigits($0) != letters },
    within: name.utf8.count < 8 ? 1 : 2)
}

private func nearestName(
  to name: String, among candidates: some Sequence<String>, within limit: Int
) -> String? {
  let wanted = foldedBytes(name)
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  var best: String?
  var bestDistance = limit + 1
  for candidate in candidates where candidate.utf8.count <= 64 {
    let distance = editDistance(wanted, foldedBytes(candidate))
    let isBetter =
      distance < bestDistance
      || distance == bestDistance
        && best.map { candidate.utf8.lexicographicallyPrecedes($0.utf8) } == true
    if isBetter {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

private func foldedBytes(_ text: String) -> [UInt8] {
  text.utf8.map { byte in
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte + 32 : byte
  }
}

private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforePrevious = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  for row in 0..<left.count {
    var current = [row + 1]
    for column in 0..<right.count {
      let substitution = previous[column] + (left[row] == right[column] ? 0 : 1)
      var distance = min(previous[column + 1] + 1, current[column] + 1, substitution)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        distance = min(distance, beforePrevious[column - 1] + 1)
      }
      current.append(distance)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.count]
}
