/// A row in JSON whose members are read where they stand, without a tree.
///
/// It holds the members that a mapping takes by name, and knows texts without escapes, numbers, `true`,
/// `false` and `null`. A row that has anything else in one of them is read as a ``JSONDocument``, and so
/// is every row that is not sound, so that there is one place that says what is wrong with it.
final class FlatRow {
  /// What a member is.
  enum Kind: UInt8 {
    case absent, null, yes, no, number, string
  }

  struct Member {
    var kind = Kind.absent
    /// The text, without quotation marks.
    var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// Where the value begins.
    var line = 0
    var column = 0
  }

  /// The names of members, in the order in which the mapping refers to them.
  let names: [String]
  let members: UnsafeMutableBufferPointer<Member>
  /// The bytes of all names, and where each ends.
  private let keyBytes: UnsafeMutableBufferPointer<UInt8>
  private let keyEnds: UnsafeMutableBufferPointer<Int>
  /// Tell the names apart that nothing refers to, of the row and of the objects in it, by their depth.
  private var others: [UniqueNames] = []

  init(names: [String]) {
    self.names = names
    members = .allocate(capacity: names.count)
    members.initialize(repeating: Member())
    let bytes = names.flatMap { Array($0.utf8) }
    keyBytes = .allocate(capacity: max(bytes.count, 1))
    _ = keyBytes.initialize(from: bytes)
    keyEnds = .allocate(capacity: names.count)
    var end = 0
    for (index, name) in names.enumerated() {
      end += name.utf8.count
      keyEnds[index] = end
    }
  }

  deinit {
    members.deallocate()
    keyBytes.deallocate()
    keyEnds.deallocate()
  }

  /// Forgets the members of the row before.
  @inline(__always)
  func clear() {
    for index in members.indices { members[index].kind = .absent }
  }

  /// What tells the names of objects at a depth apart.
  func others(_ depth: Int) -> UniqueNames {
    while others.count <= depth { others.append(UniqueNames()) }
    return others[depth]
  }

  /// The member of a key, or -1.
  ///
  /// - Parameter likely: The member to try first: rows of a file have the same order mostly.
  @inline(__always)
  func index(of key: UnsafeBufferPointer<UInt8>, likely: Int) -> Int {
    if likely < members.count, isName(likely, key) { return likely }
    for index in members.indices where index != likely && isName(index, key) { return index }
    return -1
  }

  @inline(__always)
  private func isName(_ index: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = index == 0 ? 0 : keyEnds[index &- 1]
    guard keyEnds[index] &- start == key.count else { return false }
    for offset in key.indices where keyBytes[start &+ offset] != key[offset] { return false }
    return true
  }

  /// The member of a name that the mapping refers to.
  func member(_ name: String) -> Member? {
    names.firstIndex(of: name).map { members[$0] }
  }
}
