/// The known codes, by the name of their list, such as `regime`.
public struct CodeBook: Sendable {
  /// The codes of each list.
  public var lists: [String: [String]]

  /// Codes by the name of their list.
  public init(lists: [String: [String]]) {
    self.lists = lists
  }
}

/// The codes of a book by the index of their list, made ready once for all inputs.
struct KnownCodes: Sendable {
  /// `nil` for a list that nobody gave.
  let sets: [Set<String>?]
  let ordered: [[String]]
  /// Whether the codes of a list are known at all.
  let isChecked: [Bool]

  init(_ book: CodeBook?) {
    let lists = ShapeTable.shared.codeLists
    sets = lists.map { name in book?.lists[name].map { Set($0) } }
    ordered = lists.map { name in book?.lists[name] ?? [] }
    isChecked = sets.map { $0 != nil }
  }
}

/// Checks codes, with a cache in front because rows repeat few codes.
struct CodeChecker {
  private static let cacheSize = 256
  private static let longest = 32

  private struct Entry {
    var list = -1
    var length = 0
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  }

  private let known: KnownCodes
  private var cache: [Entry]

  init(_ known: KnownCodes) {
    self.known = known
    cache = Array(repeating: Entry(), count: Self.cacheSize)
  }

  /// Whether the codes of a list are known at all.
  @inline(__always)
  func isChecked(_ list: Int) -> Bool { known.isChecked[list] }

  /// Forgets which codes were met, when what was noted about some of them is taken back.
  mutating func forget() {
    for index in cache.indices { cache[index].list = -1 }
  }

  /// The known codes of a list, for a hint.
  func codes(_ list: Int) -> [String] { known.ordered[list] }

  /// Whether a code was met before or is known; one that is not is treated as met from now on.
  mutating func isUnremarkable(_ text: UnsafeBufferPointer<UInt8>, list: Int) -> Bool {
    guard text.count <= Self.longest else { return isKnown(text, list: list) }
    var entry = Entry(list: list, length: text.count)
    withUnsafeMutableBytes(of: &entry.words) { $0.copyMemory(from: UnsafeRawBufferPointer(text)) }
    var hash = (entry.words.0 ^ entry.words.1 &* 3) &* 0x9e37_79b9_7f4a_7c15
    hash ^= UInt64(truncatingIfNeeded: list &+ text.count)
    let index = Int(truncatingIfNeeded: hash >> 56 ^ hash & 0xff) % Self.cacheSize
    let met = cache[index]
    if met.list == list, met.length == entry.length, met.words == entry.words { return true }
    cache[index] = entry
    return isKnown(text, list: list)
  }

  private func isKnown(_ text: UnsafeBufferPointer<UInt8>, list: Int) -> Bool {
    known.sets[list]?.contains(String(decoding: text, as: UTF8.self)) ?? true
  }
}
