/// Floating-point numbers as text.
enum DoubleText {
  /// The shortest text that reads back as the same number.
  static func shortest(_ value: Double) -> String {
    if let special = special(value) { return special }
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text
  }

  private static func special(_ value: Double) -> String? {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return nil
  }

  /// With so many decimals, rounded half to even on the exact value.
  static func fixed(_ value: Double, decimals: Int) -> String {
    if let special = special(value) { return special }
    let digits = ExactDecimal(value.magnitude).rounded(toDecimals: decimals)
    return (value.sign == .minus ? "-" : "") + digits
  }

  /// In scientific form with so many decimals, such as `1.052033e+03`.
  static func scientific(_ value: Double, decimals: Int) -> String {
    if let special = special(value) { return special }
    let (digits, exponent) = ExactDecimal(value.magnitude).significant(decimals + 1)
    let sign = value.sign == .minus ? "-" : ""
    let fraction = decimals > 0 ? "." + digits.dropFirst() : ""
    let magnitude = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    return "\(sign)\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(magnitude)"
  }
}

/// The exact decimal digits of a number: every finite double has finitely many.
struct ExactDecimal {
  /// The digits, most significant first.
  private var digits: [UInt8]
  /// How many of them stand before the decimal point; may be negative.
  private var pointPosition: Int

  init(_ value: Double) {
    guard value > 0 else {
      digits = []
      pointPosition = 0
      return
    }
    var mantissa = value.significandBitPattern
    var exponent = Int(value.exponentBitPattern) - 1075
    if value.exponentBitPattern == 0 { exponent += 1 } else { mantissa |= 1 << 52 }
    digits = String(mantissa).utf8.map { $0 - UInt8(ascii: "0") }
    pointPosition = digits.count
    while exponent > 0 {
      double()
      exponent -= 1
    }
    while exponent < 0 {
      halve()
      exponent += 1
    }
    trim()
  }

  private mutating func double() {
    var carry: UInt8 = 0
    for index in digits.indices.reversed() {
      let value = digits[index] * 2 + carry
      digits[index] = value % 10
      carry = value / 10
    }
    if carry > 0 {
      digits.insert(carry, at: 0)
      pointPosition += 1
    }
  }

  private mutating func halve() {
    var rest: UInt8 = 0
    for index in digits.indices {
      let value = rest * 10 + digits[index]
      digits[index] = value / 2
      rest = value % 2
    }
    if rest > 0 { digits.append(5) }
    if digits.first == 0 {
      digits.removeFirst()
      pointPosition -= 1
    }
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
  }

  /// Keeps so many digits, rounding half to even.
  private mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      return
    }
    let rest = digits[count...]
    let isAboveHalf = rest.first.map { $0 > 5 || ($0 == 5 && rest.count > 1) } ?? false
    let isHalf = rest.first == 5 && rest.count == 1
    let isOdd = count > 0 && digits[count - 1] % 2 == 1
    digits.removeSubrange(count...)
    guard isAboveHalf || (isHalf && isOdd) else { return }
    var index = count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      pointPosition += 1
    }
  }

  private func digit(_ index: Int) -> Character {
    let value = index >= 0 && index < digits.count ? digits[index] : 0
    return Character(Unicode.Scalar(UInt8(ascii: "0") + value))
  }

  func rounded(toDecimals decimals: Int) -> String {
    var copy = self
    copy.round(toDigits: pointPosition + decimals)
    var text = ""
    for index in min(0, copy.pointPosition - 1)..<copy.pointPosition where index >= 0 {
      text.append(copy.digit(index))
    }
    if text.isEmpty { text = "0" }
    guard decimals > 0 else { return text }
    text += "."
    for index in copy.pointPosition..<copy.pointPosition + decimals {
      text.append(copy.digit(index))
    }
    return text
  }

  /// So many significant digits, and the power of ten of the first.
  func significant(_ count: Int) -> (digits: String, exponent: Int) {
    var copy = self
    copy.round(toDigits: count)
    let text = String((0..<count).map { copy.digit($0) })
    return (text, copy.digits.isEmpty ? 0 : copy.pointPosition - 1)
  }
}
