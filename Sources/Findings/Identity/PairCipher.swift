import Bytes
import Crypto
import CryptoExtras

/// Hides pairs of words so that only who has the key gets them back: single blocks of AES-256.
///
/// Keys of people are digests, and who has a list of identifiers could digest them all and look them
/// up. Under this cipher that takes the key. Equal pairs are meant to be hidden alike, so there is
/// neither a mode nor a nonce.
public struct PairCipher: Sendable {
  private let key: SymmetricKey
  /// A short value that tells keys apart and gives none of them away.
  public let mark: String

  /// A cipher.
  ///
  /// - Parameters:
  ///   - secret: What only the user knows; may be empty.
  ///   - salt: What only who has the inputs knows.
  public init(secret: [UInt8], salt: [UInt8]) {
    let secret = SymmetricKey(data: secret)
    func derived(_ label: String) -> HMAC<SHA256>.MAC {
      HMAC<SHA256>.authenticationCode(for: Array(label.utf8) + salt, using: secret)
    }
    mark = Hexadecimal.text(of: derived("custos facts mark"), digits: 16)
    key = SymmetricKey(data: derived("custos facts cipher"))
  }

  /// Hides a pair.
  public func hide(_ low: UInt64, _ high: UInt64) -> (low: UInt64, high: UInt64) {
    permuted(low, high) { (block, key) throws in try AES.permute(&block, key: key) }
  }

  /// The pair that was hidden.
  public func reveal(_ low: UInt64, _ high: UInt64) -> (low: UInt64, high: UInt64) {
    permuted(low, high) { (block, key) throws in try AES.inversePermute(&block, key: key) }
  }

  private func permuted(
    _ low: UInt64, _ high: UInt64, _ body: (inout [UInt8], SymmetricKey) throws -> Void
  ) -> (low: UInt64, high: UInt64) {
    var block = [low, high].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
    do { try body(&block, key) } catch {
      preconditionFailure("a block has 16 bytes, and the key 32")
    }
    return (Self.word(block[..<8]), Self.word(block[8...]))
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
