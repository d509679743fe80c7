import Bytes
import CEL
import Glibc

extension JSONScanner {
  /// Takes a string; its bytes stay until the window moves or the scratch room is taken back.
  @inline(__always)
  mutating func string() throws(JSONStop) -> UnsafeBufferPointer<UInt8> {
    let start = next + 1
    var high: UInt64 = 0
    let stop = StringRun.end(of: start, &high)
    guard stop.pointee == UInt8(ascii: "\""), stop < end else { return try longString() }
    let text = UnsafeBufferPointer(start: start, count: stop - start)
    if high & StringRun.tops != 0 { try checkText(text) }
    next = stop + 1
    return text
  }

  /// The day of a string such as `"2026-02-28"` that stands at an address; `nil` for anything else.
  @inline(__always)
  static func usualDate(at text: UnsafePointer<UInt8>) -> Value? {
    // What is a day has no escape and no byte of the zeros behind the window.
    guard text[0] == UInt8(ascii: "\""), text[11] == UInt8(ascii: "\"") else { return nil }
    return FieldText.usualDate(UnsafeBufferPointer(start: text + 1, count: 10))
  }

  /// What stands between the quotation marks of a string of ASCII without escapes that stands at an
  /// address; `nil` for anything else.
  @inline(__always)
  static func usualString(at text: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard text[0] == UInt8(ascii: "\"") else { return nil }
    var high: UInt64 = 0
    let stop = StringRun.end(of: text + 1, &high)
    // The zeros behind the window end a run too.
    guard stop.pointee == UInt8(ascii: "\""), high & StringRun.tops == 0 else { return nil }
    return UnsafeBufferPointer(start: text + 1, count: stop - text - 1)
  }

  private mutating func checkText(_ text: UnsafeBufferPointer<UInt8>) throws(JSONStop) {
    guard let bad = UTF8Check.firstError(in: text), let start = text.baseAddress else { return }
    next = start + bad
    throw failNow("these bytes are not valid UTF-8", code: "reader.encoding")
  }

  /// A string with escapes, or one that is not all there.
  @inline(never)
  private mutating func longString() throws(JSONStop) -> UnsafeBufferPointer<UInt8> {
    let opening = next
    var closing = opening + 1
    while true {
      var high: UInt64 = 0
      let stop = StringRun.end(of: closing, &high)
      guard stop < end else {
        next = end
        throw fail("")
      }
      if high & StringRun.tops != 0 {
        try checkText(UnsafeBufferPointer(start: closing, count: stop - closing))
      }
      if stop.pointee == UInt8(ascii: "\"") {
        next = stop + 1
        return try unescape(UnsafeBufferPointer(start: opening + 1, count: stop - opening - 1))
      }
      guard stop.pointee == UInt8(ascii: "\\") else {
        next = stop
        throw fail(
          "a string contains an unescaped control character", hint: "write it as an escape")
      }
      guard stop + 1 < end else {
        next = end
        throw fail("")
      }
      closing = stop + 2
    }
  }

  /// Copies a string without its escapes; `next` is behind it.
  private mutating func unescape(
    _ text: UnsafeBufferPointer<UInt8>
  ) throws(JSONStop) -> UnsafeBufferPointer<UInt8> {
    guard let start = text.baseAddress else { return text }
    let copy = scratch.allocate(text.count)
    var count = 0
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\") else {
        copy[count] = text[index]
        count += 1
        index += 1
        continue
      }
      if text[index + 1] == UInt8(ascii: "u") {
        let (scalar, length) = try escapedScalar(text, index, start)
        for byte in UTF8.encode(scalar).unsafelyUnwrapped {
          copy[count] = byte
          count += 1
        }
        index += length
      } else {
        guard let byte = Self.escapes(text[index + 1]) else {
          next = start + index
          throw failNow("this is not an escape sequence of JSON")
        }
        copy[count] = byte
        count += 1
        index += 2
      }
    }
    return UnsafeBufferPointer(start: copy, count: count)
  }

  private static func escapes(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0c
    default: nil
    }
  }

  /// The character of `\u` and four digits, or of a pair of them, and how long it is written.
  private mutating func escapedScalar(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ start: UnsafePointer<UInt8>
  ) throws(JSONStop) -> (Unicode.Scalar, Int) {
    next = start + index
    guard let first = Self.hexadecimal(text, index + 2) else {
      throw failNow("an escape \\u needs four hexadecimal digits")
    }
    if let scalar = Unicode.Scalar(first) {
      next = start + text.count + 1
      return (scalar, 6)
    }
    guard first < 0xdc00, index + 12 <= text.count, text[index + 6] == UInt8(ascii: "\\"),
      text[index + 7] == UInt8(ascii: "u"), let second = Self.hexadecimal(text, index + 8),
      0xdc00..<0xe000 ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { throw failNow("an unpaired surrogate") }
    next = start + text.count + 1
    return (scalar, 12)
  }

  private static func hexadecimal(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32? {
    guard start + 4 <= text.count else { return nil }
    var value: UInt32 = 0
    for index in start..<start + 4 {
      guard let digit = Character(Unicode.Scalar(text[index])).hexDigitValue,
        text[index] < 0x80
      else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
