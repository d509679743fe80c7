/// Finds where records end in a list of JSON, without reading them.
///
/// Looks at brackets and quotation marks only; whoever reads the records finds out whether they
/// are any.
struct JSONSkim {
  private enum State {
    /// Before a record, inside one, inside a string of one, behind one.
    case before, inside, string, behind
  }

  /// The offset up to which bytes were looked at.
  private(set) var scanned = 0
  /// The offset behind the comma after the last whole record.
  private(set) var boundary = 0
  /// How many records end before ``boundary``.
  private(set) var count = 0
  /// Whether something else than another record follows.
  private(set) var isOver = false
  private var state = State.before
  private var depth = 0

  /// Looks at more bytes, which follow those that were looked at.
  mutating func advance(_ bytes: UnsafePointer<UInt8>, to end: Int) {
    while scanned < end, !isOver {
      switch state {
      case .before: findRecord(bytes, end)
      case .inside: findEnd(bytes, end)
      case .string: if !findQuote(bytes, end) { return }
      case .behind: findComma(bytes, end)
      }
    }
  }

  private mutating func skipSpace(_ bytes: UnsafePointer<UInt8>, _ end: Int) -> UInt8? {
    while scanned < end {
      let byte = bytes[scanned]
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return byte }
      scanned &+= 1
    }
    return nil
  }

  private mutating func findRecord(_ bytes: UnsafePointer<UInt8>, _ end: Int) {
    guard let byte = skipSpace(bytes, end) else { return }
    guard byte == UInt8(ascii: "{") else {
      isOver = true
      return
    }
    scanned &+= 1
    depth = 1
    state = .inside
  }

  private mutating func findComma(_ bytes: UnsafePointer<UInt8>, _ end: Int) {
    guard let byte = skipSpace(bytes, end) else { return }
    guard byte == UInt8(ascii: ",") else {
      isOver = true
      return
    }
    scanned &+= 1
    boundary = scanned
    count &+= 1
    state = .before
  }

  private mutating func findEnd(_ bytes: UnsafePointer<UInt8>, _ end: Int) {
    var index = scanned
    defer { scanned = index }
    while index < end {
      let byte = bytes[index]
      index &+= 1
      switch byte {
      case UInt8(ascii: "\""):
        // Most strings are short and end in the bytes that are there.
        guard let next = Self.endOfString(bytes, index, end) else {
          state = .string
          return
        }
        index = next
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth &+= 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth &-= 1
        if depth == 0 {
          state = .behind
          return
        }
      default: break
      }
    }
  }

  /// The offset behind a string without a backslash; `nil` if it has one or does not end here.
  @inline(__always)
  private static func endOfString(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while index &+ 8 <= end {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self))
      let quote = word ^ 0x2222_2222_2222_2222
      let slash = word ^ 0x5c5c_5c5c_5c5c_5c5c
      let hits = ((quote &- ones) & ~quote | (slash &- ones) & ~slash) & 0x8080_8080_8080_8080
      if hits != 0 {
        let place = index &+ (hits.trailingZeroBitCount &>> 3)
        return bytes[place] == UInt8(ascii: "\"") ? place &+ 1 : nil
      }
      index &+= 8
    }
    return nil
  }

  /// Finds the end of a string; `false` if it is not in the bytes that are there.
  private mutating func findQuote(_ bytes: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    while scanned < end {
      let byte = bytes[scanned]
      if byte == UInt8(ascii: "\\") {
        guard scanned &+ 1 < end else { return false }
        scanned &+= 2
        continue
      }
      scanned &+= 1
      if byte == UInt8(ascii: "\"") {
        state = .inside
        return true
      }
    }
    return false
  }
}
