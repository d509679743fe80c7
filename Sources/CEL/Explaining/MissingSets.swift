/// Which missing facts could bring a value about, as sets of their numbers.
///
/// There are finitely many of each size, but they multiply; so only the smallest are kept, and no
/// more than a limit.
struct MissingSets: Equatable {
  static let mostSets = 64

  /// Each set in order; none is part of another. One empty set: nothing is missing.
  private(set) var sets: [[Int]]

  /// Nothing could.
  static let impossible = MissingSets(sets: [])
  /// Nothing is missing.
  static let certain = MissingSets(sets: [[]])

  init(sets: [[Int]]) {
    self.sets = sets
  }

  /// One fact alone.
  init(_ fact: Int) {
    sets = [[fact]]
  }

  /// What either brings about.
  func or(_ other: MissingSets) -> MissingSets {
    if self == .impossible { return other }
    if other == .impossible { return self }
    return MissingSets.smallest(sets + other.sets)
  }

  /// What both bring about together.
  func and(_ other: MissingSets) -> MissingSets {
    if self == .certain { return other }
    if other == .certain { return self }
    var products: [[Int]] = []
    for left in sets {
      for right in other.sets { products.append(Set(left + right).sorted()) }
    }
    return MissingSets.smallest(products)
  }

  /// Drops every set that holds another one.
  private static func smallest(_ sets: [[Int]]) -> MissingSets {
    let ordered = sets.sorted { left, right in
      left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
    var kept: [[Int]] = []
    for candidate in ordered {
      let members = Set(candidate)
      if !kept.contains(where: { members.isSuperset(of: $0) }) { kept.append(candidate) }
      if kept.count == mostSets { break }
    }
    return MissingSets(sets: kept)
  }
}
