internal import CivilTime

extension Datum: CustomStringConvertible {
  /// The value as a literal of the language where it has one; days as `2026-02-28`.
  public var description: String {
    switch self {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .int(let int): String(int)
    case .uint(let uint): "\(uint)u"
    case .double(let double): Self.text(double)
    case .string(let string): Self.quoted(string)
    case .bytes(let bytes): "b\"\(bytes.map(Self.escaped).joined())\""
    case .list(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    case .timestamp(let seconds, let nanoseconds):
      Times.text(CEL.Value(seconds: seconds, nanoseconds: nanoseconds))
    case .duration(let nanoseconds): Times.durationText(nanoseconds)
    case .date(let days): days.description
    case .period(let period): period.description
    case .type(let name): name
    case .optional(let inner): inner.map { "optional.of(\($0))" } ?? "optional.none()"
    case .object(let name): name
    case .absent: "not given"
    case .unknown: "not known"
    case .notApplicable: "not applicable"
    case .error(let kind): kind.phrase
    }
  }

  private static func text(_ double: Double) -> String {
    let text = DoubleText.shortest(double)
    let looksWhole = text.utf8.allSatisfy {
      $0 &- UInt8(ascii: "0") <= 9 || $0 == UInt8(ascii: "-")
    }
    return looksWhole ? text + ".0" : text
  }

  private static func escaped(_ byte: UInt8) -> String {
    if 0x20..<0x7F ~= byte, byte != 0x22, byte != 0x5C {
      return String(Unicode.Scalar(byte))
    }
    let digits = String(byte, radix: 16)
    return "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
  }

  /// A text in quotes, with escape sequences where it needs them.
  static func quoted(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.append("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{7}": result.append(contentsOf: #"\a"#.unicodeScalars)
      case "\u{8}": result.append(contentsOf: #"\b"#.unicodeScalars)
      case "\u{C}": result.append(contentsOf: #"\f"#.unicodeScalars)
      case "\n": result.append(contentsOf: #"\n"#.unicodeScalars)
      case "\r": result.append(contentsOf: #"\r"#.unicodeScalars)
      case "\t": result.append(contentsOf: #"\t"#.unicodeScalars)
      case "\u{B}": result.append(contentsOf: #"\v"#.unicodeScalars)
      case "\\": result.append(contentsOf: #"\\"#.unicodeScalars)
      case "\"": result.append(contentsOf: #"\""#.unicodeScalars)
      default: result.append(scalar)
      }
    }
    result.append("\"")
    return String(result)
  }
}
