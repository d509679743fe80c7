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
    let (left, right) = (sets, other.sets)
    if left.count == 1, right.count == 1 {
      return MissingSets(sets: [MissingSets.union(left[0], right[0])])
    }
    return MissingSets.smallest(
      left.flatMap { set in right.map { MissingSets.union(set, $0) } })
  }

  /// The members of two sets, each in order and once.
  ///
  /// A list whose every item lacks a fact makes one set as long as the list, item by item, so this only
  /// goes through both.
  private static func union(_ left: [Int], _ right: [Int]) -> [Int] {
    if let last = left.last, let next = right.first, last < next { return left + right }
    var result: [Int] = []
    result.reserveCapacity(left.count + right.count)
    var (own, others) = (0, 0)
    while own < left.count, others < right.count {
      let (first, second) = (left[own], right[others])
      result.append(min(first, second))
      if first <= second { own += 1 }
      if second <= first { others += 1 }
    }
    return result + left[own...] + right[others...]
  }

  /// Whether a set holds all members of another one, both in order.
  private static func holds(_ set: [Int], _ part: [Int]) -> Bool {
    guard part.count < set.count else { return set == part }
    var index = 0
    for member in part {
      while index < set.count, set[index] < member { index += 1 }
      guard index < set.count, set[index] == member else { return false }
    }
    return true
  }

  /// Drops every set that holds another one.
  private static func smallest(_ sets: [[Int]]) -> MissingSets {
    let ordered = sets.sorted { left, right in
      left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
    var kept: [[Int]] = []
    for candidate in ordered {
      if !kept.contains(where: { holds(candidate, $0) }) { kept.append(candidate) }
      if kept.count == mostSets { break }
    }
    return MissingSets(sets: kept)
  }
}
