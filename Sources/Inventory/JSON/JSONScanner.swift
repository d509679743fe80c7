import Diagnostics
import Glibc

/// Why the scanner stopped.
enum JSONStop: Error {
  /// The window ends; read on and begin this piece anew.
  case needsMore
  /// The bytes are no JSON, or no more of them can be read; ``JSONScanner/failure`` says why.
  case failed
  /// A fact came after rows that would have needed it.
  case late
}

/// Scans JSON (RFC 8259) in a window over a stream, and knows lines and columns.
///
/// There are zeros behind the window, which no token contains, so that inner loops need no bounds
/// check. A token that runs into the end of the window throws ``JSONStop/needsMore``; the caller
/// goes back to where its piece began and lets the window move on from there.
struct JSONScanner: ~Copyable {
  static let padding = 64
  /// The largest piece that is read at once, such as a row or a list in a system.
  static let largestPiece = 64 << 20

  let source: ByteSource
  var window: UnsafeMutablePointer<UInt8>
  var capacity: Int
  /// The next byte.
  var next: UnsafePointer<UInt8>
  /// The end of the bytes that are there.
  var end: UnsafePointer<UInt8>
  var isAtEnd = false
  /// The offset in the stream of the first byte of the window.
  var base = 0
  var line = 1
  /// The offset in the stream of the first byte of the line.
  var lineStart = 0
  /// Where strings go that had escapes.
  var scratch = ByteScratch()
  var failure: InputFailure?
  /// The names to look out for in what is passed over; none where nothing is looked for.
  var watched: Set<String> = []
  /// Where lists or objects of these names stood in what was passed over.
  var passed: [(name: String, line: Int, column: Int)] = []

  init(source: ByteSource, window: consuming ReadWindow) {
    self.source = source
    self.window = window.bytes
    capacity = window.capacity
    next = UnsafePointer(window.bytes)
    end = next + window.count
    window.isTaken = true
    UnsafeMutablePointer(mutating: end).update(repeating: 0, count: Self.padding)
    if window.count >= 3, next[0] == 0xef, next[1] == 0xbb, next[2] == 0xbf {
      next += 3
      lineStart = 3
    }
  }

  deinit { window.deallocate() }

  /// Where the window stood, to begin a piece anew.
  struct Place {
    var line: Int
    var lineStart: Int
    var offset: Int
  }

  @inline(__always)
  var place: Place { Place(line: line, lineStart: lineStart, offset: offset(of: next)) }

  @inline(__always)
  func offset(of pointer: UnsafePointer<UInt8>) -> Int {
    base &+ (pointer - UnsafePointer(window))
  }

  /// The column, from 1, of a byte of the line.
  @inline(__always)
  func column(of pointer: UnsafePointer<UInt8>) -> Int { offset(of: pointer) &- lineStart &+ 1 }

  /// The places in the line in which the next byte stands.
  @inline(__always)
  func lineMarks(file: Int) -> LineMarks {
    let start = Int(bitPattern: UnsafePointer(window)) &+ lineStart &- base
    return LineMarks(file: file, line: line, start: start)
  }

  @inline(__always)
  mutating func goBack(to place: Place) {
    line = place.line
    lineStart = place.lineStart
    next = UnsafePointer(window) + (place.offset &- base)
  }

  /// Drops what stands before `next` and reads on.
  @inline(never)
  mutating func refill() throws(JSONStop) {
    let rest = end - next
    let consumed = next - UnsafePointer(window)
    if consumed > 0 {
      memmove(window, next, rest)
      base += consumed
    } else if rest == capacity {
      try grow(rest)
    }
    do {
      let count = try source.read(into: window + rest, most: capacity - rest)
      isAtEnd = count == 0
      next = UnsafePointer(window)
      end = next + rest + count
    } catch {
      failure = error
      throw .failed
    }
    UnsafeMutablePointer(mutating: end).update(repeating: 0, count: Self.padding)
  }

  private mutating func grow(_ used: Int) throws(JSONStop) {
    guard capacity < Self.largestPiece else {
      failure = InputFailure(
        "reader.too-large", "a single value is larger than 64 MiB", line: line,
        column: column(of: next))
      throw .failed
    }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + Self.padding)
    memcpy(larger, window, used)
    window.deallocate()
    window = larger
    capacity *= 2
    next = UnsafePointer(window)
  }

  /// Fails at the byte where scanning stopped, or asks for more bytes if there are none.
  @inline(never)
  mutating func fail(_ message: String, hint: String? = nil) -> JSONStop {
    if next >= end {
      if !isAtEnd { return .needsMore }
      return failNow("the file ends in the middle", code: "reader.truncated")
    }
    if next.pointee == UInt8(ascii: "]") || next.pointee == UInt8(ascii: "}"),
      let comma = lastComma
    {
      while next > comma { stepBack() }
      return failNow(
        "there is a comma after the last item, which JSON does not allow", hint: "remove the comma")
    }
    return failNow(message, hint: hint)
  }

  /// The comma behind which there is nothing but white space up to the next byte.
  private var lastComma: UnsafePointer<UInt8>? {
    var pointer = next
    while pointer > UnsafePointer(window) {
      pointer -= 1
      if pointer.pointee == UInt8(ascii: ",") { return pointer }
      guard pointer.pointee <= 0x20 else { return nil }
    }
    return nil
  }

  /// Goes back a byte.
  private mutating func stepBack() {
    next -= 1
    guard next.pointee == 0x0a else { return }
    line -= 1
    var start = next
    while start > UnsafePointer(window), (start - 1).pointee != 0x0a { start -= 1 }
    lineStart = offset(of: start)
  }

  mutating func failNow(
    _ message: String, code: String = "reader.malformed", hint: String? = nil
  ) -> JSONStop {
    failure = InputFailure(code, message, hint: hint, line: line, column: column(of: next))
    return .failed
  }

  /// Passes over white space.
  @inline(__always)
  mutating func skipSpace() {
    var pointer = next
    while true {
      let byte = pointer.pointee
      if byte > 0x20 { break }
      if byte == 0x20 || byte == 0x09 || byte == 0x0d {
        pointer += 1
      } else if byte == 0x0a {
        pointer += 1
        line &+= 1
        lineStart = offset(of: pointer)
      } else {
        break
      }
    }
    next = pointer
  }

  /// The next byte that is no white space; it is not taken.
  @inline(__always)
  mutating func peek() throws(JSONStop) -> UInt8 {
    skipSpace()
    let byte = next.pointee
    if byte == 0 { throw fail("found a byte 0, which JSON does not allow") }
    return byte
  }

  /// Takes a byte that has to come next.
  @inline(__always)
  mutating func expect(_ byte: UInt8) throws(JSONStop) {
    guard try peek() == byte else { throw failExpecting(byte) }
    next += 1
  }

  @inline(never)
  private mutating func failExpecting(_ byte: UInt8) -> JSONStop {
    fail("expected \"\(Character(Unicode.Scalar(byte)))\", found \(found)")
  }

  /// The byte that comes next, in words.
  var found: String {
    let byte = next.pointee
    if byte > 0x20, byte < 0x7f { return "\"\(Character(Unicode.Scalar(byte)))\"" }
    return "the byte 0x" + String(byte, radix: 16)
  }
}
