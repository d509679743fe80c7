extension JSONScanner {
  /// The deepest nesting that is read.
  static let deepest = 256

  /// Takes a value of any kind and checks its form, but not whether its keys are unique.
  ///
  /// - Parameters:
  ///   - moves: Whether the window may move on within the value, which may then be of any size.
  ///   - depth: How deep the value stands.
  mutating func skipValue(moves: Bool, depth: Int) throws(JSONStop) {
    // One bit for each open bracket (1) or brace (0).
    try skip(NestingBits(), moves: moves, depth: depth)
  }

  /// Takes what is left of a list whose bracket was taken and that holds something.
  mutating func skipRest(depth: Int) throws(JSONStop) {
    var kinds = NestingBits()
    kinds.append(true)
    try skip(kinds, moves: true, depth: depth)
  }

  private mutating func skip(
    _ open: NestingBits, moves: Bool, depth: Int
  ) throws(JSONStop) {
    var kinds = open
    var isValueNext = true
    while true {
      let place = self.place
      let saved = kinds
      do throws(JSONStop) {
        isValueNext = try skipToken(&kinds, isValueNext, depth)
      } catch {
        guard error == .needsMore, moves else { throw error }
        kinds = saved
        goBack(to: place)
        try refill()
        continue
      }
      if kinds.count == 0, !isValueNext { return }
      if moves { scratch.reset() }
    }
  }

  /// Takes a scalar, or an opening with what follows it, or what follows a value.
  ///
  /// - Returns: Whether a value comes next.
  private mutating func skipToken(
    _ kinds: inout NestingBits, _ isValueNext: Bool, _ depth: Int
  ) throws(JSONStop) -> Bool {
    guard isValueNext else {
      let isArray = kinds.last
      guard try separator(isArray ? UInt8(ascii: "]") : UInt8(ascii: "}")) else {
        kinds.removeLast()
        return false
      }
      if !isArray { try skipKey() }
      return true
    }
    switch try peek() {
    case UInt8(ascii: "{"):
      try descend(&kinds, isArray: false, depth)
      guard try open(UInt8(ascii: "}")) else { return pop(&kinds) }
      try skipKey()
      return true
    case UInt8(ascii: "["):
      try descend(&kinds, isArray: true, depth)
      return try open(UInt8(ascii: "]")) ? true : pop(&kinds)
    default:
      try skipScalar()
      return false
    }
  }

  /// Takes a key, and keeps its place where it is one to look out for that has a list or an object.
  @inline(__always)
  private mutating func skipKey() throws(JSONStop) {
    if watched.isEmpty {
      _ = try key()
    } else {
      try watchKey()
    }
  }

  @inline(never)
  private mutating func watchKey() throws(JSONStop) {
    _ = try peek()
    let (line, column) = (line, column(of: next))
    let name = String(decoding: try key(), as: UTF8.self)
    let first = try peek()
    guard first == UInt8(ascii: "[") || first == UInt8(ascii: "{"), watched.contains(name) else {
      return
    }
    passed.append((name, line, column))
  }

  private func pop(_ kinds: inout NestingBits) -> Bool {
    kinds.removeLast()
    return false
  }

  private mutating func descend(
    _ kinds: inout NestingBits, isArray: Bool, _ depth: Int
  ) throws(JSONStop) {
    guard depth + kinds.count < Self.deepest else {
      throw failNow("values are nested deeper than \(Self.deepest) levels", code: "reader.too-deep")
    }
    kinds.append(isArray)
  }

  /// Takes a string, a number, `true`, `false` or `null`.
  mutating func skipScalar() throws(JSONStop) {
    switch try peek() {
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: throw fail("expected a value, found \(found)")
    }
  }
}

/// A stack of at most 256 bits.
struct NestingBits {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private(set) var count = 0

  var last: Bool { self[count - 1] }

  mutating func append(_ bit: Bool) {
    set(count, bit)
    count += 1
  }

  mutating func removeLast() { count -= 1 }

  private subscript(index: Int) -> Bool {
    let word =
      switch index >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word >> UInt64(index & 63) & 1 != 0
  }

  private mutating func set(_ index: Int, _ bit: Bool) {
    let mask: UInt64 = 1 << UInt64(index & 63)
    func changed(_ word: UInt64) -> UInt64 { bit ? word | mask : word & ~mask }
    switch index >> 6 {
    case 0: words.0 = changed(words.0)
    case 1: words.1 = changed(words.1)
    case 2: words.2 = changed(words.2)
    default: words.3 = changed(words.3)
    }
  }
}
