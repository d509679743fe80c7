/// The known codes, by the name of their list, such as `regime`.
public struct CodeBook: Sendable {
  /// The codes of each list.
  public var lists: [String: [String]]

  /// Codes by the name of their list.
  public init(lists: [String: [String]]) {
    self.lists = lists
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

  /// By the index of the list; `nil` for a list that nobody gave.
  private let known: [Set<String>?]
  private let ordered: [[String]]
  private var cache: [Entry]

  init(_ book: CodeBook?) {
    known = ShapeTable.shared.codeLists.map { name in book?.lists[name].map { Set($0) } }
    ordered = ShapeTable.shared.codeLists.map { name in book?.lists[name] ?? [] }
    cache = Array(repeating: Entry(), count: Self.cacheSize)
  }

  /// Whether the codes of a list are known at all.
  @inline(__always)
  func isChecked(_ list: Int) -> Bool { known[list] != nil }

  /// The known codes of a list, for a hint.
  func codes(_ list: Int) -> [String] { ordered[list] }

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
    known[list]?.contains(String(decoding: text, as: UTF8.self)) ?? true
  }
}
