/// The known codes, by the name of their list, such as `regime`.
public struct CodeBook: Sendable {
  /// The codes of each list.
  public var lists: [String: [String]]
  /// The names of the lists beside whose codes there are no others.
  public var closed: Set<String>

  /// Codes by the name of their list.
  public init(lists: [String: [String]], closed: Set<String> = []) {
    self.lists = lists
    self.closed = closed
  }

  /// Makes all lists closed.
  mutating func closeAll() { closed = Set(lists.keys) }
}

/// The codes of a book by the index of their list, made ready once for all inputs.
struct KnownCodes: Sendable {
  /// `nil` for a list that nobody gave.
  let sets: [Set<String>?]
  let ordered: [[String]]
  /// Whether the codes of a list are known at all.
  let isChecked: [Bool]
  /// Whether there are no codes but the known ones.
  let isClosed: [Bool]

  init(_ book: CodeBook?) {
    let lists = ShapeTable.shared.codeLists
    // Classes of records are looked up as references, since organisations have their own.
    sets = lists.map { name in
      name == References.classList ? nil : book?.lists[name].map { Set($0) }
    }
    ordered = lists.map { name in book?.lists[name] ?? [] }
    isChecked = sets.map { $0 != nil }
    isClosed = lists.map { book?.closed.contains($0) ?? false }
  }
}

/// Checks codes, with a cache in front because rows repeat few codes.
struct CodeChecker: ~Copyable {
  private static let cacheSize = 256

  private struct Entry {
    var list = -1
    var length = 0
    var isKnown = true
    var text = ShortText(UnsafeBufferPointer(start: nil, count: 0))

    @inline(__always)
    func holds(_ other: ShortText, count: Int, list: Int) -> Bool {
      self.list == list && length == count && text == other
    }
  }

  private let known: KnownCodes
  private let cache: UnsafeMutablePointer<Entry>

  init(_ known: KnownCodes) {
    self.known = known
    cache = .allocate(capacity: Self.cacheSize)
    cache.initialize(repeating: Entry(), count: Self.cacheSize)
  }

  deinit { cache.deallocate() }

  /// Whether the codes of a list are known at all.
  @inline(__always)
  func isChecked(_ list: Int) -> Bool { known.isChecked[list] }

  /// Forgets which codes were met, when what was noted about some of them is taken back.
  func forget() {
    for index in 0..<Self.cacheSize { cache[index].list = -1 }
  }

  /// The known codes of a list, for a hint.
  func codes(_ list: Int) -> [String] { known.ordered[list] }

  /// Whether there are no codes in a list but the known ones.
  func isClosed(_ list: Int) -> Bool { known.isClosed[list] }

  /// How a code stands to its list.
  enum Standing {
    case known
    /// Not known, and met for the first time since much else was met.
    case new
    case unknown
  }

  /// Whether a code is known, and if not, whether it was met before.
  @inline(__always)
  func standing(of text: UnsafeBufferPointer<UInt8>, list: Int) -> Standing {
    guard text.count <= ShortText.longest else { return isKnown(text, list: list) ? .known : .new }
    let short = ShortText(text)
    let entry = entry(of: short, count: text.count, list: list)
    if entry.pointee.holds(short, count: text.count, list: list) {
      return entry.pointee.isKnown ? .known : .unknown
    }
    return meet(text, short, list: list, at: entry)
  }

  /// Whether a code was met not long ago and is known.
  @inline(__always)
  func isRemembered(_ text: UnsafeBufferPointer<UInt8>, list: Int) -> Bool {
    guard text.count <= ShortText.longest else { return false }
    let short = ShortText(text)
    let entry = entry(of: short, count: text.count, list: list)
    return entry.pointee.holds(short, count: text.count, list: list) && entry.pointee.isKnown
  }

  @inline(__always)
  private func entry(of short: ShortText, count: Int, list: Int) -> UnsafeMutablePointer<Entry> {
    var hash = (short.words[0] ^ short.words[1] &* 3) &* 0x9e37_79b9_7f4a_7c15
    hash ^= UInt64(truncatingIfNeeded: list &+ count)
    return cache + Int(truncatingIfNeeded: (hash >> 56 ^ hash) & 0xff)
  }

  @inline(never)
  private func meet(
    _ text: UnsafeBufferPointer<UInt8>, _ short: ShortText, list: Int,
    at entry: UnsafeMutablePointer<Entry>
  ) -> Standing {
    let isKnown = isKnown(text, list: list)
    entry.pointee = Entry(list: list, length: text.count, isKnown: isKnown, text: short)
    return isKnown ? .known : .new
  }

  private func isKnown(_ text: UnsafeBufferPointer<UInt8>, list: Int) -> Bool {
    known.sets[list]?.contains(String(decoding: text, as: UTF8.self)) ?? true
  }
}
