/// A person's key as 128 bits, the same on every machine.
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

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var low: UInt64 = 0x9e37_79b9_7f4a_7c15
    var high: UInt64 = 0xc2b2_ae3d_27d4_eb4f ^ UInt64(bytes.count)
    var index = 0
    while index < bytes.count {
      var word: UInt64 = 0
      let end = min(index + 8, bytes.count)
      for place in index..<end {
        word |= UInt64(bytes[place]) << UInt64((place - index) * 8)
      }
      low = Self.mix(low ^ word)
      high = Self.mix(high &+ low)
      index = end
    }
    self.low = Self.mix(low ^ high)
    self.high = Self.mix(high &+ self.low)
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

extension SubjectKey: Comparable {
  /// Orders by the bits.
  public static func < (left: SubjectKey, right: SubjectKey) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
