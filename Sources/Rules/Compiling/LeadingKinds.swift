/// Reads the kinds of record that a condition names in its first term.
enum LeadingKinds {
  /// The kinds of `record.kind == 'k' && …` and `record.kind in ['k', 'l'] && …`; `nil` for every
  /// other condition, and where a term that is an alternative could make it true all the same.
  static func read(_ condition: String) -> [String]? {
    var text = Substring(condition)
    guard skip("record.kind", &text) else { return nil }
    var kinds: [String] = []
    if skip("==", &text) {
      guard let kind = literal(&text) else { return nil }
      kinds = [kind]
    } else if skip("in", &text), skip("[", &text) {
      repeat {
        guard let kind = literal(&text) else { return nil }
        kinds.append(kind)
      } while skip(",", &text)
      guard skip("]", &text) else { return nil }
    } else {
      return nil
    }
    return skip("&&", &text) && isWithoutAlternative(text) ? kinds : nil
  }

  private static func skip(_ token: String, _ text: inout Substring) -> Bool {
    text = text.drop { $0.isWhitespace }
    guard text.hasPrefix(token) else { return false }
    text = text.dropFirst(token.count)
    return true
  }

  /// A text in single quotes without escapes.
  private static func literal(_ text: inout Substring) -> String? {
    guard skip("'", &text), let end = text.firstIndex(where: { $0 == "'" || $0 == "\\" }),
      text[end] == "'"
    else { return nil }
    defer { text = text[text.index(after: end)...] }
    return String(text[..<end])
  }

  /// Whether no `||` and no `?` stands outside brackets; texts with quotes in them are not looked
  /// through.
  private static func isWithoutAlternative(_ text: Substring) -> Bool {
    var depth = 0
    var quote: UInt8?
    var last: UInt8 = 0
    for byte in text.utf8 {
      defer { last = byte }
      if let open = quote {
        if byte == UInt8(ascii: "\\") { return false }
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "|") where last == byte && depth == 0: return false
      case UInt8(ascii: "?") where depth == 0 && last != UInt8(ascii: "."): return false
      case UInt8(ascii: "/") where last == byte: return false
      default: break
      }
    }
    return depth == 0 && quote == nil
  }
}
