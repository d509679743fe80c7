import Crypto
import Foundation

/// A key of Ed25519 (RFC 8032) that signs evidence.
///
/// Accepted are the PEM form of PKCS #8 (RFC 8410), as `openssl genpkey -algorithm ed25519` writes
/// it, and the 32 bytes of the seed alone.
public struct EvidenceSigningKey: Sendable {
  let key: Curve25519.Signing.PrivateKey

  /// Reads a key.
  public init(_ bytes: [UInt8]) throws(EvidenceFailure) {
    let seed = try KeyForm.content(bytes, label: "PRIVATE KEY", prefix: KeyForm.privatePrefix)
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw KeyForm.failure
    }
    self.key = key
  }

  /// The key that verifies what this one signs.
  public var verifyingKey: EvidenceVerifyingKey { EvidenceVerifyingKey(key: key.publicKey) }
}

/// A key of Ed25519 (RFC 8032) that verifies evidence.
///
/// Accepted are the PEM form of a public key (RFC 8410), as `openssl pkey -pubout` writes it, and
/// its 32 bytes alone.
public struct EvidenceVerifyingKey: Sendable {
  let key: Curve25519.Signing.PublicKey

  init(key: Curve25519.Signing.PublicKey) {
    self.key = key
  }

  /// Reads a key.
  public init(_ bytes: [UInt8]) throws(EvidenceFailure) {
    let point = try KeyForm.content(bytes, label: "PUBLIC KEY", prefix: KeyForm.publicPrefix)
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: point) else {
      throw KeyForm.failure
    }
    self.key = key
  }

  /// SHA-256 of the key's DER form, by which an envelope hints which key to try.
  public var id: String {
    FileDigest.hexadecimal(of: KeyForm.publicPrefix + Array(key.rawRepresentation))
  }
}

/// The forms of keys.
private enum KeyForm {
  /// What comes before the seed in DER: version, algorithm 1.3.101.112, octet string.
  static let privatePrefix: [UInt8] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  /// What comes before the point in DER: algorithm 1.3.101.112, bit string.
  static let publicPrefix: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  static let failure = EvidenceFailure(
    .badKey, "the key is neither an Ed25519 key in PEM form nor 32 bytes")

  /// The 32 bytes of a key.
  static func content(
    _ bytes: [UInt8], label: String, prefix: [UInt8]
  ) throws(EvidenceFailure) -> [UInt8] {
    if bytes.count == 32 { return bytes }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    guard lines.count > 2, lines.first == "-----BEGIN \(label)-----",
      lines.last == "-----END \(label)-----",
      let data = Data(base64Encoded: lines.dropFirst().dropLast().joined())
    else { throw failure }
    let form = Array(data)
    guard form.count == prefix.count + 32, form.starts(with: prefix) else { throw failure }
    return Array(form.suffix(32))
  }
}
