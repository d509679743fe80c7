import CivilTime
import TestSeeds
import Testing

@testable import CEL

/// Every function of the library with the least and the greatest values, and every evaluator with
/// programs whose types nobody knows.
@Suite struct ExtremeTests {
  private static func extremes(_ type: CELType, depth: Int = 2) -> [Datum] {
    switch type {
    case .bool: [true, false]
    case .int: [.int(.min), -1, 0, 1, .int(.max)]
    case .uint: [.uint(0), .uint(1), .uint(.max)]
    case .double:
      [
        -1.5, 0, .double(-0.0), .double(.infinity), .double(-.infinity), .double(.nan),
        .double(.greatestFiniteMagnitude), .double(0x1p63), .double(-0x1p63),
      ]
    case .string: ["", "a", "é😀b", "2026-02-28", "P1Y", "9223372036854775808", "from", "(.*a){9}"]
    case .bytes: [.bytes([]), .bytes([0xFF, 0x61])]
    case .null: [.null]
    case .timestamp:
      [
        .timestamp(seconds: -62_135_596_800, nanoseconds: 0),
        .timestamp(seconds: 253_402_300_799, nanoseconds: 999_999_999),
      ]
    case .duration: [.duration(.min), .duration(0), .duration(.max)]
    case .date:
      ["0001-01-01", "9999-12-31", "2024-02", "9999", "0001"].compactMap { Datum.day($0) }
    case .period:
      [
        .period(.indefinite), .period(Period(months: 0, days: 0)),
        .period(Period(months: 120_000, days: 3_660_000)),
      ]
    case .type: [.type("int")]
    case .list(let inner):
      depth == 0 ? [[]] : [[], .list(extremes(inner, depth: depth - 1))]
    case .map(let key, let value):
      depth == 0
        ? [.map([])]
        : [
          .map([]),
          .map(zip(extremes(key, depth: 0), extremes(value, depth: 0)).map { .init($0, $1) }),
        ]
    case .optional(let inner):
      [.optional(nil)] + extremes(inner, depth: 0).prefix(2).map { .optional($0) }
    case .dyn, .parameter:
      [
        .null, true, .int(.min), .uint(.max), .double(.nan), "é", .bytes([0xFF]), [1, "a"],
        ["a": 1],
        .duration(.min), .date(DateInterval(.latest)), .optional(1),
      ]
    case .object, .opaque, .error: []
    }
  }

  private static func combinations(_ lists: [[Datum]]) -> [[Datum]] {
    lists.reduce([[]]) { known, next in known.flatMap { row in next.map { row + [$0] } } }
  }

  static let functions = Library.entries.indices.map { $0 }

  @Test("no function of the library fails to return, whatever the numbers", arguments: functions)
  func returns(_ index: Int) {
    let entry = Library.entries[index]
    var calls = 0
    for overload in entry.function.overloads {
      for arguments in Self.combinations(overload.parameters.map { Self.extremes($0) }).prefix(
        1_500)
      {
        let machine = Machine(today: .latest)
        var arena = Arena()
        var values: [Value] = []
        for argument in arguments { values.append(argument.value(in: &arena)) }
        var context = machine.context(host: nil)
        let result = values.withUnsafeBufferPointer {
          entry.function.implementation($0, &context)
        }
        calls += 1
        // What it gives can be looked at, too.
        #expect(!Datum(shown: result).description.isEmpty, "\(entry.function.name) \(arguments)")
      }
    }
    #expect(calls > 0 || entry.function.overloads.allSatisfy { $0.parameters.isEmpty })
  }

  // MARK: Unknown types

  private struct Programs {
    var random: Randomness

    mutating func expression(_ depth: Int) -> String {
      if depth == 0 || random.chance(25) { return atom() }
      let a = expression(depth - 1)
      let b = expression(depth - 1)
      return switch random.below(24) {
      case 0: "(\(a) + \(b))"
      case 1: "(\(a) == \(b))"
      case 2: "(\(a) < \(b))"
      case 3: "(\(a) && \(b))"
      case 4: "(\(a) || \(b))"
      case 5: "!(\(a))"
      case 6: "(\(a) ? \(b) : \(atom()))"
      case 7: "\(a).orValue(\(b))"
      case 8: "\(a).or(\(b))"
      case 9: "\(a).hasValue()"
      case 10: "\(a).optMap(x, x + \(b))"
      case 11: "\(a).optFlatMap(x, optional.of(\(b)))"
      case 12: "[?\(a), \(b)]"
      case 13: "(\(a) in \(b))"
      case 14: "size(\(a))"
      case 15: "\(a).exists(x, x == \(b))"
      case 16: "\(a).map(x, \(b))"
      case 17: "cel.bind(y, \(a), y == \(b))"
      case 18: "string(\(a))"
      case 19: "math.greatest(\(a), \(b))"
      case 20: "\(a).value()"
      case 21: "\(a)[?\(b)]"
      case 22: "\(a).?a"
      default: "{'a': \(a)}.a"
      }
    }

    private mutating func atom() -> String {
      random.pick([
        "v", "w", "v", "w", "1", "0", "'a'", "null", "true", "false", "[1, v]", "{'a': v}",
        "optional.of(v)", "optional.none()", "dyn(w)", "[]", "r.n", "r.xs", "r.item.d", "today",
      ])
    }
  }

  private static let bindings: [Datum] = [
    1, 0, "a", true, false, .null, [1, 2], [], ["a": 1], .optional(1), .optional(nil), .double(1.5),
    .uint(1), .absent, .unknown,
  ]

  @Test("all evaluators agree on programs whose types nobody knows")
  func agree() throws {
    let seed = TestSeed.of("programs of unknown types")
    var programs = Programs(random: Randomness(seed: seed))
    var environment = Environment(libraries: .all)
    environment.declare(RandomExpressions.item)
    environment.declare(RandomExpressions.record)
    environment.declare(variable: "v", .dyn)
    environment.declare(variable: "w", .dyn)
    environment.declare(variable: "r", .object("Record"))
    var machine = Machine(today: CivilDate(dayNumber: 20_000))
    var data = RandomExpressions(random: Randomness(seed: seed ^ 1))
    var ran = 0
    for _ in 0..<3_000 {
      let source = programs.expression(3)
      let isChecked = programs.random.chance(50)
      let compilation =
        isChecked ? environment.compile(source) : environment.compileUnchecked(source)
      guard let program = compilation.program else { continue }
      ran += 1
      var arena = Arena()
      var values: [Value] = []
      values.append(programs.random.pick(Self.bindings).value(in: &arena))
      values.append(programs.random.pick(Self.bindings).value(in: &arena))
      values.append(data.recordValue(&arena))
      values.withUnsafeBufferPointer { variables in
        guard let base = variables.baseAddress else {
          Issue.record("there is nothing to look at")
          return
        }
        let plain = Datum(machine.evaluate(program, base)).description
        var walker = Walker(program, base, machine.context(host: nil), usesConstants: false)
        let walked = Datum(walker.value(program.checked.root)).description
        let explained = machine.explain(program, base).outcome.description
        let spanned = machine.window(program, base, horizon: 3).outcome.description
        #expect(walked == plain, "walking \(source)")
        #expect(explained == plain, "explaining \(source)")
        #expect(spanned == plain, "spanning \(source)")
      }
    }
    #expect(ran > 300)
  }

  // MARK: Errors inside optional accesses

  @Test(
    "what fails inside an optional access is not a place without a value",
    arguments: [
      "r.xs[?0].orValue(r.item) == r.item", "r.item.?d.orValue(today) == today",
      "[?r.item.?d, today] == [today]", "[1][?r.n].orValue(7) == 7",
      "{'a': 1}[?r.s].orValue(7) == 7",
      "[?r.xs[?0].optMap(x, x.n), 7] == [7]", "{?'a': r.item.?d} == {}",
      "optional.of(r.n).orValue(7) == 7", "optional.none().or(optional.of(r.n)).orValue(7) == 7",
      "r.xs[?0].hasValue()", "r.xs.?a.hasValue()",
    ])
  func errorsInside(_ source: String) throws {
    let environment = RandomExpressions.environment
    let program = try #require(environment.compileUnchecked(source).program)
    var machine = Machine(today: CivilDate(dayNumber: 20_000))
    var arena = Arena()
    // A record of which nothing is given, so that each access begins at a fact that is missing.
    let fields = [Value](repeating: .absent, count: RandomExpressions.record.fields.count)
    let record = Value(object: UnsafePointer(arena.place(fields)), type: 1)
    [record].withUnsafeBufferPointer { variables in
      guard let base = variables.baseAddress else {
        Issue.record("there is nothing to look at")
        return
      }
      #expect(machine.evaluate(program, base).errorKind == .noSuchField, "\(source)")
      let explanation = machine.explain(program, base)
      #expect(explanation.outcome == .error(.noSuchField))
      #expect(!explanation.missing.isEmpty, "no fact is named as missing")
    }
  }

  // MARK: Work that is metered

  @Test("a pattern that is made while evaluating takes of the budget")
  func patternsTakeWork() throws {
    var environment = Environment()
    environment.declare(variable: "x", .int)
    let source = "'a'.matches('(.*a){20}' + string(x))"
    let program = try #require(environment.compile(source).program)
    var machine = Machine()
    [Value(Int64(1))].withUnsafeBufferPointer { variables in
      guard let base = variables.baseAddress else {
        Issue.record("there is nothing to look at")
        return
      }
      #expect(machine.evaluate(program, base).tag == .bool)
      #expect(machine.lastCost > 100)
      machine.fuel = 100
      #expect(machine.evaluate(program, base).errorKind == .budgetExceeded)
    }
  }

  @Test("the tables of many patterns take no more work than a few")
  func tablesTakeWork() throws {
    let patterns = (0..<60).map { "x.matches('(.*a){20}\($0)')" }
    var environment = Environment()
    environment.declare(variable: "x", .string)
    let program = try #require(
      environment.compile(patterns.joined(separator: " || ")).program)
    #expect(program.patterns.count == 60)
    #expect(program.patterns.filter(\.hasTable).count < 30)
    #expect(program.evaluate(["x": "aaaaaaaaaaaaaaaaaaaa7"]) == true)
  }

  @Test(
    "sets that would take long to fold are refused",
    arguments: ["(?i)" + String(repeating: "\\p{L}", count: 2_000)])
  func setsTakeWork(_ pattern: String) {
    #expect(throws: PatternFailure.self) { try Pattern(pattern) }
  }
}
