import Glibc

/// Finds where records end among the children of a dataset in XML, without reading them.
///
/// Looks at what follows each `<` only; whoever reads the records finds out whether they are any.
struct XMLSkim {
  /// The offset behind the last whole record.
  private(set) var boundary: Int
  /// How many records end before ``boundary``.
  private(set) var count = 0
  /// Whether something else than another record follows.
  private(set) var isOver = false
  /// Where to go on: before a record, or, if one is open, inside it.
  private var next: Int
  private var isOpen = false
  /// Where the start tag of the open record begins, while its end is not known.
  private var tag = -1

  /// Begins at an offset between records.
  init(from offset: Int) {
    boundary = offset
    next = offset
  }

  /// Looks at more bytes, up to the first end of a record at or behind an offset.
  mutating func advance(_ bytes: UnsafePointer<UInt8>, to end: Int, until target: Int = .max) {
    while !isOver, boundary < target || count == 0 {
      guard let found = Self.find(0x3c, bytes, next, end) else {
        // No start tag is longer than what is left of it once more bytes are there.
        return
      }
      let isEnough = isOpen ? endRecord(bytes, found, end) : beginRecord(bytes, found, end)
      guard isEnough else { return }
    }
  }

  private static func find(
    _ byte: Int32, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    guard start < end, let found = memchr(bytes + start, byte, end - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
  }

  /// Meets a `<` where a record may begin, or behind the start tag of one.
  private mutating func beginRecord(
    _ bytes: UnsafePointer<UInt8>, _ found: Int, _ end: Int
  ) -> Bool {
    if tag >= 0 {
      // The first `<` behind a start tag: it was the whole record if it ended in a slash.
      var last = found - 1
      while last > tag, Self.isSpace(bytes[last]) { last -= 1 }
      let isEmpty = bytes[last] == UInt8(ascii: ">") && bytes[last - 1] == UInt8(ascii: "/")
      tag = -1
      next = found
      isOpen = !isEmpty
      if isEmpty { finish(last + 1) }
      return true
    }
    for index in boundary..<found where !Self.isSpace(bytes[index]) {
      isOver = true
      return true
    }
    guard found + 8 <= end else { return false }
    guard Self.isName("<record", bytes + found), !Self.isNameByte(bytes[found + 7]) else {
      isOver = true
      return true
    }
    tag = found
    next = found + 1
    return true
  }

  /// Meets a `<` inside a record.
  private mutating func endRecord(
    _ bytes: UnsafePointer<UInt8>, _ found: Int, _ end: Int
  ) -> Bool {
    guard found + 9 <= end else { return false }
    next = found + 1
    guard Self.isName("</record", bytes + found), !Self.isNameByte(bytes[found + 8]) else {
      return true
    }
    guard let closing = Self.find(0x3e, bytes, found + 8, end) else {
      next = found
      return false
    }
    isOpen = false
    next = closing + 1
    finish(closing + 1)
    return true
  }

  private mutating func finish(_ offset: Int) {
    boundary = offset
    count &+= 1
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }

  /// Whether a name could go on with a byte.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    !isSpace(byte) && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
  }

  private static func isName(_ name: StaticString, _ bytes: UnsafePointer<UInt8>) -> Bool {
    memcmp(bytes, name.utf8Start, name.utf8CodeUnitCount) == 0
  }
}
