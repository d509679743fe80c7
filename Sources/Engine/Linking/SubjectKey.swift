@_spi(_Unicode) import Swift

/// A person's key as 128 bits, the same on every machine and however the key is spelt.
///
/// Two keys of ten million collide with a probability of about 10⁻²⁵. The mixing is that of
/// MurmurHash3 (Appleby, public domain); it need not withstand an adversary, who could only link
/// people that he invented.
public struct SubjectKey: Hashable, BitwiseCopyable, Sendable {
  /// The lower half.
  public let low: UInt64
  /// The upper half.
  public let high: UInt64

  /// A key that was made before.
  public init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The key of a text as it is.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var mixing = Mixing(count: bytes.count)
    var index = 0
    while index < bytes.count {
      mixing.add(bytes.word(at: index))
      index += 8
    }
    self = mixing.key
  }

  /// The key that stands for a system.
  init(system path: String) {
    self = Array(path.utf8).withUnsafeBufferPointer { SubjectKey($0) }
  }

  /// The key of a person, the same for spellings that differ only by blanks, case or the form in
  /// which Unicode writes an accent; and a mark that mostly differs between these.
  static func reading(_ bytes: UnsafeBufferPointer<UInt8>) -> (key: SubjectKey, spelling: UInt16) {
    var mixing = Mixing(count: bytes.count)
    var spelling: UInt64 = 0
    var index = 0
    while index < bytes.count {
      let word = bytes.word(at: index)
      guard let capitals = word.capitals(count: min(8, bytes.count - index)) else {
        return unusual(bytes)
      }
      mixing.add(word | capitals >> 2)
      spelling = (spelling ^ capitals) &* 0x9e37_79b9_7f4a_7c15
      spelling ^= spelling >> 29
      index += 8
    }
    return (mixing.key, UInt16(truncatingIfNeeded: spelling >> 20))
  }

  /// A key with blanks, or with more than the letters and signs of ASCII.
  private static func unusual(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (key: SubjectKey, spelling: UInt16) {
    let text = String(decoding: bytes, as: UTF8.self)
    var scalars = String.UnicodeScalarView()
    // By way of capitals, since ß and ss have the same.
    for scalar in text.uppercased().lowercased()._nfd
    where !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint {
      scalars.append(narrow(scalar))
    }
    let folded = Array(String(scalars).lowercased().utf8)
    let key = folded.withUnsafeBufferPointer { SubjectKey($0) }
    return (key, UInt16(truncatingIfNeeded: SubjectKey(bytes).low >> 13))
  }

  /// The letter or sign of ASCII for its full-width form, as East Asian keyboards write it.
  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard 0xFF01...0xFF5E ~= scalar.value else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }
}

/// The mixing of a text into a key.
private struct Mixing {
  private var low: UInt64 = 0x9e37_79b9_7f4a_7c15
  private var high: UInt64

  init(count: Int) { high = 0xc2b2_ae3d_27d4_eb4f ^ UInt64(count) }

  @inline(__always)
  mutating func add(_ word: UInt64) {
    low = Self.mix(low ^ word)
    high = Self.mix(high &+ low)
  }

  var key: SubjectKey {
    let last = Self.mix(low ^ high)
    return SubjectKey(low: last, high: Self.mix(high &+ last))
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value ^= value >> 33
    value = value &* 0xff51_afd7_ed55_8ccd
    value ^= value >> 33
    value = value &* 0xc4ce_b9fe_1a85_ec53
    return value ^ (value >> 33)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Up to eight bytes as a number, those past the end as 0.
  @inline(__always)
  fileprivate func word(at index: Int) -> UInt64 {
    if index + 8 <= count {
      return UInt64(
        littleEndian: UnsafeRawPointer(baseAddress.unsafelyUnwrapped)
          .loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
    var word: UInt64 = 0
    let end = count
    for place in index..<end {
      word |= UInt64(self[place]) << UInt64((place - index) * 8)
    }
    return word
  }
}

extension UInt64 {
  private static let each: UInt64 = 0x0101_0101_0101_0101

  /// The highest bit of each of the first bytes that is a capital letter of ASCII; `nil` if one of
  /// them is a blank, a control character or no ASCII.
  @inline(__always)
  fileprivate func capitals(count: Int) -> UInt64? {
    let highest = Self.each &* 0x80
    guard self & highest == 0 else { return nil }
    // Bytes past the end count as a letter.
    let full = count == 8 ? self : self | (Self.each &* 0x61) << UInt64(count * 8)
    guard (full &+ Self.each &* 0x5f) & highest == highest else { return nil }
    let fromA = self &+ Self.each &* (0x80 - 0x41)
    let pastZ = self &+ Self.each &* (0x80 - 0x5b)
    return fromA & ~pastZ & highest
  }
}

extension SubjectKey: Comparable {
  /// Orders by the bits.
  public static func < (left: SubjectKey, right: SubjectKey) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
