import CLibXML2
import Glibc

/// The bytes that the XML parser was given and has not passed yet, and where their lines begin.
///
/// The parser knows lines only, and columns of characters; places are worked out here, in bytes.
struct XMLWindow: ~Copyable {
  /// How many bytes behind the last one may be looked at, whatever stands there.
  static let padding = 64

  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 18
  private var count = 0
  /// The offset in the (decoded) stream of the first byte here.
  private var base = 0
  /// The offset up to which lines were counted.
  private var scanned = 0
  private var line = 1
  private var lineStart = 0

  init() {
    bytes = .allocate(capacity: capacity + Self.padding)
  }

  deinit { bytes.deallocate() }

  /// The offset behind the last byte.
  var end: Int { base + count }

  /// The bytes from an offset on.
  func bytes(from offset: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + (offset - base), count: end - offset)
  }

  /// The bytes between two offsets.
  func bytes(from start: Int, to stop: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + (start - base), count: stop - start)
  }

  /// Makes room behind the last byte, and drops the bytes before an offset for it.
  ///
  /// - Returns: The room; what is put there counts once it is passed to ``commit(_:)``.
  mutating func room(for wanted: Int, keepingFrom offset: Int) -> UnsafeMutablePointer<UInt8> {
    guard count + wanted > capacity else { return bytes + count }
    _ = position(of: offset)
    let dropped = offset - base
    count -= dropped
    base += dropped
    if count + wanted > capacity {
      capacity = max(capacity * 2, count + wanted)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.padding)
      memcpy(larger, bytes + dropped, count)
      bytes.deallocate()
      bytes = larger
    } else {
      memmove(bytes, bytes + dropped, count)
    }
    return bytes + count
  }

  /// Goes on at a place in the file with bytes that were read from there.
  ///
  /// - Parameter start: The offset from which lines are counted, where it is not the first one.
  mutating func goOn(
    at place: RecordRun.Place, with parts: [UnsafeBufferPointer<UInt8>],
    countingFrom start: Int? = nil
  ) {
    base = place.offset
    scanned = start ?? place.offset
    line = place.line
    lineStart = place.lineStart
    count = 0
    let wanted = parts.reduce(0) { $0 + $1.count }
    if wanted > capacity {
      bytes.deallocate()
      capacity = wanted
      bytes = .allocate(capacity: capacity + Self.padding)
    }
    for part in parts {
      if let source = part.baseAddress { memcpy(bytes + count, source, part.count) }
      count += part.count
    }
  }

  /// The bytes from an offset on, with zeros behind the last one.
  func paddedBytes(from offset: Int) -> UnsafeBufferPointer<UInt8> {
    (bytes + count).update(repeating: 0, count: Self.padding)
    return bytes(from: offset)
  }

  /// Takes in bytes that were put behind the last one.
  mutating func commit(_ added: Int) { count += added }

  /// The line and column, from 1, of an offset that is not before the last one asked for.
  @inline(__always)
  mutating func position(of offset: Int) -> (line: Int, column: Int) {
    var pointer = bytes + (scanned &- base)
    var rest = offset &- scanned
    if rest > Self.longStretch { return passLong(to: offset) }
    while rest > 0, let found = memchr(pointer, 0x0a, rest) {
      let next = found.assumingMemoryBound(to: UInt8.self) + 1
      line &+= 1
      rest &-= next - pointer
      pointer = next
      lineStart = base &+ (next - bytes)
    }
    if offset > scanned { scanned = offset }
    return (line, offset &- lineStart &+ 1)
  }

  /// More bytes than there are between two tags as a rule.
  private static let longStretch = 4096

  /// As ``position(of:)`` over bytes that may hold very many line ends, which are counted at once.
  @inline(never)
  private mutating func passLong(to offset: Int) -> (line: Int, column: Int) {
    let known = RecordRun.Place(offset: scanned, lineStart: lineStart, line: line)
    let place = place(of: offset, from: known)
    (scanned, lineStart, line) = (offset, place.lineStart, place.line)
    return (line, offset - lineStart + 1)
  }

  /// The line and column of an offset that is not before the last one asked for, without moving
  /// on.
  func lookAhead(to offset: Int) -> (line: Int, column: Int) {
    let known = RecordRun.Place(offset: scanned, lineStart: lineStart, line: line)
    let place = place(of: offset, from: known)
    return (place.line, offset - place.lineStart + 1)
  }

  /// The place of an offset, found from one that is known and not behind it.
  func place(of offset: Int, from known: RecordRun.Place) -> RecordRun.Place {
    guard offset > known.offset else {
      return RecordRun.Place(offset: offset, lineStart: known.lineStart, line: known.line)
    }
    return known.advanced(over: bytes(from: max(known.offset, base), to: offset))
  }

  /// Whether no line ends between the last offset asked for and one behind it, which then need not
  /// be looked through again.
  @inline(__always)
  mutating func passLine(to offset: Int) -> Bool {
    guard offset > scanned else { return true }
    guard memchr(bytes + (scanned &- base), 0x0a, offset &- scanned) == nil else { return false }
    scanned = offset
    return true
  }

  /// Passes over bytes that have no line end in them.
  @inline(__always)
  mutating func passWithinLine(to offset: Int) { scanned = offset }

  /// The offset of the last `<` before another offset; that offset itself if there is none.
  @inline(__always)
  func lastTagStart(before offset: Int) -> Int {
    guard let found = memrchr(bytes, 0x3c, offset &- base) else { return offset }
    return base &+ (found.assumingMemoryBound(to: UInt8.self) - bytes)
  }
}
