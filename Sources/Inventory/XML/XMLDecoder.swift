import Glibc

/// Turns the bytes of an XML document into UTF-8, checked.
///
/// The parser gets nothing but UTF-8, whatever the document was written in: UTF-8, US-ASCII,
/// ISO-8859-1, or UTF-16 with a byte order mark. Other encodings are refused.
struct XMLDecoder: ~Copyable {
  enum Encoding {
    case utf8, ascii, latin1, utf16Little, utf16Big
  }

  let encoding: Encoding
  /// How many bytes of the start are a byte order mark.
  let markLength: Int
  private var output: UnsafeMutablePointer<UInt8>
  private var capacity = 0
  /// Bytes of a character of which the rest has not come.
  private var pending: [UInt8] = []

  /// - Parameter start: The first bytes, with the whole declaration if there is one.
  init(start: UnsafeRawBufferPointer) throws(ReadFailure) {
    (encoding, markLength) = try Self.encoding(of: start)
    output = .allocate(capacity: 1)
  }

  deinit { output.deallocate() }

  /// What is wrong with bytes, and how many bytes of output came before.
  struct Problem {
    var message: String
    var offset: Int
  }

  /// Decodes the next bytes; the result is valid until the next call.
  ///
  /// - Parameter problem: Set to what is wrong; the result ends before it then.
  mutating func decode(
    _ chunk: UnsafeBufferPointer<UInt8>, isLast: Bool, _ problem: inout Problem?
  ) -> UnsafeBufferPointer<UInt8> {
    reserve((chunk.count + pending.count) * 2 + 8)
    var input = pending
    input.append(contentsOf: chunk)
    pending = []
    let count = input.withUnsafeBufferPointer { bytes in
      switch encoding {
      case .utf8: checkUTF8(bytes, isLast, &problem)
      case .ascii: checkASCII(bytes, &problem)
      case .latin1: decodeLatin1(bytes)
      case .utf16Little, .utf16Big: decodeUTF16(bytes, isLast, &problem)
      }
    }
    if let zero = memchr(output, 0, count) {
      let offset = zero.assumingMemoryBound(to: UInt8.self) - output
      if problem == nil || offset < problem?.offset ?? 0 {
        problem = Problem(message: "a byte 0 stands here, which XML does not allow", offset: offset)
      }
    }
    return UnsafeBufferPointer(start: output, count: problem?.offset ?? count)
  }

  private mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    output.deallocate()
    capacity = count
    output = .allocate(capacity: count)
  }

  private mutating func checkUTF8(
    _ bytes: UnsafeBufferPointer<UInt8>, _ isLast: Bool, _ problem: inout Problem?
  ) -> Int {
    var count = bytes.count
    if !isLast {
      // A character that is cut off waits for the rest.
      var back = 0
      while back < 3, back < count, bytes[count - 1 - back] & 0xc0 == 0x80 { back += 1 }
      if back < count {
        let lead = bytes[count - 1 - back]
        let length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
        if length > back + 1 { count -= back + 1 }
      }
      pending = Array(bytes[count...])
    }
    let whole = UnsafeBufferPointer(rebasing: bytes[..<count])
    if let start = whole.baseAddress { memcpy(output, start, count) }
    if let bad = UTF8Check.firstError(in: whole) {
      problem = Problem(message: "these bytes are not UTF-8", offset: bad)
    }
    return count
  }

  private func checkASCII(
    _ bytes: UnsafeBufferPointer<UInt8>, _ problem: inout Problem?
  ) -> Int {
    if let start = bytes.baseAddress { memcpy(output, start, bytes.count) }
    if let bad = bytes.firstIndex(where: { $0 >= 0x80 }) {
      problem = Problem(message: "this byte is not US-ASCII", offset: bad)
    }
    return bytes.count
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
