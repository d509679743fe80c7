import Testing

@testable import CEL

/// What a program says about itself without being evaluated.
@Suite struct AnalysisTests {
  private static func program(
    _ source: String, lets: [(name: String, source: String)] = []
  ) throws -> Program {
    let compilation = RandomExpressions.environment.compile(source, lets: lets)
    return try #require(compilation.program, "\(compilation)")
  }

  @Test(
    "fields are read through elements, optionals and names",
    arguments: [
      ("r.xs.all(x, x.n > 0)", ["r.xs", "r.xs[].n"]),
      ("r.xs.exists(i, x, i < 1 && x.d < today)", ["r.xs", "r.xs[].d"]),
      ("cel.bind(i, r.item, i.d < i.e)", ["r.item", "r.item.d", "r.item.e"]),
      ("r.?item.optMap(i, i.n).orValue(0) > 0", ["r.item", "r.item.n"]),
      ("math.abs(r.n) > 1", ["r.n"]), ("has(r.item.d)", ["r.item.d"]), ("known > 0", ["r.n"]),
    ])
  func paths(_ source: String, _ expected: [String]) throws {
    let program = try Self.program(source, lets: source == "known > 0" ? [("known", "r.n")] : [])
    #expect(program.fieldPathsRead.sorted() == expected)
    #expect(program.variablesRead == ["r"])
  }

  @Test(
    "only what looks at the precision of a day sees it",
    arguments: [
      ("r.a.isExact()", true), ("string(r.a) == 'a'", true), ("r.a.year() == 1", false),
      ("r.a < today", false),
    ])
  func precision(_ source: String, _ sees: Bool) throws {
    #expect(try Self.program(source).seesPrecision == sees)
  }

  @Test(
    "what must equal a constant is found through both sides, lists and alternatives",
    arguments: [
      ("r.s == 'a' && r.n > 0", ["a"]), ("'a' == r.s", ["a"]), ("r.s in ['a', 'b']", ["a", "b"]),
      ("r.s == 'a' || r.s == 'b' && r.flag", ["a", "b"]),
      ("(r.s == 'a' && r.flag) || r.s == 'a'", ["a"]),
      ("r.s in ['a', 'b'] && r.s in ['b', 'c']", ["b"]),
    ] as [(String, [Datum])])
  func required(_ source: String, _ expected: [Datum]) throws {
    #expect(try Self.program(source).requiredConstants(path: "r.s") == expected)
  }

  @Test(
    "what may have any value has no constants",
    arguments: ["r.s == 'a' || r.flag", "r.s != 'a'", "r.n == 1", "!(r.s == 'a')"])
  func notRequired(_ source: String) throws {
    #expect(try Self.program(source).requiredConstants(path: "r.s") == nil)
  }

  @Test(
    "what a named expression bounds from above is found",
    arguments: [
      ("r.a <= limit && limit > r.b", ["r.a", "r.b"], true),
      ("r.a < limit || r.b < limit", ["r.a", "r.b"], false),
      ("limit >= today", ["today"], true), ("limit < r.a", [], true),
      ("(r.flag || r.a < limit) && r.flag", [], true),
      ("(r.flag || today < limit) && r.flag", ["today"], true),
      ("r.a < limit && r.a < limit", ["r.a"], true),
    ])
  func bounded(_ source: String, _ texts: [String], _ needsAll: Bool) throws {
    let program = try Self.program(source, lets: [("limit", "r.c + period('P1Y')")])
    let found = program.expressions(boundedBy: "limit")
    #expect(found.texts == texts)
    #expect(found.needsAll == needsAll)
  }

  @Test("the terms of a conjunction are told apart")
  func conjuncts() throws {
    let terms = try Self.program("r.n > 0 && r.a < today").conjuncts
    #expect(terms.map(\.source) == ["r.n > 0", "r.a < today"])
    #expect(terms.map(\.readsToday) == [false, true])
    #expect(try Self.program("r.flag").conjuncts.map(\.source) == ["r.flag"])
  }
}
