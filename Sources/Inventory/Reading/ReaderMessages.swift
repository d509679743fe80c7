import Bytes
import Diagnostics

/// The wording of what readers say.
enum ReaderMessages {
  static func omitted(_ count: Int, path: String) -> String {
    count == 1 ? "1 more in \(path) is not shown" : "\(count) more in \(path) are not shown"
  }

  /// An object in words, such as "a system" for `System`.
  static func words(_ object: ObjectDefinition) -> String {
    var text = ""
    for scalar in object.name.unicodeScalars {
      if scalar.properties.isUppercase {
        if !text.isEmpty { text += " " }
        text += scalar.properties.lowercaseMapping
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    let isVowel = text.unicodeScalars.first.map { "aeiou".unicodeScalars.contains($0) } ?? false
    return (isVowel ? "an " : "a ") + text
  }

  /// What a field wants, such as "a day such as 2026-02-28".
  static func expected(_ kind: FieldPlan.Kind) -> String {
    switch kind {
    case .text, .prose: "text"
    case .code: "a code"
    case .codes: "a list of codes"
    case .integer: "a whole number, zero or more"
    case .boolean: "true or false"
    case .date: "a day such as 2026-02-28"
    case .instant: "a time such as 2026-02-28T09:30:00Z"
    case .period: "a period such as P6Y or P31D, or indefinite"
    case .object: "an object"
    case .objects: "a list of objects"
    }
  }

  /// The likely code, and all that may stand there where these are few.
  static func hint(for code: String, among known: [String]) -> String? {
    let nearest = nearestName(to: code, among: known).map { "did you mean \"\($0)\"?" }
    let parts = [nearest, Diagnostics.hint(listing: known)].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  static func problem(_ problem: FieldProblem) -> String {
    switch problem {
    case .notNumber: "not a whole number"
    case .numberTooLarge: "too large a number"
    case .numberOutOfRange: "not a number that is allowed here"
    case .notBoolean: "neither true nor false"
    case .notDate: "not a day"
    case .noSuchDay: "a day that the calendar does not have"
    case .dateSentinel: "a stand-in for a day that is not known"
    case .notInstant: "not a time with an offset"
    case .notPeriod: "not a period"
    case .periodHasTime: "a period with hours, minutes or seconds"
    case .periodTooLong: "too long a period"
    }
  }

  static func code(_ problem: FieldProblem) -> String {
    switch problem {
    case .noSuchDay: "reader.no-such-day"
    case .dateSentinel: "reader.sentinel-date"
    default: "reader.wrong-value"
    }
  }

  /// A text from a file in quotation marks: cut short, nothing in it that could act.
  static func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    quoted(String(decoding: bytes.prefix(400), as: UTF8.self))
  }

  /// A text from a file in quotation marks: cut short, nothing in it that could act.
  static func quoted(_ text: String) -> String {
    "\"\(InertText.of(text, limit: 80))\""
  }
}
