import Bytes
import Findings

/// Texts and places as SARIF wants them.
enum SARIFText {
  /// A message that has no placeholders (section 3.11.5) and no links (section 3.11.6).
  static func message(_ text: String) -> String {
    let text = PlainText.inline(text)
    guard text.utf8.contains(where: { $0 == 0x7B || $0 == 0x7D || $0 == 0x5B || $0 == 0x5D }) else {
      return text
    }
    let hasLink = text.utf8.contains(0x5B) && text.utf8.contains(0x28)
    var message = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{", "}": message += "\(scalar)\(scalar)"
      case "[" where hasLink, "]" where hasLink, "\\" where hasLink: message += "\\\(scalar)"
      default: message.unicodeScalars.append(scalar)
      }
    }
    return message
  }

  /// A path as a reference of RFC 3986: relative without a scheme and a host, or of a file by its whole
  /// path, where it begins with a slash.
  static func uri(_ path: String) -> String {
    path.hasPrefix("/") ? "file:///\(segments(path))" : segments(path)
  }

  /// The segments of a path, escaped, of which none leads upwards.
  static func segments(_ path: String) -> String {
    let segments = path.split(separator: "/").filter { $0 != "." }
    let encoded = segments.map { $0 == ".." ? "%2E%2E" : percentEncoded(String($0)) }
    return encoded.isEmpty ? "-" : encoded.joined(separator: "/")
  }

  private static func percentEncoded(_ segment: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in segment.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: encoded.append(byte)
      default: encoded += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// Writes the members of a location: the file and line, and the path in the document.
  ///
  /// Columns of SARIF count characters, ours bytes, and the two part on a line with an accent; so the
  /// column is given as a property that says what it counts.
  static func writePlace(_ location: Location, to json: inout JSONWriter) {
    json.object("physicalLocation") { json in
      json.object("artifactLocation") { $0.member("uri", uri(location.path)) }
      json.object("region") { json in
        json.member("startLine", location.line)
        json.object("properties") { $0.member("startByteColumn", location.column) }
      }
    }
    guard let pointer = location.pointer else { return }
    json.array("logicalLocations") { json in
      json.object { json in
        json.member("fullyQualifiedName", pointer)
        json.member("kind", "element")
      }
    }
  }
}
