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
    var generator = LiteralExpressions(random: Randomness(seed: 11))
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
