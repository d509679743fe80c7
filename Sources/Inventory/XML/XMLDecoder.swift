import Diagnostics
import Glibc
import Tables

/// Turns the bytes of an XML document into UTF-8, checked.
///
/// The parser gets nothing but UTF-8, whatever the document was written in: UTF-8, US-ASCII,
/// ISO-8859-1, Windows-1252 where it is declared, or UTF-16. Other encodings are refused.
struct XMLDecoder: ~Copyable {
  enum Encoding {
    case utf8, ascii, latin1, windows1252, utf16Little, utf16Big
  }

  let encoding: Encoding
  /// How many bytes of the start are a byte order mark.
  let markLength: Int
  private var output: UnsafeMutablePointer<UInt8>
  private var capacity = 0
  /// Bytes of a character of which the rest has not come.
  private var pending: [UInt8] = []

  /// - Parameter start: The first bytes, with the whole declaration if there is one.
  init(start: UnsafeRawBufferPointer) throws(InputFailure) {
    (encoding, markLength) = try Self.encoding(of: start)
    output = .allocate(capacity: 1)
  }

  /// A decoder of bytes of which the encoding is known.
  init(_ encoding: Encoding) {
    self.encoding = encoding
    markLength = 0
    output = .allocate(capacity: 1)
  }

  deinit { output.deallocate() }

  /// What is wrong with bytes, and how many bytes of output came before.
  struct Problem {
    var message: String
    var offset: Int
  }

  /// Whether the bytes of the document are UTF-8 as they stand.
  var isUTF8: Bool { encoding == .utf8 || encoding == .ascii }

  /// Checks bytes of a document that is UTF-8 as it stands.
  ///
  /// - Parameter isLast: Whether no more bytes come, so that a character may not be cut off.
  /// - Returns: How many bytes are right and whole.
  func check(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, _ problem: inout Problem?
  ) -> Int {
    var count = bytes.count
    if encoding == .utf8, !isLast { count -= Self.cutOff(bytes) }
    let whole = UnsafeBufferPointer(rebasing: bytes[..<count])
    if encoding == .utf8 {
      if let bad = UTF8Check.firstError(in: whole) {
        problem = Problem(message: "these bytes are not valid UTF-8", offset: bad)
      }
    } else {
      let bad = UTF8Check.firstNonASCII(in: whole, from: 0)
      if bad < count { problem = Problem(message: "this byte is not US-ASCII", offset: bad) }
    }
    return checkZero(UnsafeBufferPointer(rebasing: whole[..<(problem?.offset ?? count)]), &problem)
  }

  private func checkZero(
    _ bytes: UnsafeBufferPointer<UInt8>, _ problem: inout Problem?
  ) -> Int {
    guard let start = bytes.baseAddress, let zero = memchr(start, 0, bytes.count) else {
      return bytes.count
    }
    let offset = UnsafeRawPointer(zero) - UnsafeRawPointer(start)
    problem = Problem(message: "found a byte 0, which XML does not allow", offset: offset)
    return offset
  }

  /// How many bytes at the end begin a character of which the rest is missing.
  private static func cutOff(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let count = bytes.count
    var back = 0
    while back < 3, back < count, bytes[count - 1 - back] & 0xc0 == 0x80 { back += 1 }
    guard back < count else { return 0 }
    let lead = bytes[count - 1 - back]
    let length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
    return length > back + 1 ? back + 1 : 0
  }

  /// Decodes the next bytes of a document in another encoding.
  ///
  /// The result is valid until the next call.
  ///
  /// - Parameter problem: Set to what is wrong; the result ends before it then.
  mutating func decode(
    _ chunk: UnsafeBufferPointer<UInt8>, isLast: Bool, _ problem: inout Problem?
  ) -> UnsafeBufferPointer<UInt8> {
    reserve((chunk.count + pending.count) * 3 + 8)
    var input = pending
    input.append(contentsOf: chunk)
    pending = []
    let count = input.withUnsafeBufferPointer { bytes in
      switch encoding {
      case .latin1: decodeLatin1(bytes)
      case .windows1252: Windows1252.decode(bytes, into: output)
      default: decodeUTF16(bytes, isLast, &problem)
      }
    }
    let sound = checkZero(
      UnsafeBufferPointer(start: output, count: problem?.offset ?? count), &problem)
    return UnsafeBufferPointer(start: output, count: sound)
  }

  private mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    output.deallocate()
    capacity = count
    output = .allocate(capacity: count)
  }

  private func decodeLatin1(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes {
      if byte < 0x80 {
        output[count] = byte
        count += 1
      } else {
        output[count] = 0xc0 | byte >> 6
        output[count + 1] = 0x80 | byte & 0x3f
        count += 2
      }
    }
    return count
  }

  private mutating func decodeUTF16(
    _ bytes: UnsafeBufferPointer<UInt8>, _ isLast: Bool, _ problem: inout Problem?
  ) -> Int {
    let low = encoding == .utf16Little ? 0 : 1
    func unit(_ index: Int) -> UInt32 {
      UInt32(bytes[index + low]) | UInt32(bytes[index + 1 - low]) << 8
    }
    var count = 0
    var index = 0
    while index + 2 <= bytes.count {
      var value = unit(index)
      var length = 2
      if 0xd800..<0xdc00 ~= value {
        guard index + 4 <= bytes.count else { break }
        let second = unit(index + 2)
        guard 0xdc00..<0xe000 ~= second else { break }
        value = 0x10000 + (value - 0xd800) << 10 + (second - 0xdc00)
        length = 4
      }
      guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else { break }
      for byte in encoded {
        output[count] = byte
        count += 1
      }
      index += length
    }
    let rest = bytes.count - index
    let isWaiting = rest < 2 || rest < 4 && 0xd800..<0xdc00 ~= unit(index)
    if rest > 0, isLast || !isWaiting {
      problem = Problem(message: "these bytes are not UTF-16", offset: count)
    }
    pending = rest > 0 && problem == nil ? Array(bytes[index...]) : []
    return count
  }
}
