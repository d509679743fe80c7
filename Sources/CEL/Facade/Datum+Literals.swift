internal import CivilTime

extension Datum: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// A Boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A signed integer.
  public init(integerLiteral value: Int64) { self = .int(value) }
  /// A floating-point number.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A list.
  public init(arrayLiteral elements: Datum...) { self = .list(elements) }
  /// A map, or an object where one is declared.
  public init(dictionaryLiteral elements: (Datum, Datum)...) {
    self = .map(elements.map { Entry($0.0, $0.1) })
  }

  /// A day such as `2026-02-28`, or `2026-02` or `2026` where only so much is known; `nil` for a text
  /// that is none.
  public static func day(_ text: String) -> Datum? {
    (try? DateInterval(parsing: Array(text.utf8).span)).map { .date($0) }
  }
}
