import CLibXML2
import Glibc

/// Looks out for start tags that would keep the parser busy for very long.
///
/// The parser compares every attribute of a tag with every other. A tag with too many of them is
/// longer than ``stride`` without a second `<`, so only such stretches are counted, and each byte is
/// looked at once, however often the parser is given more of an unfinished tag, comment or text.
struct AttributeWatch {
  static let mostAttributes = 10_000
  /// No start tag of more attributes fits into fewer bytes.
  private static let stride = 4 * mostAttributes

  /// The offset from which on no `<` was met.
  private var quiet = 0
  /// The offset up to which was looked for one.
  private var seen = 0
  /// The offset up to which attributes were counted; that of the start of the tag at first.
  private var counted = -1
  private var count = 0
  /// The quotation mark of the value in which the count stopped; 0 outside of values.
  private var quote: UInt8 = 0
  /// Whether what begins at the `<` is no start tag, or its end was met.
  private var isOver = false

  /// Looks at the bytes that the parser is about to be given.
  ///
  /// - Parameters:
  ///   - bytes: The bytes from the one that the parser stands at on.
  ///   - start: Their offset.
  /// - Returns: The offset of a start tag with too many attributes; `nil` if there is none.
  mutating func firstExcess(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let end = start + bytes.count
    if quiet < start { begin(at: start) }
    while end - quiet > Self.stride {
      let from = max(seen, quiet)
      let stop = max(quiet + Self.stride, from)
      if let found = memrchr(base + (from - start), 0x3c, stop - from) {
        begin(at: start + Self.offset(of: found, in: base) + 1)
        seen = stop
        continue
      }
      let next = memchr(base + (stop - start), 0x3c, end - stop)
        .map { start + Self.offset(of: $0, in: base) }
      seen = next ?? end
      let tag = quiet - 1
      if tag >= start, counts(base, start, tag, to: seen) { return tag }
      guard let next else { return nil }
      begin(at: next + 1)
    }
    return nil
  }

  /// Begins anew behind a `<`, or where the parser stands.
  private mutating func begin(at offset: Int) {
    quiet = offset
    seen = max(seen, offset)
    counted = -1
    count = 0
    quote = 0
    isOver = false
  }

  /// Counts the attributes of a tag up to an offset, from where it was counted before.
  ///
  /// - Returns: Whether they are too many.
  private mutating func counts(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ tag: Int, to end: Int
  ) -> Bool {
    if counted < 0 {
      let first = tag + 1 < end ? base[tag + 1 - start] : 0
      isOver = base[tag - start] != 0x3c || first == 0x21 || first == 0x3f
      counted = tag + 1
    }
    var index = counted
    while index < end, !isOver {
      let pointer = base + (index - start)
      if quote != 0 {
        guard let closing = memchr(pointer, Int32(quote), end - index) else { break }
        index = start + Self.offset(of: closing, in: base) + 1
        quote = 0
        continue
      }
      switch pointer.pointee {
      case UInt8(ascii: "="): count += 1
      case UInt8(ascii: ">"): isOver = true
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = pointer.pointee
      default: break
      }
      index += 1
    }
    counted = end
    return count > Self.mostAttributes
  }

  private static func offset(
    of pointer: UnsafeMutableRawPointer, in start: UnsafePointer<UInt8>
  ) -> Int {
    UnsafeRawPointer(pointer) - UnsafeRawPointer(start)
  }
}
