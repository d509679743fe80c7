import Crypto

/// Identifiers that are made from names, so that the same result has the same ones.
enum NameUUID {
  /// The namespace of domain names of RFC 9562, section 6.6; names begin with `custos/`.
  private static let namespace: [UInt8] = [
    0x6B, 0xA7, 0xB8, 0x10, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
  ]

  /// The UUID of a name after RFC 9562, section 5.5 (version 5, SHA-1).
  static func make(_ name: String) -> String {
    var hash = Insecure.SHA1()
    namespace.withUnsafeBytes { hash.update(bufferPointer: $0) }
    Array("custos/\(name)".utf8).withUnsafeBytes { hash.update(bufferPointer: $0) }
    var bytes = Array(hash.finalize()).prefix(16).map { $0 }
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      text += byte < 16 ? "0" : ""
      text += String(byte, radix: 16)
    }
    return text
  }
}
