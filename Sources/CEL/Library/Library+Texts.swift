extension Library {
  /// What the language itself does with texts.
  static let texts: [Builtin] = [
    Builtin(
      "contains", ["string.(string) -> bool"], lowering: .textTest(.contains), cost: .readingAtMost,
      course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      guard areTexts(values, 2) else { return mismatch }
      return Value(values[0].asBytes.firstIndex(of: values[1].asBytes) != nil)
    },
    Builtin(
      "startsWith", ["string.(string) -> bool"], lowering: .textTest(.startsWith),
      cost: .readingAtMost, course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      guard areTexts(values, 2) else { return mismatch }
      guard values[1].aux <= values[0].aux else { return Value(false) }
      var start = values[0]
      start.aux = values[1].aux
      return Value(start.hasSameBytes(as: values[1]))
    },
    Builtin(
      "endsWith", ["string.(string) -> bool"], lowering: .textTest(.endsWith), cost: .readingAtMost,
      course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      guard areTexts(values, 2) else { return mismatch }
      guard values[1].aux <= values[0].aux else { return Value(false) }
      var end = values[0]
      end.bits += UInt64(values[0].aux - values[1].aux)
      end.aux = values[1].aux
      return Value(end.hasSameBytes(as: values[1]))
    },
    Builtin(
      "matches", ["string.(string) -> bool", "(string, string) -> bool"], lowering: .pattern,
      cost: .matching, course: .unknown, precision: .hidden, traits: []
    ) {
      values, context in
      guard areTexts(values, 2) else { return mismatch }
      guard let pattern = try? Pattern(forOneText: values[1].asString, fuel: &context.fuel) else {
        return Value(error: context.fuel < 0 ? .budgetExceeded : .invalidArgument)
      }
      return Value(pattern.matches(values[0].asBytes.span, fuel: &context.fuel))
    },
  ]

  static func areTexts(_ values: Arguments, _ count: Int) -> Bool {
    guard values.count == count else { return false }
    for value in values where value.tag != .string { return false }
    return true
  }

  /// A part of a text, by places in its bytes, without copying it.
  static func part(of text: Value, _ range: Range<Int>) -> Value {
    Value(
      tag: .string, aux: UInt32(range.count), bits: text.bits + UInt64(range.lowerBound))
  }

  /// The place in the bytes of a code point, or of the end; `nil` past it.
  static func offset(ofCodePoint index: Int64, in text: Value) -> Int? {
    guard index >= 0 else { return nil }
    let bytes = text.asBytes
    var offset = 0
    for _ in 0..<index {
      guard offset < bytes.count else { return nil }
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }
}
