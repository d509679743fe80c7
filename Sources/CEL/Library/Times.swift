internal import CivilTime

/// Points in time and lengths of time.
enum Times {
  /// Seconds of 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
  static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  static func value(seconds: Int64, nanoseconds: Int64) -> Value {
    guard range.contains(seconds) else { return Value(error: .overflow) }
    return Value(seconds: seconds, nanoseconds: UInt32(nanoseconds))
  }

  static func adding(_ timestamp: Value, _ nanoseconds: Int64) -> Value {
    let total = Int64(timestamp.aux) + nanoseconds % 1_000_000_000
    let carry = total < 0 ? -1 : total / 1_000_000_000
    let seconds = timestamp.asInt + nanoseconds / 1_000_000_000 + carry
    return value(seconds: seconds, nanoseconds: total - carry * 1_000_000_000)
  }

  static func between(_ later: Value, _ earlier: Value) -> Value {
    let seconds = later.asInt - earlier.asInt
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflow2) = whole.addingReportingOverflow(Int64(later.aux) - Int64(earlier.aux))
    return overflow || overflow2 ? Value(error: .overflow) : Value(nanoseconds: sum)
  }

  // MARK: Text

  /// Reads a timestamp of RFC 3339.
  static func parse(_ text: Value) -> Value {
    let bytes = text.asBytes
    guard text.tag == .string, bytes.count >= 20,
      let day = try? CivilDate(parsing: bytes.extracting(0..<10).span)
    else { return Value(error: .invalidArgument) }
    var reader = ByteReader(bytes, at: 10)
    guard reader.accept("T") || reader.accept("t"), let hour = reader.number(2, below: 24),
      reader.accept(":"), let minute = reader.number(2, below: 60), reader.accept(":"),
      let second = reader.number(2, below: 60)
    else { return Value(error: .invalidArgument) }
    var nanoseconds: Int64 = 0
    if reader.accept(".") {
      guard let fraction = reader.fraction() else { return Value(error: .invalidArgument) }
      nanoseconds = fraction
    }
    guard let offset = zoneOffset(&reader), reader.isAtEnd else {
      return Value(error: .invalidArgument)
    }
    let days = Int64(day.dayNumber) * 86_400
    let time = Int64(hour * 3600 + minute * 60 + second)
    return value(seconds: days + time - offset, nanoseconds: nanoseconds)
  }

  private static func zoneOffset(_ reader: inout ByteReader) -> Int64? {
    if reader.accept("Z") || reader.accept("z") { return 0 }
    return reader.signedClock()
  }

  /// A timestamp as RFC 3339 writes it, in UTC, with as many decimals as it has.
  static func text(_ timestamp: Value) -> String {
    let days = Int64(timestamp.asInt).flooredQuotient(86_400)
    let seconds = Int(timestamp.asInt - days * 86_400)
    let day = CivilDate(dayNumber: Int32(clamping: days))
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(padded)
    return "\(day)T\(clock.joined(separator: ":"))\(decimals(Int64(timestamp.aux)))Z"
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }

  private static func decimals(_ nanoseconds: Int64) -> String {
    if nanoseconds == 0 { return "" }
    var digits = String(nanoseconds + 1_000_000_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }

  /// Reads a duration such as `1h30m` or `-1.5s`.
  static func parseDuration(_ text: Value) -> Value {
    guard text.tag == .string else { return Value(error: .noMatchingOverload) }
    var reader = ByteReader(text.asBytes, at: 0)
    let isNegative = reader.accept("-")
    if !isNegative { _ = reader.accept("+") }
    if reader.rest == "0" { return Value(nanoseconds: 0) }
    var total: UInt64 = 0
    guard !reader.isAtEnd else { return Value(error: .invalidArgument) }
    while !reader.isAtEnd {
      guard let part = reader.durationPart() else { return Value(error: .invalidArgument) }
      let (sum, overflow) = total.addingReportingOverflow(part)
      if overflow { return Value(error: .overflow) }
      total = sum
    }
    // The least duration is one nanosecond longer than the greatest.
    guard total <= (isNegative ? Int64.min : Int64.max).magnitude else {
      return Value(error: .overflow)
    }
    return Value(nanoseconds: Int64(truncatingIfNeeded: isNegative ? 0 &- total : total))
  }

  /// A duration in seconds, such as `5400s` or `-1.5s`.
  static func durationText(_ nanoseconds: Int64) -> String {
    let magnitude = nanoseconds.magnitude
    let sign = nanoseconds < 0 ? "-" : ""
    return "\(sign)\(magnitude / 1_000_000_000)\(decimals(Int64(magnitude % 1_000_000_000)))s"
  }
}

extension Int64 {
  /// The quotient rounded towards minus infinity.
  func flooredQuotient(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
