import CEL
import Rules

/// Values as they stand in causes and derivations: as an inventory would spell them.
enum ValueText {
  /// The text of a value in a sentence, where one without a text says nothing.
  static func of(_ value: Value) -> String { of(Datum(value), empty: "") }

  /// A sentence that goes on with a value, so that it reads on whatever the value is: a list of nothing
  /// is *none*, a period without an end *an indefinite period*, true and false are *yes* and *no*, what is
  /// missing is *not known*, and a month or a year stands after *in*.
  static func sentence(_ text: String, with value: Value) -> String {
    if value.isMissing || value.errorKind != nil { return text + "not known" }
    let datum = Datum(value)
    switch datum {
    case .list(let elements) where elements.isEmpty: return text + "none"
    case .list(let elements):
      return text
        + elements.map { element in
          let words = of(element, empty: "")
          return words == "indefinite" ? endless : words
        }.inSentence(with: "and")
    case .bool(let bool): return text + (bool ? "yes" : "no")
    default: break
    }
    let words = of(datum, empty: "")
    if words == "indefinite" { return text + endless }
    if value.tag == .date, text.hasSuffix(" on "), words.utf8.count < 10 {
      return text.dropLast(3) + "in " + words
    }
    return text + words
  }

  /// Whether a value of an expression has a text that a sentence can go on with: it is there, and where
  /// the expression is nothing but a fact, it is not empty.
  ///
  /// An expression that computes a text may choose to say nothing.
  static func canBeSaid(_ value: Value, of program: Program) -> Bool {
    if value.isMissing || value.errorKind != nil { return false }
    guard case .string(let text) = Datum(value), text.allSatisfy(\.isWhitespace) else {
      return true
    }
    return !program.source.utf8.contains(UInt8(ascii: "."))
      || program.source.utf8.contains { !isOfPath($0) }
  }

  private static func isOfPath(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || 0x30...0x39 ~= byte
      || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
  }

  private static let endless = EngineMessage.endless.text()

  /// The text of a value in a sum, where one without a text has to be seen.
  static func of(_ datum: Datum) -> String { of(datum, empty: "''") }

  private static func of(_ datum: Datum, empty: String) -> String {
    switch datum {
    case .string(let text): text.isEmpty ? empty : text
    case .list(let elements): elements.map { of($0, empty: empty) }.joined(separator: ", ")
    case .optional(let inner): inner.map { of($0, empty: empty) } ?? "none"
    case .uint(let number): String(number)
    case .map(let entries): "\(entries.count) \(entries.count == 1 ? "entry" : "entries")"
    case .bytes(let bytes): "\(bytes.count) \(bytes.count == 1 ? "byte" : "bytes")"
    case .object("object"): "an object"
    case .duration(let nanoseconds): DurationText.of(nanoseconds: nanoseconds)
    default: "\(datum)"
    }
  }
}

/// Lengths of time in days, hours, minutes and seconds.
enum DurationText {
  private static let units: [(name: String, nanoseconds: UInt64)] = [
    ("day", 86_400_000_000_000), ("hour", 3_600_000_000_000), ("minute", 60_000_000_000),
  ]
  private static let second: UInt64 = 1_000_000_000

  /// The text of a length such as `3 days 1 hour 45 minutes`; what is below a second is a fraction.
  static func of(nanoseconds: Int64) -> String {
    var rest = nanoseconds.magnitude
    var parts: [String] = []
    for unit in units where rest >= unit.nanoseconds {
      let count = rest / unit.nanoseconds
      parts.append("\(count) \(unit.name)\(count == 1 ? "" : "s")")
      rest %= unit.nanoseconds
    }
    if rest > 0 || parts.isEmpty { parts.append(seconds(rest)) }
    return (nanoseconds < 0 ? "-" : "") + parts.joined(separator: " ")
  }

  private static func seconds(_ nanoseconds: UInt64) -> String {
    var text = String(nanoseconds / second)
    if nanoseconds % second > 0 {
      let digits = String(second + nanoseconds % second).dropFirst()
      text += "." + String(digits.reversed().drop { $0 == "0" }.reversed())
    }
    return "\(text) second\(nanoseconds == second ? "" : "s")"
  }
}
