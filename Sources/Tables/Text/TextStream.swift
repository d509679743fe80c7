public import Diagnostics

/// The text of a file in UTF-8, whatever it is written in, some at a time.
///
/// Text that is UTF-8 already is handed on unchecked; whoever splits it into rows checks those that
/// are not ASCII.
public struct TextStream {
  private let supply: ByteSupply
  private let form: ByteForm
  /// Bytes that were read to tell the form, and those of a character that is not all there.
  private var pending: [UInt8]
  private var isAtEnd = false
  private var room: [UInt8] = []
  /// The room that decoding asks for: what ``pending`` holds at most and two bytes more come to less.
  private static let leastRoom = 256
  /// Text that there was no room for.
  private var spare: ArraySlice<UInt8> = []
  /// Whether the text is UTF-8 as it stands, so that it is still to be checked.
  let isUnchecked: Bool

  /// The text of the bytes that a function supplies.
  public init(_ supply: @escaping ByteSupply, declared: TextEncoding?) throws(InputFailure) {
    self.supply = supply
    var start = [UInt8](repeating: 0, count: 64)
    var count = 0
    while count < 4 {
      let got = try Self.fill(&start, from: count, most: start.count - count, supply)
      if got == 0 { break }
      count += got
    }
    start.removeSubrange(count...)
    let (form, mark) = try Self.form(of: start, declared)
    self.form = form
    pending = Array(start.dropFirst(mark))
    if case .utf8 = form { isUnchecked = true } else { isUnchecked = false }
  }

  private static func form(
    of start: [UInt8], _ declared: TextEncoding?
  ) throws(InputFailure) -> (form: ByteForm, mark: Int) {
    try start.withUnsafeBufferPointer { bytes throws(InputFailure) in
      try ByteForm.find(in: UnsafeRawBufferPointer(bytes), declared: declared)
    }
  }

  private static func fill(
    _ bytes: inout [UInt8], from start: Int, most: Int, _ supply: ByteSupply
  ) throws(InputFailure) -> Int {
    try bytes.withUnsafeMutableBufferPointer { buffer throws(InputFailure) in
      guard let base = buffer.baseAddress, start < buffer.count else { return 0 }
      return try supply(UnsafeMutableRawPointer(base + start), min(most, buffer.count - start))
    }
  }

  /// Reads text to an address.
  ///
  /// - Parameter most: The room there, at least one byte.
  /// - Returns: How many bytes; 0 at the end. A character may be cut off where the room ends.
  public mutating func read(
    into target: UnsafeMutablePointer<UInt8>, most: Int
  ) throws(InputFailure) -> Int {
    if case .utf8 = form {
      guard !pending.isEmpty else { return try supply(target, most) }
      let count = min(pending.count, most)
      for index in 0..<count { target[index] = pending[index] }
      pending.removeFirst(count)
      return count
    }
    if spare.isEmpty, most < Self.leastRoom { try keepSpare() }
    if !spare.isEmpty {
      let count = min(spare.count, most)
      for (index, byte) in spare.prefix(count).enumerated() { target[index] = byte }
      spare = spare.dropFirst(count)
      return count
    }
    return try decodeSome(into: target, most: most)
  }

  /// Decodes some text where there is room for it, to be handed on in parts.
  private mutating func keepSpare() throws(InputFailure) {
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.leastRoom)
    defer { buffer.deallocate() }
    let count = try decodeSome(into: buffer, most: Self.leastRoom)
    spare = Array(UnsafeBufferPointer(start: buffer, count: count))[...]
  }

  /// - Parameter most: At least ``leastRoom``.
  private mutating func decodeSome(
    into target: UnsafeMutablePointer<UInt8>, most: Int
  ) throws(InputFailure) -> Int {
    while true {
      let count = try decode(into: target, most: most)
      if count > 0 || isAtEnd { return count }
    }
  }

  /// Reads bytes and decodes them; 3 bytes of text come of a byte or two at most.
  private mutating func decode(
    into target: UnsafeMutablePointer<UInt8>, most: Int
  ) throws(InputFailure) -> Int {
    let wanted = max(most / 3 - pending.count, 2)
    if room.count < pending.count + wanted {
      room = [UInt8](repeating: 0, count: pending.count + wanted)
    }
    for (index, byte) in pending.enumerated() { room[index] = byte }
    let kept = pending.count
    // What was asked for once may have been more: no more is read than there is room for its text.
    let got = try Self.fill(&room, from: kept, most: wanted, supply)
    isAtEnd = got == 0
    let bytes = room[..<(kept + got)]
    pending = []
    switch form {
    case .windows1252: return Windows1252.decode(bytes, into: target)
    case .utf16(let isLittle):
      let (count, rest) = UTF16Text.decode(bytes, isLittle: isLittle, into: target)
      if isAtEnd, rest > 0 {
        throw InputFailure("table.encoding", "the file ends in the middle of a character")
      }
      pending = Array(bytes.suffix(rest))
      return count
    case .utf8: return 0
    }
  }
}

/// Decodes UTF-16.
enum UTF16Text {
  /// - Returns: How many bytes of UTF-8 were written, and how many bytes at the end begin a character
  ///   of which the rest is missing. Halves of surrogate pairs become U+FFFD.
  static func decode(
    _ bytes: ArraySlice<UInt8>, isLittle: Bool, into target: UnsafeMutablePointer<UInt8>
  ) -> (count: Int, rest: Int) {
    func unit(_ index: Int) -> UInt32 {
      let (first, second) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
      return isLittle ? first | second << 8 : first << 8 | second
    }
    var count = 0
    var index = bytes.startIndex
    while index + 2 <= bytes.endIndex {
      var value = unit(index)
      var length = 2
      if 0xd800..<0xdc00 ~= value {
        guard index + 4 <= bytes.endIndex else { break }
        let second = unit(index + 2)
        if 0xdc00..<0xe000 ~= second {
          value = 0x10000 + (value - 0xd800) << 10 + (second - 0xdc00)
          length = 4
        }
      }
      let scalar = Unicode.Scalar(value) ?? "\u{fffd}"
      for byte in UTF8.encode(scalar).unsafelyUnwrapped {
        target[count] = byte
        count += 1
      }
      index += length
    }
    return (count, bytes.endIndex - index)
  }
}

/// Decodes Windows-1252, in which every byte is a character.
public enum Windows1252 {
  /// The characters of the bytes from 0x80 to 0x9f; five bytes stand for nothing.
  private static let upper: [UInt32] = [
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
  ]

  /// Writes the text of bytes in UTF-8.
  ///
  /// - Parameter target: Room for three bytes for each.
  /// - Returns: How many bytes were written.
  public static func decode(
    _ bytes: some Sequence<UInt8>, into target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var count = 0
    for byte in bytes {
      if byte < 0x80 {
        target[count] = byte
        count += 1
        continue
      }
      let value = byte < 0xa0 ? upper[Int(byte) - 0x80] : UInt32(byte)
      let scalar = Unicode.Scalar(value) ?? "\u{fffd}"
      for encoded in UTF8.encode(scalar).unsafelyUnwrapped {
        target[count] = encoded
        count += 1
      }
    }
    return count
  }
}
