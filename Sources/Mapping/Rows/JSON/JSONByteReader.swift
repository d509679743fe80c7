import Diagnostics
import Inventory

/// Bytes of an input with their places, one by one or a window at a time.
final class JSONByteReader {
  /// Zeros behind the bytes of the window, so that eight bytes can be looked at at once.
  static let padding = 16

  private let bytes: ForeignBytes
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
      read = try bytes.read(into: window + rest, most: capacity - rest)
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
