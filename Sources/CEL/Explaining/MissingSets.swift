/// Which missing facts could bring a value about, as sets of their numbers.
///
/// There are finitely many of each size, but they multiply; so only the smallest are kept, and no
/// more than a limit.
struct MissingSets: Equatable {
  static let mostSets = 64

  /// The common cases take no memory.
  private enum Form: Equatable {
    case impossible
    case certain
    case one(Int)
    case several([[Int]])
  }

  private let form: Form

  /// Nothing could.
  static let impossible = MissingSets(.impossible)
  /// Nothing is missing.
  static let certain = MissingSets(.certain)

  private init(_ form: Form) { self.form = form }

  /// One fact alone.
  init(_ fact: Int) { form = .one(fact) }

  init(sets: [[Int]]) {
    form =
      switch (sets.count, sets.first?.count) {
      case (0, _): .impossible
      case (1, 0): .certain
      case (1, 1): .one(sets[0][0])
      default: .several(sets)
      }
  }

  /// Each set in order; none is part of another. One empty set: nothing is missing.
  var sets: [[Int]] {
    switch form {
    case .impossible: []
    case .certain: [[]]
    case .one(let fact): [[fact]]
    case .several(let sets): sets
    }
  }

  /// What either brings about.
  func or(_ other: MissingSets) -> MissingSets {
    switch (form, other.form) {
    case (.impossible, _): other
    case (_, .impossible): self
    case (.certain, _), (_, .certain): .certain
    case (.one(let left), .one(let right)) where left == right: self
    default: MissingSets.smallest(sets + other.sets)
    }
  }

  /// What both bring about together.
  func and(_ other: MissingSets) -> MissingSets {
    switch (form, other.form) {
    case (.certain, _): return other
    case (_, .certain): return self
    case (.impossible, _), (_, .impossible): return .impossible
    case (.one(let left), .one(let right)) where left == right: return self
    default: break
    }
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
