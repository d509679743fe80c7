import Diagnostics
import Inventory
import Tables

/// Bytes of an input with their places, one by one or a window at a time.
final class JSONByteReader {
  /// Zeros behind the bytes of the window, so that eight bytes can be looked at at once.
  static let padding = 16

  private let bytes: ForeignBytes
  /// The text in UTF-8, of an input in UTF-16.
  private var decoded: TextStream?
  /// The bytes that were read, with ``padding`` zeros behind them.
  private(set) var window: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 17
  /// The offset in the window of the next byte.
  private(set) var index = 0
  /// How many bytes the window has.
  private(set) var count = 0
  private var isStarted = false
  private(set) var line = 1
  private(set) var column = 1

  init(_ bytes: ForeignBytes) {
    self.bytes = bytes
    window = .allocate(capacity: capacity + Self.padding)
    if let start = try? bytes.peek(4), JSONBytes.isUTF16(start) {
      decoded = try? TextStream(bytes.supply, declared: .utf16)
    }
  }

  deinit { window.deallocate() }

  /// The next byte, which is not taken; `nil` at the end.
  @inline(__always)
  func peek() throws(ForeignStop) -> UInt8? {
    if index == count {
      guard try more() else { return nil }
    }
    return window[index]
  }

  /// Reads on, and moves what is not taken yet to the front of the window, which grows where it is
  /// full.
  ///
  /// - Returns: Whether there was more.
  func more() throws(ForeignStop) -> Bool {
    let rest = count - index
    if index > 0 {
      window.update(from: window + index, count: rest)
    } else if rest == capacity {
      grow()
    }
    index = 0
    count = rest
    let read: Int
    do {
      read =
        try decoded?.read(into: window + rest, most: capacity - rest)
        ?? bytes.read(into: window + rest, most: capacity - rest)
    } catch {
      throw ForeignStop(error)
    }
    count += read
    (window + count).update(repeating: 0, count: Self.padding)
    if !isStarted, count >= 3 {
      isStarted = true
      if window[0] == 0xef, window[1] == 0xbb, window[2] == 0xbf { index = 3 }
    }
    return read > 0 && count > index
  }

  private func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + Self.padding)
    larger.update(from: window, count: count)
    window.deallocate()
    window = larger
    capacity *= 2
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 9
  }

  /// Takes the byte that was looked at.
  @inline(__always)
  func take() {
    if window[index] == 0x0a {
      line += 1
      column = 1
    } else {
      column += 1
    }
    index += 1
  }

  /// Takes a comma, and the white space behind it, if a byte comes next.
  ///
  /// - Returns: Whether it did; nothing is taken where the window ends before it.
  @inline(__always)
  func takeComma(before byte: UInt8) -> Bool {
    guard index < count, window[index] == UInt8(ascii: ",") else { return false }
    var next = index &+ 1
    var (line, lineStart) = (line, index &- column &+ 1)
    while next < count, window[next] <= 0x20 {
      guard Self.isSpace(window[next]) else { return false }
      if window[next] == 0x0a {
        line &+= 1
        lineStart = next &+ 1
      }
      next &+= 1
    }
    guard next < count, window[next] == byte else { return false }
    advance(to: next, line: line, lineStart: lineStart)
    return true
  }

  /// Takes everything up to an offset of the window.
  ///
  /// - Parameters:
  ///   - line: The line of the byte there.
  ///   - lineStart: The offset at which that line begins, before the window if negative.
  @inline(__always)
  func advance(to offset: Int, line: Int, lineStart: Int) {
    index = offset
    self.line = line
    column = offset &- lineStart &+ 1
  }

  func failure(_ message: String, hint: String? = nil) -> ForeignStop {
    .failed(InputFailure("reader.malformed", message, hint: hint, line: line, column: column))
  }
}
