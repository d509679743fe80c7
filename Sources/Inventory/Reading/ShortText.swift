/// The bytes of a short text in a few words, so that it is compared and copied without a call.
///
/// For texts of one length, the same words mean the same bytes. Nothing is read past the text.
struct ShortText: Equatable {
  /// The most bytes of a text that has a form in words.
  static let longest = 32

  var words: SIMD4<UInt64> = .zero

  /// The words of a text of at most ``longest`` bytes.
  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress else { return }
    let bytes = UnsafeRawPointer(base)
    let count = text.count
    if count >= 8 {
      words[0] = bytes.loadUnaligned(as: UInt64.self)
      words[1] = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      if count > 16 {
        words[2] = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        words[3] = bytes.loadUnaligned(fromByteOffset: count &- 16, as: UInt64.self)
      }
    } else if count >= 4 {
      words[0] = UInt64(bytes.loadUnaligned(as: UInt32.self))
      words[1] = UInt64(bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
    } else {
      for byte in text { words[0] = words[0] << 8 | UInt64(byte) }
    }
  }

  /// Copies a text of at most 16 bytes; the room must be 16 bytes whatever its length.
  @inline(__always)
  static func copy(_ text: UnsafeBufferPointer<UInt8>, to room: UnsafeMutableRawPointer) {
    guard let base = text.baseAddress else { return }
    let bytes = UnsafeRawPointer(base)
    let count = text.count
    if count >= 8 {
      room.storeBytes(of: bytes.loadUnaligned(as: UInt64.self), as: UInt64.self)
      room.storeBytes(
        of: bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self),
        toByteOffset: count &- 8, as: UInt64.self)
    } else if count >= 4 {
      room.storeBytes(of: bytes.loadUnaligned(as: UInt32.self), as: UInt32.self)
      room.storeBytes(
        of: bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self),
        toByteOffset: count &- 4, as: UInt32.self)
    } else {
      for index in 0..<count {
        room.storeBytes(of: text[index], toByteOffset: index, as: UInt8.self)
      }
    }
  }
}
