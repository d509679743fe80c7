import TestSeeds
import Testing

@testable import CEL

@Suite struct CostTests {
  /// What an evaluation without variables took.
  private func cost(_ program: Program) -> Int {
    var machine = Machine()
    let none = [Value.absent]
    none.withUnsafeBufferPointer { variables in
      if let base = variables.baseAddress { _ = machine.evaluate(program, base) }
    }
    return machine.lastCost
  }

  @Test(
    "an estimate is what the sizes say",
    arguments: [
      ("1 + 2", "0...0"), ("[1, 2, 3].map(x, x)", "6...6"),
      ("[1, 2, 3].all(x, [4, 5].exists(y, x < y))", "2...9"),
      ("[1, 2].map(x, [3, 4].map(y, y))", "12...12"),
      ("xs.all(x, x > 0)", "0..."), ("{'a': 1, 'b': 2}.a", "4...7"), ("{1: xs}[1]", "2...3"),
      ("['abc'].map(x, x.replace('b', x))", "2...7"), ("['ab'].all(x, x.split('') != [])", "1..."),
    ])
  func estimates(_ source: String, _ expected: String) throws {
    var environment = Environment(libraries: .all)
    environment.declare(variable: "xs", .list(.int))
    let program = try #require(environment.compile(source).program)
    #expect(program.estimatedCost.description == expected)
  }

  @Test("what is certain to take too much is an error at the loop that takes it")
  func limit() throws {
    var environment = Environment(libraries: .all)
    environment.costLimit = 11
    let source = "true && [1, 2].map(x, [3, 4].map(y, y)) == []"
    let swapped = "[1, 2].map(x, [3, 4].map(y, y)) == [] && true"
    #expect(environment.compile(source).program != nil)
    let compilation = environment.compile(swapped)
    let issue = try #require(compilation.issues.first { $0.code == "cel.cost" })
    #expect(compilation.program == nil)
    #expect(issue.severity == .error && issue.hint != nil)
    #expect(issue.range == 0..<31)
  }

  @Test("what an evaluation takes lies within the estimate")
  func random() {
    var generator = LiteralExpressions(random: Randomness(seed: TestSeed.of("costs")))
    var bounded = 0
    var exact = 0
    for _ in 0..<3_000 {
      let source = generator.condition(3)
      guard let program = Environment(libraries: .all).compile(source).program else { continue }
      let cost = cost(program)
      let estimate = program.estimatedCost
      #expect(estimate.contains(cost), "\(source): \(cost) is not in \(estimate)")
      if estimate.upper != nil { bounded += 1 }
      if estimate.lower == estimate.upper, cost > 0 { exact += 1 }
    }
    #expect(bounded > 2_000)
    #expect(exact > 50)
  }

  @Test(
    "what the examples of the page take lies within the estimate", arguments: LanguagePageTests.rows
  )
  func examples(_ row: LanguagePageTests.Row) throws {
    let program = try #require(Environment(libraries: .all).compile(row.expression).program)
    #expect(program.estimatedCost.contains(cost(program)))
  }
}

/// What every function of the library takes, with arguments whose sizes are known and whose values are
/// not folded.
@Suite struct FunctionCostTests {
  private static func literals(_ type: CELType, depth: Int = 2) -> [String] {
    switch type {
    case .bool: ["true"]
    case .int: ["0", "3", "366"]
    case .uint: ["0u", "9u"]
    case .double: ["-1.5", "2.5"]
    case .string:
      [
        "''", "'ab,cd'", "'2026-02-28'", "'P1Y'", "'UTC'",
        "'\(String(repeating: "a,", count: 60))'",
      ]
    case .bytes: ["b'abc'", "b'\(String(repeating: "a", count: 99))'"]
    case .null: ["null"]
    case .timestamp: ["timestamp('2026-02-28T12:00:00Z')"]
    case .duration: ["duration('90m')"]
    case .date: ["date('2024-02-29')", "date('2024')"]
    case .period: ["period('P6Y')", "period('indefinite')"]
    case .type: ["int"]
    case .list(let inner):
      depth == 0
        ? ["[]"]
        : [
          "[]",
          "[\((0..<3).flatMap { _ in literals(inner, depth: depth - 1) }.joined(separator: ", "))]",
        ]
    case .map(let key, let value):
      depth == 0
        ? ["{}"]
        : ["{}", "{\(literals(key, depth: 0)[0]): \(literals(value, depth: 0)[0])}"]
    case .optional(let inner):
      ["optional.none()"] + literals(inner, depth: 0).map { "optional.of(\($0))" }
    case .dyn, .parameter: ["1", "'abc'", "[1, 2]"]
    case .object, .opaque, .error: []
    }
  }

  /// Calls of a function, each with its arguments bound to names first.
  private static func calls(_ entry: FunctionEntry) -> [String] {
    entry.function.overloads.flatMap { overload in
      let choices = overload.parameters.map { literals($0) }
      let lists = choices.reduce([[]]) { known, next in
        known.flatMap { row in next.map { row + [$0] } }
      }
      let more =
        entry.isVariadic ? lists.prefix(3).map { $0 + Array(repeating: $0[0], count: 10) } : []
      return (lists + more).map { call(entry.function.name, overload.isMember, $0) }
    }
  }

  private static func call(_ name: String, _ isMember: Bool, _ arguments: [String]) -> String {
    var names = arguments.indices.map { "a\($0)" }
    let receiver = isMember ? names.removeFirst() + "." : ""
    var source = "\(receiver)\(name)(\(names.joined(separator: ", ")))"
    for (number, argument) in arguments.enumerated() {
      source = "cel.bind(a\(number), \(argument), \(source))"
    }
    return source
  }

  @Test("what any function takes lies within its estimate")
  func functions() {
    var bounded: Set<String> = []
    for entry in Library.entries where !entry.function.isOperator {
      for source in Self.calls(entry) {
        guard let program = Environment(libraries: .all).compile(source).program else { continue }
        var machine = Machine()
        [Value.absent].withUnsafeBufferPointer { variables in
          if let base = variables.baseAddress { _ = machine.evaluate(program, base) }
        }
        let estimate = program.estimatedCost
        #expect(
          estimate.contains(machine.lastCost),
          "\(source): \(machine.lastCost) is not in \(estimate)")
        if estimate.upper != nil { bounded.insert(entry.function.name) }
      }
    }
    #expect(bounded.count > 70, "\(bounded.sorted())")
  }

  @Test("what follows its arguments is said of every way to call a function")
  func courses() {
    for entry in Library.entries {
      let most = entry.function.overloads.map(\.parameters.count).max() ?? 0
      switch entry.meaning.course {
      case .follows(let tendencies), .followsInSteps(let tendencies):
        #expect(tendencies.count == most, "\(entry.function.name)")
      case .unknown, .followsElements, .changesWith: break
      }
    }
  }
}

/// Makes up conditions whose sizes are all written out.
private struct LiteralExpressions {
  var random: Randomness

  mutating func condition(_ depth: Int, _ names: [String] = []) -> String {
    if depth == 0 { return "\(number(names)) < \(number(names))" }
    switch random.below(10) {
    case 0: return "(\(condition(depth - 1, names)) && \(condition(depth - 1, names)))"
    case 1: return "(\(condition(depth - 1, names)) || \(condition(depth - 1, names)))"
    case 2: return "!(\(condition(depth - 1, names)))"
    case 3: return "\(number(names)) in \(list(depth - 1, names))"
    case 4: return "\(text(names)).contains('a')"
    case 5: return "size(\(text(names)) + \(text(names))) > \(number(names))"
    case 6: return test(names)
    default:
      let name = "v\(names.count)"
      let macro = random.pick(["all", "exists", "exists_one"])
      let body = condition(depth - 1, names + [name])
      return "\(list(depth - 1, names)).\(macro)(\(name), \(body))"
    }
  }

  /// A test of what a function makes of a text, or of a map.
  private mutating func test(_ names: [String]) -> String {
    let (one, other) = (text(names), text(names))
    return random.pick([
      "\(one).replace('a', \(other)) != \(other)", "\(one).split('b') == [\(other)]",
      "[\(one), \(other)].join(\(one)) == \(other)", "\(one).reverse() < \(other)",
      "strings.quote(\(one)).size() > 3", "base64.encode(bytes(\(one))) != ''",
      "\(one).upperAscii() in [\(other), \(one)]", "\(one).trim().substring(1) == \(other)",
      "{\(one): 1, \(other): 2}[\(one)] == \(number(names))", "{'a': \(one)}.a == \(other)",
      "\(one).indexOf(\(other)) < \(one).lastIndexOf('b')", "\(one) in {\(other): 1}",
      "math.greatest([\(number(names)), 2]) > 1", "\(one).startsWith(\(other))",
    ])
  }

  private mutating func list(_ depth: Int, _ names: [String]) -> String {
    let elements = (0..<random.below(5)).map { _ in number(names) }.joined(separator: ", ")
    let plain = "[\(elements)]"
    if depth == 0 || elements.isEmpty { return plain }
    let name = "v\(names.count)"
    switch random.below(4) {
    case 0: return "\(plain).map(\(name), \(number(names + [name])))"
    case 1: return "\(plain).filter(\(name), \(condition(depth - 1, names + [name])))"
    case 2: return "(\(plain) + \(list(depth - 1, names)))"
    default: return plain
    }
  }

  private mutating func number(_ names: [String]) -> String {
    if !names.isEmpty, random.chance(50) { return random.pick(names) }
    return random.chance(10) ? "1 / \(random.below(2))" : "\(random.below(6))"
  }

  private mutating func text(_ names: [String]) -> String {
    let word = "'\(String(repeating: "ab", count: random.below(30)))'"
    return names.isEmpty ? word : "(\(random.pick(names)) > 2 ? \(word) : 'x')"
  }
}
