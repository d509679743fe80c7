import Crypto

/// SHA-256 of bytes that come piece by piece.
public struct Digest: Sendable {
  private var hasher = SHA256()

  /// The digest of nothing so far.
  public init() {}

  /// Adds bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hasher.update(bufferPointer: bytes)
  }

  /// A digest of all bytes so far that nobody can compute who has but the other one.
  public var derived: [UInt8] {
    var derived = hasher
    derived.update(data: Array("custos derived digest".utf8))
    return Array(derived.finalize())
  }

  /// The digest of all bytes so far (FIPS 180-4), in hexadecimal.
  public var hexadecimal: String { Hexadecimal.text(of: hasher.finalize(), digits: 64) }
}
