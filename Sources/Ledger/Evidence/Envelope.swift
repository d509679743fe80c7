import Bytes
import Crypto
import Foundation

/// A DSSE envelope (version 1.0.0) around a statement.
struct Envelope: Codable, Equatable {
  struct Signature: Codable, Equatable {
    var keyid: String?
    var sig: String
  }

  static let payloadType = "application/vnd.in-toto+json"

  var payloadType: String
  var payload: String
  var signatures: [Signature]

  /// Puts a statement's bytes into an envelope and signs them where there is a key.
  init(_ body: [UInt8], key: EvidenceSigningKey?) throws(EvidenceFailure) {
    payloadType = Self.payloadType
    payload = Data(body).base64EncodedString()
    signatures = []
    guard let key else { return }
    let encoding = Self.preAuthenticationEncoding(type: payloadType, body: body)
    guard let signature = try? key.key.signature(for: encoding) else {
      throw EvidenceFailure(.badKey, "the key could not sign")
    }
    signatures = [Signature(keyid: key.verifyingKey.id, sig: signature.base64EncodedString())]
  }

  /// Reads an envelope; `nil` for anything else.
  init?(_ bytes: [UInt8]) {
    guard let envelope = try? JSONDecoder().decode(Envelope.self, from: Data(bytes)) else {
      return nil
    }
    self = envelope
  }

  /// The bytes in the envelope; `nil` if they are not in base64 or of another type.
  var body: [UInt8]? {
    guard payloadType == Self.payloadType else { return nil }
    return Self.decoded(payload)
  }

  /// Whether one of the signatures is by a key. The identifiers in the envelope are hints only,
  /// so every signature is tried.
  func isSigned(by key: EvidenceVerifyingKey) -> Bool {
    guard let body else { return false }
    let encoding = Self.preAuthenticationEncoding(type: payloadType, body: body)
    return signatures.contains { signature in
      guard let bytes = Self.decoded(signature.sig) else { return false }
      return key.key.isValidSignature(bytes, for: encoding)
    }
  }

  /// The envelope as JSON: always the same bytes for the same envelope.
  var bytes: [UInt8] {
    var output = OutputBuffer()
    output.writeJSON { json in
      json.object { json in
        json.member("payloadType", payloadType)
        json.member("payload", payload)
        json.list("signatures", signatures) { json, signature in
          json.object { json in
            json.member("keyid", signature.keyid)
            json.member("sig", signature.sig)
          }
        }
      }
    }
    output.write("\n")
    return output.bytes
  }

  /// What is signed: type and body with their lengths (DSSE protocol, PAE).
  static func preAuthenticationEncoding(type: String, body: [UInt8]) -> [UInt8] {
    Array("DSSEv1 \(type.utf8.count) \(type) \(body.count) ".utf8) + body
  }

  /// Base64, standard or safe for URLs: a verifier must accept either.
  private static func decoded(_ text: String) -> [UInt8]? {
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    return Data(base64Encoded: standard).map { Array($0) }
  }
}
