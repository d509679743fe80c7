/// Why a text is no pattern.
struct PatternFailure: Error, Equatable {
  let message: String
}

/// What a pattern is made of.
indirect enum PatternNode {
  enum Assertion: UInt8 {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
  }

  case empty
  case set(ScalarSet)
  /// Any one byte.
  case byte
  case assertion(Assertion)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repetition(PatternNode, Int, Int?)
}

extension PatternNode {
  /// How often counted repetitions repeat something in it, those in each other multiplied.
  fileprivate var repeats: Int {
    switch self {
    case .empty, .set, .byte, .assertion: 1
    case .sequence(let parts), .choice(let parts): parts.map(\.repeats).max() ?? 1
    case .repetition(let inner, let least, let most): inner.repeats * max(most ?? least, 1)
    }
  }
}

/// Reads the syntax of RE2, without what only matters to captures.
struct PatternParser {
  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesNewline = false
  }

  let scalars: [Unicode.Scalar]
  var index = 0
  var flags = Flags()
  private var depth = 0
  private var groupNames: Set<String> = []
  /// What was looked at for sets and their cases.
  private var work = 0
  /// The most that is looked at.
  private static let mostWork = 1_000_000
  /// How often something may be repeated by counts, those around it multiplied.
  private static let mostRepeats = 1_000

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  static func parse(_ text: String) throws(PatternFailure) -> PatternNode {
    var parser = PatternParser(text)
    let node = try parser.choice()
    guard parser.index == parser.scalars.count else { throw fail("unexpected \")\"") }
    return node
  }

  static func fail(_ message: String) -> PatternFailure {
    PatternFailure(message: "the pattern has \(message)")
  }

  var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func choice() throws(PatternFailure) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100 else { throw Self.fail("more than 100 nested groups") }
    var branches = [try sequence()]
    while accept("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternFailure) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      var quoted = try quotation()
      if quoted?.isEmpty == true { continue }
      let last = quoted?.popLast()
      parts += quoted ?? []
      var atom: PatternNode
      if let last { atom = last } else { atom = try self.atom() }
      var isRepeated = false
      while let bounds = try repetition() {
        guard !isRepeated else { throw Self.fail("two repetitions in a row") }
        isRepeated = true
        atom = .repetition(atom, bounds.least, bounds.most)
        guard atom.repeats <= Self.mostRepeats else {
          throw Self.fail("repetitions in each other that come to more than \(Self.mostRepeats)")
        }
        _ = accept("?")
      }
      parts.append(atom)
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  /// `*`, `+`, `?` or `{n,m}`; braces that do not have this form are plain characters.
  private mutating func repetition() throws(PatternFailure) -> (least: Int, most: Int?)? {
    if accept("*") { return (0, nil) }
    if accept("+") { return (1, nil) }
    if accept("?") { return (0, 1) }
    let start = index
    guard accept("{"), let least = number() else {
      index = start
      return nil
    }
    var most: Int? = least
    if accept(",") { most = number() }
    guard accept("}") else {
      index = start
      return nil
    }
    guard least <= 1000, most ?? 0 <= 1000, most ?? least >= least else {
      throw Self.fail("a repetition count above 1000 or backwards")
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, ("0"..."9").contains(scalar) {
      value = min((value ?? 0) * 10 + Int(scalar.value - 0x30), 100_000)
      index += 1
    }
    return value
  }

  private mutating func atom() throws(PatternFailure) -> PatternNode {
    guard let scalar = next else { return .empty }
    index += 1
    switch scalar {
    case "(": return try group()
    case "[": return .set(try bracketSet())
    case ".":
      return .set(flags.dotMatchesNewline ? .all : ScalarSet.newline.inverted)
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "*", "+", "?": throw Self.fail("\"\(scalar)\" with nothing to repeat")
    case "\\": return try escape()
    default: return .set(try folded(ScalarSet([scalar.value...scalar.value])))
    }
  }

  mutating func folded(_ set: ScalarSet) throws(PatternFailure) -> ScalarSet {
    work += set.ranges.count
    if flags.ignoresCase { work += set.foldingWork }
    guard work <= Self.mostWork else { throw Self.fail("sets of too many code points") }
    return flags.ignoresCase ? set.caseFolded : set
  }

  private mutating func group() throws(PatternFailure) -> PatternNode {
    let outer = flags
    if accept("?") {
      if accept("P") || next == "<" {
        try groupName()
      } else if try !groupFlags() {
        return .empty
      }
    }
    let inner = try choice()
    guard accept(")") else { throw Self.fail("a group that is not closed") }
    flags = outer
    return inner
  }

  private mutating func groupName() throws(PatternFailure) {
    guard accept("<") else { throw Self.fail("a group that is not supported") }
    if next == "=" || next == "!" { throw Self.fail("lookbehind, which is not supported") }
    var name = ""
    while let scalar = next, scalar != ">" {
      guard scalar.properties.isAlphabetic || scalar == "_" || ("0"..."9").contains(scalar) else {
        throw Self.fail("a group name that is not a word")
      }
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard accept(">") else { throw Self.fail("a group name that is not closed") }
    guard !name.isEmpty else { throw Self.fail("a group whose name is empty") }
    guard groupNames.insert(name).inserted else {
      throw Self.fail("two groups named \"\(name)\"")
    }
  }

  /// Reads `i`, `m`, `s` and `U` up to the colon; `false` if the group ends with them, so that they
  /// hold for the rest of the group around it.
  private mutating func groupFlags() throws(PatternFailure) -> Bool {
    var isOn = true
    while let scalar = next {
      index += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotMatchesNewline = isOn
      case "U": break
      case "-": isOn = false
      case ":": return true
      case ")": return false
      case "=", "!": throw Self.fail("lookahead, which is not supported")
      default: throw Self.fail("an unknown flag \"\(scalar)\"")
      }
    }
    throw Self.fail("a group that is not closed")
  }
}
