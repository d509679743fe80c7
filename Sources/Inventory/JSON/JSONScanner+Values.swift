extension JSONScanner {
  /// A number as JSON writes it.
  enum Number {
    case integer(Int64)
    /// An integer of more than 18 digits.
    case large
    /// A number that is no integer.
    case fraction
  }

  /// Takes a number.
  @inline(__always)
  mutating func number() throws(JSONStop) -> Number {
    let isNegative = next.pointee == UInt8(ascii: "-")
    let start = isNegative ? next + 1 : next
    var pointer = start
    var value: Int64 = 0
    while pointer.pointee &- UInt8(ascii: "0") <= 9 {
      value = value &* 10 &+ Int64(pointer.pointee &- UInt8(ascii: "0"))
      pointer += 1
    }
    let count = pointer - start
    let byte = pointer.pointee
    next = pointer
    if count == 0 || pointer >= end && !isAtEnd { throw fail("a number needs a digit here") }
    if count > 1, start.pointee == UInt8(ascii: "0") {
      throw fail("a number does not begin with 0")
    }
    if byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") {
      try fraction()
      return Self.number(
        UnsafeBufferPointer(start: start, count: next - start), isNegative: isNegative)
    }
    if count > 18 { return .large }
    return .integer(isNegative ? -value : value)
  }

  /// The number that digits with a point or an exponent stand for: 3.0, 3e0 and 30e-1 are 3.
  private static func number(_ text: UnsafeBufferPointer<UInt8>, isNegative: Bool) -> Number {
    var digits: [UInt8] = []
    var exponent = 0
    var index = 0
    var isPastPoint = false
    while index < text.count, text[index] | 0x20 != UInt8(ascii: "e") {
      if text[index] == UInt8(ascii: ".") {
        isPastPoint = true
      } else {
        digits.append(text[index] - UInt8(ascii: "0"))
        if isPastPoint { exponent -= 1 }
      }
      index += 1
    }
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    guard !digits.isEmpty else { return .integer(0) }
    if index < text.count {
      let written = String(decoding: text[(index + 1)...], as: UTF8.self)
      guard let power = Int(written), abs(power) < 1_000_000 else {
        return written.utf8.first == UInt8(ascii: "-") ? .fraction : .large
      }
      exponent += power
    }
    guard exponent >= 0 else { return .fraction }
    let whole = digits.drop { $0 == 0 } + Array(repeating: 0, count: min(exponent, 20))
    guard whole.count <= 18 else { return .large }
    let value = whole.reduce(Int64(0)) { $0 * 10 + Int64($1) }
    return .integer(isNegative ? -value : value)
  }

  /// Takes the rest of a number from its point or exponent on.
  private mutating func fraction() throws(JSONStop) {
    if next.pointee == UInt8(ascii: ".") {
      next += 1
      try digits()
    }
    if next.pointee | 0x20 == UInt8(ascii: "e") {
      next += 1
      if next.pointee == UInt8(ascii: "+") || next.pointee == UInt8(ascii: "-") { next += 1 }
      try digits()
    }
    if next >= end, !isAtEnd { throw .needsMore }
  }

  private mutating func digits() throws(JSONStop) {
    let start = next
    while next.pointee &- UInt8(ascii: "0") <= 9 { next += 1 }
    if next == start { throw fail("a number needs a digit here") }
  }

  /// A number, `true`, `false` or `null` ends where a name could not go on.
  ///
  /// A file whose last bytes are a number is complete only when the end is known.
  @inline(__always)
  mutating func word(_ text: StaticString) throws(JSONStop) {
    for index in 0..<text.utf8CodeUnitCount {
      if next[index] != text.utf8Start[index] {
        next += index
        throw fail("this is not a JSON value", hint: "text needs quotation marks")
      }
    }
    next += text.utf8CodeUnitCount
  }

  /// Takes a key and its colon, and stands before the value.
  @inline(__always)
  mutating func key() throws(JSONStop) -> UnsafeBufferPointer<UInt8> {
    guard try peek() == UInt8(ascii: "\"") else {
      throw fail("expected a name in quotation marks, found \(found)")
    }
    let name = try string()
    try expect(UInt8(ascii: ":"))
    return name
  }

  /// Takes what follows a member or an item.
  ///
  /// - Returns: Whether another one comes.
  @inline(__always)
  mutating func separator(_ closing: UInt8) throws(JSONStop) -> Bool {
    let byte = try peek()
    if byte == UInt8(ascii: ",") {
      next += 1
      return true
    }
    if byte == closing {
      next += 1
      return false
    }
    throw failSeparator(closing)
  }

  @inline(never)
  private mutating func failSeparator(_ closing: UInt8) -> JSONStop {
    fail("expected \",\" or \"\(Character(Unicode.Scalar(closing)))\", found \(found)")
  }

  /// Takes an opening brace or bracket.
  ///
  /// - Returns: Whether something stands before the closing one, which is taken too otherwise.
  @inline(__always)
  mutating func open(_ closing: UInt8) throws(JSONStop) -> Bool {
    next += 1
    guard try peek() == closing else { return true }
    next += 1
    return false
  }
}
