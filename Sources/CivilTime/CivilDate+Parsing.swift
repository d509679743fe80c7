/// Why a text is no day.
public struct DateFailure: Error, Hashable, Sendable {
  /// The kind of failure.
  ///
  /// New kinds may come in a minor version, so match with a `default`.
  public struct Code: Hashable, Sendable {
    private enum Kind { case malformed, noSuchDay }
    private let kind: Kind
    /// A byte is not what the form wants there.
    public static let malformed = Code(kind: .malformed)
    /// The form is right, but the calendar has no such day, such as 30 February.
    public static let noSuchDay = Code(kind: .noSuchDay)
  }

  /// What went wrong.
  public let code: Code

  static let malformed = DateFailure(code: .malformed)
  static let noSuchDay = DateFailure(code: .noSuchDay)
}

extension CivilDate {
  /// Reads a day such as `2026-02-28`.
  ///
  /// Accepts only `full-date` of RFC 3339, section 5.6: ten ASCII bytes, years 0000 to 9999.
  ///
  /// - Parameter text: The day, UTF-8, without quotes or spaces around it.
  /// - Throws: `.malformed` if a byte is not what the form wants there; `.noSuchDay` if the
  ///   calendar has no such day, such as 30 February.
  /// - Complexity: O(1).
  public init(parsing text: Span<UInt8>) throws(DateFailure) {
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
      throw .malformed
    }
    guard let year = digits(of: text, 0..<4), let month = digits(of: text, 5..<7),
      let day = digits(of: text, 8..<10)
    else { throw .malformed }
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .noSuchDay }
    self = date
  }

  /// Reads a day from a string; for anything but a hot path.
  ///
  /// - Throws: as ``init(parsing:)-(Span<UInt8>)``.
  public init(parsing text: String) throws(DateFailure) {
    let bytes = Array(text.utf8)
    try self.init(parsing: bytes.span)
  }
}

/// The value of a run of ASCII digits; `nil` if a byte is no digit.
@inline(__always)
func digits(of text: Span<UInt8>, _ range: Range<Int>) -> Int? {
  var value = 0
  for index in range {
    let digit = text[index] &- UInt8(ascii: "0")
    guard digit <= 9 else { return nil }
    value = value &* 10 &+ Int(digit)
  }
  return value
}
