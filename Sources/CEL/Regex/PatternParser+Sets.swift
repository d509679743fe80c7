extension PatternParser {
  /// What stands after a backslash.
  mutating func escape() throws(PatternFailure) -> PatternNode {
    guard let scalar = next else { throw Self.fail("a backslash at the end") }
    switch scalar {
    case "A": return assertion(.textStart)
    case "z": return assertion(.textEnd)
    case "b": return assertion(.wordBoundary)
    case "B": return assertion(.noWordBoundary)
    case "C":
      index += 1
      return .byte
    default: return .set(try escapedSet())
    }
  }

  private mutating func assertion(_ assertion: PatternNode.Assertion) -> PatternNode {
    index += 1
    return .assertion(assertion)
  }

  /// `\Q…\E`: everything as it stands, each code point on its own; `nil` if there is none here.
  mutating func quotation() throws(PatternFailure) -> [PatternNode]? {
    guard next == "\\", index + 1 < scalars.count, scalars[index + 1] == "Q" else { return nil }
    index += 2
    var parts: [PatternNode] = []
    while let scalar = next {
      index += 1
      if scalar == "\\", accept("E") { break }
      parts.append(.set(try single(scalar.value)))
    }
    return parts
  }

  /// A class or a single code point after a backslash.
  private mutating func escapedSet() throws(PatternFailure) -> ScalarSet {
    guard let scalar = next else { throw Self.fail("a backslash at the end") }
    index += 1
    switch scalar {
    case "d": return try folded(.digits)
    case "D": return try folded(.digits).inverted
    case "w": return try folded(.words)
    case "W": return try folded(.words).inverted
    case "s": return try folded(.blanks)
    case "S": return try folded(.blanks).inverted
    case "p", "P": return try category(isInverted: scalar == "P")
    case "a": return try single(7)
    case "f": return try single(12)
    case "t": return try single(9)
    case "n": return try single(10)
    case "r": return try single(13)
    case "v": return try single(11)
    case "x": return try hexadecimal()
    case "0": return try octal(0)
    case "1"..."7" where next.map { ("0"..."7").contains($0) } == true:
      return try octal(scalar.value - 0x30)
    case "1"..."9": throw Self.fail("a back reference, which is not supported")
    default:
      let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      guard !isLetter, scalar.value < 0x80 else {
        throw Self.fail("an unknown escape sequence \"\\\(scalar)\"")
      }
      return try single(scalar.value)
    }
  }

  private mutating func single(_ value: UInt32) throws(PatternFailure) -> ScalarSet {
    try folded(ScalarSet([value...value]))
  }

  /// A code point of up to three octal digits, of which the first has been read.
  private mutating func octal(_ first: UInt32) throws(PatternFailure) -> ScalarSet {
    var value = first
    for _ in 0..<2 {
      guard let scalar = next, ("0"..."7").contains(scalar) else { break }
      value = value * 8 + scalar.value - 0x30
      index += 1
    }
    return try single(value)
  }

  private mutating func hexadecimal() throws(PatternFailure) -> ScalarSet {
    let isBraced = accept("{")
    var value: UInt32 = 0
    var count = 0
    while let scalar = next, scalar.value < 0x80, count < (isBraced ? 8 : 2),
      let digit = Lexer.hexValue(UInt8(scalar.value))
    {
      value = value &* 16 &+ digit
      count += 1
      index += 1
    }
    guard count > 0, value <= 0x10FFFF, isBraced ? accept("}") : count == 2 else {
      throw Self.fail("a hexadecimal escape that is no code point")
    }
    return try single(value)
  }

  private mutating func category(isInverted: Bool) throws(PatternFailure) -> ScalarSet {
    var name = ""
    var isNegated = isInverted
    if accept("{") {
      if accept("^") { isNegated.toggle() }
      while let scalar = next, scalar != "}" {
        name.unicodeScalars.append(scalar)
        index += 1
      }
      guard accept("}") else { throw Self.fail("a category that is not closed") }
    } else if let scalar = next {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard let set = ScalarSet.category(name) else {
      throw Self.fail("an unknown category \"\(name)\"")
    }
    return isNegated ? try folded(set).inverted : try folded(set)
  }

  /// A set in brackets. Cases are folded before anything is inverted.
  mutating func bracketSet() throws(PatternFailure) -> ScalarSet {
    let isInverted = accept("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      if let posix = try posixSet() {
        ranges += posix.ranges
        continue
      }
      let low = try bracketElement()
      guard let first = low.single, next == "-", index + 1 < scalars.count,
        scalars[index + 1] != "]"
      else {
        ranges += low.set.ranges
        continue
      }
      index += 1
      guard let last = try bracketElement().single, first <= last else {
        throw Self.fail("a range that runs backwards")
      }
      ranges += try folded(ScalarSet([first...last])).ranges
    }
    guard accept("]") else { throw Self.fail("a set that is not closed") }
    let set = ScalarSet(ranges)
    return isInverted ? set.inverted : set
  }

  /// A code point or a class, and which code point if it is one.
  private mutating func bracketElement() throws(PatternFailure) -> (set: ScalarSet, single: UInt32?)
  {
    guard let scalar = next else { throw Self.fail("a set that is not closed") }
    index += 1
    guard scalar == "\\" else { return (try single(scalar.value), scalar.value) }
    let ignoresCase = flags.ignoresCase
    flags.ignoresCase = false
    let start = index
    let plain = try escapedSet()
    flags.ignoresCase = ignoresCase
    if plain.ranges.count == 1, plain.ranges[0].count == 1 {
      return (try folded(plain), plain.ranges[0].lowerBound)
    }
    index = start
    return (try escapedSet(), nil)
  }

  private mutating func posixSet() throws(PatternFailure) -> ScalarSet? {
    let start = index
    guard accept("["), accept(":") else {
      index = start
      return nil
    }
    let isInverted = accept("^")
    var name = ""
    while let scalar = next, ("a"..."z").contains(scalar) {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard accept(":"), accept("]") else {
      index = start
      return nil
    }
    guard let set = ScalarSet.posix(name) else { throw Self.fail("an unknown class \"\(name)\"") }
    return isInverted ? try folded(set).inverted : try folded(set)
  }
}
