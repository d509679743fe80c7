import Crypto

/// Hides pairs of words so that only who has the key gets them back: a cipher of 128-bit blocks.
///
/// Keys of people are digests, and who has a list of identifiers could digest them all and look them
/// up. Under this cipher that takes the key. It is a Feistel network of four rounds, which is a
/// strong pseudorandom permutation (Luby and Rackoff, 1988), with SipHash-2-4 (Aumasson and
/// Bernstein, 2012) as the function of the rounds.
public struct PairCipher: Sendable {
  private var rounds: [(UInt64, UInt64)] = []
  /// A short value that tells keys apart and gives none of them away.
  public let mark: String

  /// A cipher.
  ///
  /// - Parameters:
  ///   - secret: What only the user knows; may be empty.
  ///   - salt: What only who has the inputs knows.
  public init(secret: [UInt8], salt: [UInt8]) {
    let key = SymmetricKey(data: secret)
    func derived(_ label: String) -> [UInt8] {
      Array(HMAC<SHA256>.authenticationCode(for: Array(label.utf8) + salt, using: key))
    }
    mark = Fingerprint.hexadecimal(derived("custos facts mark"), 16)
    let bytes = derived("custos facts rounds 1") + derived("custos facts rounds 2")
    for start in stride(from: 0, to: 64, by: 16) {
      rounds.append((Self.word(bytes[start..<start + 8]), Self.word(bytes[start + 8..<start + 16])))
    }
  }

  /// Hides a pair.
  public func hide(_ low: UInt64, _ high: UInt64) -> (low: UInt64, high: UInt64) {
    var (low, high) = (low, high)
    for key in rounds { (low, high) = (high, low ^ Self.sip(high, key)) }
    return (low, high)
  }

  /// The pair that was hidden.
  public func reveal(_ low: UInt64, _ high: UInt64) -> (low: UInt64, high: UInt64) {
    var (low, high) = (low, high)
    for key in rounds.reversed() { (low, high) = (high ^ Self.sip(low, key), low) }
    return (low, high)
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// SipHash-2-4 of one word.
  static func sip(_ word: UInt64, _ key: (UInt64, UInt64)) -> UInt64 {
    var (v0, v1) = (key.0 ^ 0x736f_6d65_7073_6575, key.1 ^ 0x646f_7261_6e64_6f6d)
    var (v2, v3) = (key.0 ^ 0x6c79_6765_6e65_7261, key.1 ^ 0x7465_6462_7974_6573)
    func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }
    func mix(_ times: Int) {
      for _ in 0..<times {
        v0 = v0 &+ v1
        v1 = rotate(v1, 13) ^ v0
        v0 = rotate(v0, 32)
        v2 = v2 &+ v3
        v3 = rotate(v3, 16) ^ v2
        v0 = v0 &+ v3
        v3 = rotate(v3, 21) ^ v0
        v2 = v2 &+ v1
        v1 = rotate(v1, 17) ^ v2
        v2 = rotate(v2, 32)
      }
    }
    for block in [word, 8 << 56] {
      v3 ^= block
      mix(2)
      v0 ^= block
    }
    v2 ^= 0xff
    mix(4)
    return v0 ^ v1 ^ v2 ^ v3
  }
}
