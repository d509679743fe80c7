extension Library {
  /// The extension for texts. Places are counted in code points.
  static let moreTexts: [Builtin] = [
    Builtin(
      "charAt", ["string.(int) -> string"], lowering: .call, cost: .part, course: .unknown,
      precision: .hidden, traits: []
    ) { values, _ in
      guard values.count == 2, values[0].tag == .string, values[1].tag == .int else {
        return mismatch
      }
      return substring(values[0], values[1].asInt, nil, length: 1)
    },
    Builtin(
      "indexOf", ["string.(string) -> int", "string.(string, int) -> int"], lowering: .call,
      cost: .reading, course: .unknown, precision: .hidden, traits: [], indexOf),
    Builtin(
      "lastIndexOf", ["string.(string) -> int", "string.(string, int) -> int"], lowering: .call,
      cost: .reading, course: .unknown, precision: .hidden, traits: [], lastIndexOf),
    Builtin(
      "substring", ["string.(int) -> string", "string.(int, int) -> string"], lowering: .call,
      cost: .part, course: .unknown, precision: .hidden, traits: []
    ) { values, _ in
      guard values.count <= 3, values[0].tag == .string,
        values.dropFirst().allSatisfy({ $0.tag == .int })
      else { return mismatch }
      return substring(values[0], values[1].asInt, values.count == 3 ? values[2].asInt : nil)
    },
    Builtin(
      "lowerAscii", ["string.() -> string"], lowering: .call, cost: .copying(), course: .unknown,
      precision: .hidden, traits: []
    ) { recased($0, from: "A", 32, &$1) },
    Builtin(
      "upperAscii", ["string.() -> string"], lowering: .call, cost: .copying(), course: .unknown,
      precision: .hidden, traits: []
    ) { recased($0, from: "a", -32, &$1) },
    Builtin(
      "replace", ["string.(string, string) -> string", "string.(string, string, int) -> string"],
      lowering: .call, cost: .replacing, course: .unknown, precision: .hidden, traits: [], replace),
    Builtin(
      "split", ["string.(string) -> list<string>", "string.(string, int) -> list<string>"],
      lowering: .call, cost: .splitting, course: .unknown, precision: .hidden, traits: [], split),
    Builtin(
      "join", ["list<string>.() -> string", "list<string>.(string) -> string"], lowering: .call,
      cost: .joining, course: .unknown, precision: .hidden, traits: [], join),
    Builtin(
      "trim", ["string.() -> string"], lowering: .call, cost: .part, course: .unknown,
      precision: .hidden, traits: []
    ) { values, _ in
      areTexts(values, 1) ? trimmed(values[0]) : mismatch
    },
    Builtin(
      "reverse", ["string.() -> string", "list<A>.() -> list<A>"], lowering: .call,
      cost: .reversing, course: .unknown, precision: .hidden, traits: []
    ) { values, context in
      switch values[0].tag {
      case .string:
        context.string(
          String(String.UnicodeScalarView(values[0].asString.unicodeScalars.reversed())))
      case .list: context.list(values[0].asList.reversed())
      default: mismatch
      }
    },
    Builtin(
      "strings.quote", ["(string) -> string"], lowering: .call, cost: .copying(times: 2, plus: 2),
      course: .unknown, precision: .hidden, traits: []
    ) { values, context in
      areTexts(values, 1) ? context.string(Datum.quoted(values[0].asString)) : mismatch
    },
    Builtin(
      "format", ["string.(list<dyn>) -> string"], lowering: .call, cost: .unbounded,
      course: .unknown, precision: .seen, traits: []
    ) { values, context in
      guard values.count == 2, values[0].tag == .string, values[1].tag == .list else {
        return mismatch
      }
      var formatter = Formatter(values[0], values[1])
      guard let text = formatter.text(&context.fuel) else { return Value(error: .invalidArgument) }
      return context.string(text)
    },
  ]

  private static func substring(
    _ text: Value, _ start: Int64, _ end: Int64?, length: Int64? = nil
  ) -> Value {
    guard let first = offset(ofCodePoint: start, in: text) else {
      return Value(error: .indexOutOfRange)
    }
    if length != nil {
      let last = offset(ofCodePoint: start + 1, in: text) ?? first
      return part(of: text, first..<last)
    }
    guard let end else { return part(of: text, first..<Int(text.aux)) }
    guard end >= start, let last = offset(ofCodePoint: end, in: text) else {
      return Value(error: .indexOutOfRange)
    }
    return part(of: text, first..<last)
  }

  /// Whether there are a text, a text to look for, and maybe a place.
  private static func isSearch(_ values: Arguments) -> Bool {
    (2...3).contains(values.count) && values[0].tag == .string && values[1].tag == .string
      && (values.count == 2 || values[2].tag == .int)
  }

  private static func codePoints(_ text: Value, upTo offset: Int) -> Value {
    Value(Int64(text.asBytes.extracting(0..<offset).codePointCount))
  }

  private static func indexOf(_ values: Arguments, _ context: inout CallContext) -> Value {
    guard isSearch(values) else { return mismatch }
    let start = values.count == 3 ? values[2].asInt : 0
    guard let first = offset(ofCodePoint: start, in: values[0]) else {
      return Value(error: .indexOutOfRange)
    }
    let found = values[0].asBytes.firstIndex(of: values[1].asBytes, from: first)
    return found.map { codePoints(values[0], upTo: $0) } ?? Value(Int64(-1))
  }

  private static func lastIndexOf(_ values: Arguments, _ context: inout CallContext) -> Value {
    guard isSearch(values) else { return mismatch }
    let text = values[0].asBytes
    let needle = values[1].asBytes
    var last = text.count
    if values.count == 3 {
      guard let limit = offset(ofCodePoint: values[2].asInt, in: values[0]) else {
        return Value(error: .indexOutOfRange)
      }
      last = limit
    }
    let found = needle.isEmpty ? last : ByteSearch(needle).places(in: text, through: last).last
    return found.map { codePoints(values[0], upTo: $0) } ?? Value(Int64(-1))
  }

  private static func recased(
    _ values: Arguments, from first: Unicode.Scalar, _ change: Int, _ context: inout CallContext
  ) -> Value {
    guard areTexts(values, 1) else { return mismatch }
    let bytes = values[0].asBytes.map { byte in
      byte &- UInt8(ascii: first) < 26 ? UInt8(Int(byte) + change) : byte
    }
    var value = context.bytes(bytes)
    value.tag = .string
    return value
  }

  private static func replace(_ values: Arguments, _ context: inout CallContext) -> Value {
    guard (3...4).contains(values.count), values.prefix(3).allSatisfy({ $0.tag == .string }),
      values.count == 3 || values[3].tag == .int
    else { return mismatch }
    var left = values.count == 4 ? values[3].asInt : -1
    let text = values[0].asBytes
    let (old, new) = (values[1].asBytes, values[2].asBytes)
    var result: [UInt8] = []
    var index = 0
    while left != 0, let found = text.firstIndex(of: old, from: index), found <= text.count {
      result += text[index..<found]
      result += new
      index = found + old.count
      if old.isEmpty {
        guard index < text.count else { break }
        let end = codePointEnd(text, index)
        result += text[index..<end]
        index = end
      }
      if left > 0 { left -= 1 }
      context.charge(new.count / 16 + 1)
      if context.fuel < 0 { return Value(error: .budgetExceeded) }
    }
    if index < text.count { result += text[index...] }
    var value = context.bytes(result)
    value.tag = .string
    return value
  }

  private static func codePointEnd(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    var end = index + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private static func split(_ values: Arguments, _ context: inout CallContext) -> Value {
    guard isSearch(values) else { return mismatch }
    let most = values.count == 3 ? values[2].asInt : -1
    if most == 0 { return context.list([]) }
    let (text, separator) = (values[0].asBytes, values[1].asBytes)
    var parts: [Value] = []
    var index = 0
    while most < 0 || Int64(parts.count) < most - 1 {
      let next: Int
      if separator.isEmpty {
        guard index < text.count else { break }
        next = codePointEnd(text, index)
        if next == text.count { break }
      } else {
        guard let found = text.firstIndex(of: separator, from: index) else { break }
        next = found
      }
      if parts.count > context.fuel { return exhausted(&context) }
      parts.append(part(of: values[0], index..<next))
      index = next + separator.count
    }
    if !separator.isEmpty || index < text.count {
      parts.append(part(of: values[0], index..<text.count))
    }
    return context.list(parts)
  }

  private static func join(_ values: Arguments, _ context: inout CallContext) -> Value {
    guard values.count <= 2, values[0].tag == .list, values.count == 1 || values[1].tag == .string
    else { return mismatch }
    var result: [UInt8] = []
    for (index, part) in values[0].asList.enumerated() {
      guard part.tag == .string else { return mismatch }
      context.charge(Int(part.aux) / 16 + (values.count == 2 ? Int(values[1].aux) / 16 : 0) + 1)
      if context.fuel < 0 { return Value(error: .budgetExceeded) }
      if index > 0, values.count == 2 { result += values[1].asBytes }
      result += part.asBytes
    }
    var value = context.bytes(result)
    value.tag = .string
    return value
  }

  private static func trimmed(_ text: Value) -> Value {
    let scalars = text.asString.unicodeScalars
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return part(of: text, 0..<0) }
    let start = scalars.utf8Count(scalars[..<first])
    let end = start + scalars.utf8Count(scalars[first...last])
    return part(of: text, start..<end)
  }
}

extension String.UnicodeScalarView {
  fileprivate func utf8Count(_ part: Substring.UnicodeScalarView) -> Int {
    part.reduce(0) { $0 + UTF8.width($1) }
  }
}
