/// Reads small forms such as times of day out of bytes.
struct ByteReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var index: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    self.bytes = bytes
    self.index = index
  }

  var isAtEnd: Bool { index >= bytes.count }

  /// What has not been read.
  var rest: String { String(decoding: bytes[index...], as: UTF8.self) }

  var next: UInt8 { index < bytes.count ? bytes[index] : 0 }

  mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
    index += 1
    return true
  }

  /// A number of exactly so many digits.
  mutating func number(_ digits: Int, below limit: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      let digit = next &- UInt8(ascii: "0")
      guard index < bytes.count, digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
      index += 1
    }
    return value < limit ? value : nil
  }

  /// Digits behind a decimal point, as billionths; further digits are cut off.
  ///
  /// - Parameter orNone: Whether there may be none.
  mutating func fraction(orNone: Bool = false) -> Int64? {
    var value: Int64 = 0
    var count = 0
    while index < bytes.count, next &- UInt8(ascii: "0") <= 9 {
      if count < 9 { value = value * 10 + Int64(next &- UInt8(ascii: "0")) }
      count += 1
      index += 1
    }
    guard count > 0 || orNone else { return nil }
    for _ in min(count, 9)..<9 { value *= 10 }
    return value
  }

  /// `+hh:mm` or `-hh:mm`, in seconds; the sign may be left out where a bare time is allowed.
  mutating func signedClock(needsSign: Bool = true) -> Int64? {
    let isNegative = accept("-")
    if !isNegative, !accept("+"), needsSign { return nil }
    guard let hour = number(2, below: 24), accept(":"), let minute = number(2, below: 60) else {
      return nil
    }
    let seconds = Int64(hour * 3600 + minute * 60)
    return isNegative ? -seconds : seconds
  }

  /// A number with a unit, such as `1.5h`, in nanoseconds; a fraction of a nanosecond is cut off.
  mutating func durationPart() -> UInt64? {
    var whole: UInt64 = 0
    let start = index
    while index < bytes.count, next &- UInt8(ascii: "0") <= 9 {
      let (tens, overflow) = whole.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = tens.addingReportingOverflow(UInt64(next &- UInt8(ascii: "0")))
      if overflow || overflow2 { return nil }
      whole = sum
      index += 1
    }
    let hasWhole = index > start
    var billionths: Int64 = 0
    if accept(".") {
      guard let fraction = fraction(orNone: hasWhole) else { return nil }
      billionths = fraction
    } else if !hasWhole {
      return nil
    }
    guard let unit = unit() else { return nil }
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: unit)
    let part = unit.dividingFullWidth(by: 1_000_000_000, times: UInt64(billionths))
    let (sum, overflow2) = scaled.addingReportingOverflow(part)
    return overflow || overflow2 ? nil : sum
  }

  private mutating func unit() -> UInt64? {
    let units: [(String, UInt64)] = [
      ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000),
      ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
    ]
    for (name, value) in units where bytes[index...].starts(with: name.utf8) {
      index += name.utf8.count
      return value
    }
    return nil
  }
}

extension UInt64 {
  /// The product with a factor smaller than a divisor, divided by that divisor.
  fileprivate func dividingFullWidth(by divisor: UInt64, times factor: UInt64) -> UInt64 {
    divisor.dividingFullWidth(multipliedFullWidth(by: factor)).quotient
  }
}
