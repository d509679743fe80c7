import CivilTime
import TestSeeds
import Testing

@testable import CEL

@Suite struct HostileTests {
  private static let words = [
    "1", "0", "-9223372036854775808", "9223372036854775807", "18446744073709551615u", "1e308",
    "0.0", "true", "null", "'a\u{301}é'", "b'\\xff'", "''", "[1, 2]", "{'a': 1}", "x", "y", "today",
    "date('2024-02')", "date('9999-12-31')", "period('P9999Y')", "period('indefinite')",
    "timestamp('9999-12-31T23:59:59.999999999Z')", "duration('-292y')", "duration('9223372036s')",
    "+", "-", "*", "/", "%", "==", "!=", "<", "<=", "in", "&&", "||", "!", "?", ":", "(", ")", "[",
    "]", "{", "}", ",", ".", ".?", "[?", ".size()", ".all(e, e > 0)", ".map(e, e + e)",
    ".exists(e, v, e == v)", ".matches('(a|b)*c')", ".substring(1, 2)", ".charAt(9)",
    ".format([x, 'q', 1.5])", ".addDays(99999999)", ".year()", ".month()", ".transformMap(k, v, k)",
    ".split('')", ".replace('', 'z')", ".lastIndexOf('')", "has(", "cel.bind(q, ", "age(",
    "reaches(",
    "lastDay(", "latest(", "string(", "int(", "uint(", "type(", "optional.of(", ".orValue(",
    "math.abs(", "math.bitShiftLeft(", "base64.decode(", "strings.quote(", "`", "\"", "//", "\n",
  ]

  @Test("no soup of words stops the compiler or the machine, and both evaluators agree")
  func soup() {
    var random = Randomness(seed: TestSeed.of("soup"))
    var environment = Environment(libraries: .all)
    environment.declare(variable: "x", .dyn)
    environment.declare(variable: "y", .list(.int))
    var ran = 0
    for _ in 0..<20_000 {
      let source = (0..<(1 + random.below(8))).map { _ in random.pick(Self.words) }.joined()
      let closed = source + String(repeating: ")", count: random.below(3))
      guard let program = environment.compileUnchecked(closed).program else { continue }
      ran += 1
      let variables: [String: Datum] = ["x": .int(Int64(random.below(9))), "y": .list([.int(1)])]
      let today = CivilDate(dayNumber: 20_000)
      let fast = program.evaluate(variables, today: today)
      let slow = program.evaluateByWalking(variables, today: today)
      #expect(fast.description == slow.description, "\(closed)")
      _ = environment.compile(closed)
    }
    #expect(ran > 500)
  }

  struct Limit: Sendable, CustomTestStringConvertible {
    let name: String
    let source: String
    let code: String
    var testDescription: String { name }
  }

  static let limits = [
    Limit(
      name: "brackets", source: String(repeating: "[", count: 5_000), code: "cel.too-deep"),
    Limit(
      name: "parentheses", source: String(repeating: "(", count: 90_000), code: "cel.too-deep"),
    Limit(
      name: "signs", source: String(repeating: "!", count: 5_000) + "true", code: "cel.too-deep"),
    Limit(
      name: "selections", source: "today" + String(repeating: ".a", count: 5_000),
      code: "cel.too-deep"),
    Limit(
      name: "sums", source: "1" + String(repeating: " + 1", count: 5_000), code: "cel.too-deep"),
    Limit(
      name: "length", source: String(repeating: " ", count: 100_001), code: "cel.too-long"),
  ]

  @Test("what is too deep or too long is refused with one clear error", arguments: limits)
  func refused(_ limit: Limit) {
    let compilation = Environment(libraries: .all).compile(limit.source)
    #expect(compilation.program == nil)
    #expect(compilation.issues.filter { $0.code == limit.code }.count == 1)
  }

  /// An expression over names that each double the one before, and over short lists.
  private static func doubling(_ first: String, _ count: Int, _ body: String) -> String {
    var source = body.replacing("BIG", with: "s\(count)")
    for number in (0..<count).reversed() {
      source = "cel.bind(s\(number + 1), s\(number) + s\(number), \(source))"
    }
    return "cel.bind(s0, \(first), \(source))"
  }

  private static let turns =
    "[1,2,3,4,5,6,7,8,9,0].all(a, [1,2,3,4,5,6,7,8,9,0].all(b, [1,2,3,4,5,6,7,8,9,0].all(c, "
    + "[1,2,3,4,5,6,7,8,9,0].all(d, BODY))))"

  static let expensive = [
    "BIG + 'a' == 'b' + BIG || true", "BIG < BIG + 'b'",
    "BIG.contains(BIG.substring(1) + 'b') || true",
    "BIG.lastIndexOf('b') < 0", "BIG.charAt(1000000) == 'a'", "size(BIG) > 0",
    "BIG.startsWith(BIG) && true", "lastDay(today, period('P1Y'), BIG) == today || true",
    "BIG in [BIG + '', BIG + 'b']", "BIG.trim() != ''",
    "bool(BIG) || true", "BIG.indexOf('b') < 0", "double(BIG) > 0.0 || true",
  ]

  @Test("work on a text of a megabyte in ten thousand turns is stopped", arguments: expensive)
  func longTexts(_ body: String) throws {
    let source = Self.doubling("'aaaaaaaa'", 17, Self.turns.replacing("BODY", with: body))
    try isStopped(source)
  }

  @Test(
    "work on a long list in ten thousand turns is stopped",
    arguments: [
      "BIG == BIG.map(x, x) || true", "latest(BIG.map(x, today)) == today",
      "math.greatest(BIG) > 0",
      "BIG in [BIG.map(x, x)]", "BIG.map(x, '').join('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') != ''",
      "'%s'.format([BIG]) != ''", "'%s'.format([BIG.map(x, 'aaaaaaaaaaaaaaaa')]) != ''",
    ])
  func longLists(_ body: String) throws {
    try isStopped(Self.doubling("[1, 2]", 12, Self.turns.replacing("BODY", with: body)))
  }

  @Test(
    "what would take more memory than work is stopped",
    arguments: [
      "'%s'.format([BIG.map(x, t)]) != ''", "BIG.map(x, '').join(t) != ''",
      "BIG.map(x, t).join() != ''", "t.replace('', t) != ''",
    ])
  func memory(_ body: String) throws {
    let list = Self.doubling("[1, 2]", 12, body)
    try isStopped(Self.doubling("'aaaaaaaa'", 12, "cel.bind(t, BIG, \(list))"))
  }

  @Test("lists that hold each other twice are not looked at without end")
  func towers() throws {
    var source = "a40 == b40"
    for name in ["a", "b"] {
      for number in (0..<40).reversed() {
        source = "cel.bind(\(name)\(number + 1), [\(name)\(number), \(name)\(number)], \(source))"
      }
      source = "cel.bind(\(name)0, [dyn(1)], \(source))"
    }
    try isStopped(source)
    var environment = Environment(libraries: .all)
    environment.costLimit = .max
    let program = try #require(environment.compile(source).program)
    var machine = Machine()
    let explanation = [Value.absent].withUnsafeBufferPointer { variables in
      machine.explain(program, variables.baseAddress!)
    }
    #expect(explanation.outcome == .error(.budgetExceeded))
  }

  /// Whether a budget that suffices for the turns, and for making what is long, does not suffice.
  private func isStopped(_ source: String) throws {
    var environment = Environment(libraries: .all)
    environment.costLimit = .max
    let compilation = environment.compile(source)
    let program = try #require(compilation.program, "\(compilation.issues.map(\.message))")
    var machine = Machine()
    machine.fuel = 200_000
    [Value.absent].withUnsafeBufferPointer { variables in
      guard let base = variables.baseAddress else {
        Issue.record("there is nothing to look at")
        return
      }
      #expect(machine.evaluate(program, base).errorKind == .budgetExceeded)
      var walker = Walker(program, base, machine.context(host: nil), usesConstants: false)
      #expect(walker.value(program.checked.root).errorKind == .budgetExceeded)
    }
  }

  @Test("a search looks at each byte once, whatever it looks for")
  func search() throws {
    var random = Randomness(seed: TestSeed.of("searches"))
    for _ in 0..<2_000 {
      let text = String((0..<random.below(40)).map { _ in random.pick(["a", "b"]) }.joined())
      let part = String((0..<(1 + random.below(5))).map { _ in random.pick(["a", "b"]) }.joined())
      let (bytes, needle) = (Array(text.utf8), Array(part.utf8))
      let places = (0...max(bytes.count - needle.count, 0)).filter {
        bytes.dropFirst($0).starts(with: needle)
      }
      let limit = random.below(40)
      bytes.withUnsafeBufferPointer { bytes in
        needle.withUnsafeBufferPointer { needle in
          let found = ByteSearch(needle).places(in: bytes, through: limit)
          #expect(found.first == places.first { $0 <= limit }, "\(part) in \(text)")
          #expect(found.last == places.last { $0 <= limit }, "\(part) in \(text)")
          #expect(bytes.firstIndex(of: needle) == places.first)
        }
      }
    }
    let long = String(repeating: "a", count: 30_000)
    let program = try #require(
      Environment(libraries: .all).compile(
        "'\(long)b\(long)'.indexOf('\(long)b\(long.dropLast(29_990))')"
      ).program
    )
    #expect(program.evaluate() == .int(0))
  }

  @Test("long conjunctions are flat and work")
  func longConjunction() throws {
    let source = Array(repeating: "1 < 2", count: 5_000).joined(separator: " && ")
    let program = try #require(Environment(libraries: .all).compile(source).program)
    #expect(program.evaluate() == .bool(true))
  }

  @Test(
    "work without end is stopped",
    arguments: [
      "[1,2,3,4,5,6,7,8,9,0].all(a, [1,2,3,4,5,6,7,8,9,0].all(b, [1,2,3,4,5,6,7,8,9,0].all(c, "
        + "[1,2,3,4,5,6,7,8,9,0].all(d, [1,2,3,4,5,6,7,8,9,0].all(e, "
        + "[1,2,3,4,5,6,7,8,9,0].all(f, true))))))",
      (0..<60).reduce("s0.size() > 0") { inner, number in
        "cel.bind(s\(59 - number), \(number == 59 ? "'abcdefgh'" : "s\(58 - number) + s\(58 - number)"), \(inner))"
      }.replacingFirst("s0.size()", with: "s59.size()"),
    ])
  func budget(_ source: String) throws {
    var environment = Environment(libraries: .all)
    environment.costLimit = .max
    let compilation = environment.compile(source)
    let program = try #require(compilation.program, "\(compilation.issues)")
    #expect(program.evaluate() == .error(.budgetExceeded))
  }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }

  /// The text with the first occurrence of another replaced.
  func replacingFirst(_ old: String, with new: String) -> String {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(old) {
        let end = index(start, offsetBy: old.count)
        return String(self[..<start]) + new + String(self[end...])
      }
      start = index(after: start)
    }
    return self
  }
}
