import Bytes

/// Finds the members of one object in JSON.
///
/// The bytes behind the end have to be zeros, at least eight: a byte that cannot be is looked at again to
/// tell the end of the window from a fault.
struct FlatScan {
  /// How the scan ended.
  enum Outcome {
    /// The object ends before ``FlatScan/index``.
    case row
    /// The window ends in the middle of it.
    case needsMore
    /// It has something that only a tree can tell.
    case complex
  }

  /// How deep values that nothing refers to may be nested.
  private static let deepest = 32

  let row: FlatRow
  let window: UnsafePointer<UInt8>
  let end: Int
  var index: Int
  var line: Int
  /// The offset at which the line begins.
  var lineStart: Int
  /// Whether a byte past ASCII was met.
  private var isHigh = false

  init(
    _ row: FlatRow, _ window: UnsafePointer<UInt8>, _ range: Range<Int>, line: Int, lineStart: Int
  ) {
    self.row = row
    self.window = window
    index = range.lowerBound
    end = range.upperBound
    self.line = line
    self.lineStart = lineStart
  }

  /// Reads the object that begins here.
  mutating func object() -> Outcome {
    row.clear()
    let start = index
    guard members(0) else { return index >= end ? .needsMore : .complex }
    guard index <= end else { return .needsMore }
    if isHigh {
      let text = UnsafeBufferPointer(start: window + start, count: index - start)
      if (try? UTF8Span(validating: text.span)) == nil { return .complex }
    }
    return .row
  }

  /// Takes an object; only the members of the outermost are kept.
  ///
  /// - Returns: Whether all was sound and plain.
  private mutating func members(_ depth: Int) -> Bool {
    guard take(UInt8(ascii: "{")) else { return false }
    skipSpace()
    if take(UInt8(ascii: "}")) { return true }
    var likely = 0
    var others: UniqueNames?
    while true {
      guard let key = string() else { return false }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { return false }
      skipSpace()
      let member = depth == 0 ? row.index(of: key, likely: likely) : -1
      if member >= 0 {
        likely = member &+ 1
        guard scalar(into: member) else { return false }
      } else {
        guard isNew(key, depth, &others), skipValue(depth) else { return false }
      }
      skipSpace()
      if take(UInt8(ascii: ",")) {
        skipSpace()
      } else {
        return take(UInt8(ascii: "}"))
      }
    }
  }

  /// Whether an object did not have a name before that nothing refers to.
  @inline(__always)
  private func isNew(
    _ key: UnsafeBufferPointer<UInt8>, _ depth: Int, _ others: inout UniqueNames?
  ) -> Bool {
    if others == nil {
      others = row.others(depth)
      others?.begin()
    }
    return others?.insert(key) ?? false
  }

  private mutating func scalar(into member: Int) -> Bool {
    let start = index
    let place = (line: line, column: index &- lineStart &+ 1)
    var kind: FlatRow.Kind
    var text: UnsafeBufferPointer<UInt8>
    if window[index] == UInt8(ascii: "\"") {
      guard let string = string() else { return false }
      kind = .string
      text = string
    } else {
      guard let found = word() else { return false }
      kind = found
      text = UnsafeBufferPointer(start: window + start, count: index &- start)
    }
    // Which of two members of one name counts is for the tree to say.
    guard row.members[member].kind == .absent else { return false }
    row.members[member] = FlatRow.Member(
      kind: kind, text: text, line: place.line, column: place.column)
    return true
  }

  /// Takes a value that nothing refers to.
  private mutating func skipValue(_ depth: Int) -> Bool {
    switch window[index] {
    case UInt8(ascii: "\""): return string() != nil
    case UInt8(ascii: "{"): return depth < Self.deepest && members(depth + 1)
    case UInt8(ascii: "["): return depth < Self.deepest && skipItems(depth + 1)
    default: return word() != nil
    }
  }

  private mutating func skipItems(_ depth: Int) -> Bool {
    guard take(UInt8(ascii: "[")) else { return false }
    skipSpace()
    if take(UInt8(ascii: "]")) { return true }
    while true {
      guard skipValue(depth) else { return false }
      skipSpace()
      guard take(UInt8(ascii: ",")) else { return take(UInt8(ascii: "]")) }
      skipSpace()
    }
  }

  /// Takes a string without escapes; `nil` of any other.
  @inline(__always)
  private mutating func string() -> UnsafeBufferPointer<UInt8>? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = index
    var high: UInt64 = 0
    index = StringRun.end(of: window + start, &high) - window
    if high & StringRun.tops != 0 { isHigh = true }
    guard window[index] == UInt8(ascii: "\""), index < end else { return nil }
    index &+= 1
    return UnsafeBufferPointer(start: window + start, count: index &- start &- 1)
  }

  /// Takes a number, `true`, `false` or `null`.
  private mutating func word() -> FlatRow.Kind? {
    switch window[index] {
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    case UInt8(ascii: "t"): return take("true") ? .yes : nil
    case UInt8(ascii: "f"): return take("false") ? .no : nil
    default: return number() ? .number : nil
    }
  }

  private mutating func number() -> Bool {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) {
      guard digits() else { return false }
    }
    if take(UInt8(ascii: ".")) {
      guard digits() else { return false }
    }
    if window[index] | 0x20 == UInt8(ascii: "e") {
      index &+= 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() else { return false }
    }
    // A number that the window ends behind may go on.
    return index < end && !(0x30...0x39 ~= window[index])
  }

  @inline(__always)
  private mutating func digits() -> Bool {
    let start = index
    while 0x30...0x39 ~= window[index] { index &+= 1 }
    return index > start
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8) -> Bool {
    guard window[index] == byte else { return false }
    index &+= 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    for offset in 0..<word.utf8CodeUnitCount {
      guard take((word.utf8Start + offset).pointee) else { return false }
    }
    return true
  }

  @inline(__always)
  private mutating func skipSpace() {
    while window[index] <= 0x20 {
      switch window[index] {
      case 0x0a:
        line &+= 1
        lineStart = index &+ 1
      case 0x20, 0x0d, 0x09: break
      default: return
      }
      index &+= 1
    }
  }
}
