import CEL
import CivilTime
import Testing

/// What a program that uses the language meets.
@Suite struct FacadeTests {
  private static var environment: Environment {
    var environment = Environment(libraries: .all)
    environment.declare(
      StructType("Event", number: 2, fields: [.init("kind", .string), .init("date", .date)]))
    environment.declare(
      StructType(
        "Record", number: 1,
        fields: [
          .init("group", .int), .init("events", .list(.object("Event"))),
          .init("labels", .map(.string, .int)), .init("note", .optional(.string)),
        ]))
    environment.declare(variable: "record", .object("Record"))
    environment.declare(variable: "limit", .int)
    return environment
  }

  private static let record: Datum = [
    "group": 3, "labels": ["a": 1],
    "events": [
      ["kind": "closure", "date": Datum.day("2019-06-30") ?? .absent], ["kind": "review"],
    ],
  ]

  @Test(
    "objects, lists and maps go in, and values come out",
    arguments: zip(
      [
        "record.group + limit", "record.events[0].kind", "record.events.exists(e, has(e.date))",
        "record.labels.a", "record.events[0].date.year()", "record.?note.hasValue()",
        "has(record.note)", "record.events.map(e, e.kind)",
      ],
      [8, "closure", true, 1, 2019, false, false, ["closure", "review"]] as [Datum]))
  func values(_ source: String, _ expected: Datum) throws {
    let expression = try CELExpression(source, in: Self.environment)
    #expect(try expression.value(["record": Self.record, "limit": 5]) == expected)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let bindings: [String: Datum]
    let message: String
    var testDescription: String { message }
  }

  static let refusals = [
    Refusal(
      bindings: ["recrod": [:]],
      message: "recrod: there is no variable of this name; did you mean \"record\"?"),
    Refusal(
      bindings: ["record": ["gruop": 3]],
      message: "record: no field \"gruop\" in Record; did you mean \"group\"?"),
    Refusal(
      bindings: ["record": ["events": [["date": 1]]]],
      message: "record.events[0].date: expected date, found 1"),
    Refusal(
      bindings: ["record": ["labels": ["a": "b"]]],
      message: "record.labels[\"a\"]: expected int, found \"b\""),
    Refusal(bindings: ["limit": "a"], message: "limit: expected int, found \"a\""),
    Refusal(bindings: ["record": ["group": 1.5]], message: "record.group: expected int, found 1.5"),
  ]

  @Test("what does not fit the variables is refused with its place", arguments: refusals)
  func refuses(_ refusal: Refusal) throws {
    let expression = try CELExpression("true", in: Self.environment)
    let failure = #expect(throws: ExpressionFailure.self) {
      try expression.value(refusal.bindings)
    }
    #expect(failure?.message == refusal.message)
    #expect(failure?.kind == nil)
  }

  @Test("a failure says what failed, and where")
  func places() throws {
    let expression = try CELExpression(
      "small &&\n\trecord.group / limit > 1", in: Self.environment,
      lets: [("small", "limit < 10")])
    let failure = #expect(throws: ExpressionFailure.self) {
      try expression.value(["record": Self.record, "limit": 0])
    }
    #expect(failure?.kind == .divideByZero)
    #expect(
      failure?.description
        == "division by zero\n  \trecord.group / limit > 1\n  \t^^^^^^^^^^^^^^^^^^^^")
    let inLet = #expect(throws: ExpressionFailure.self) {
      try expression.value(["record": Self.record])
    }
    #expect(inLet?.letName == "small")
    #expect(inLet?.description == "not given\n  limit < 10\n  ^^^^^")
    let tooMuch = #expect(throws: ExpressionFailure.self) {
      try CELExpression("[1, 2, 3].all(x, [1, 2, 3].all(y, x > 0))").value(budget: 3)
    }
    #expect(tooMuch?.kind == .budgetExceeded)
  }

  @Test("every issue of a compilation has its line and a mark")
  func issues() {
    let failure = #expect(throws: CompilationFailure.self) {
      try CELExpression("a +\n  'é' * 2", in: Self.environment, lets: [("x", "limt")])
    }
    let shown = failure?.description ?? ""
    #expect(shown.contains("error in \"x\": no variable \"limt\" [cel.undeclared]\n  limt\n  ^^^^"))
    #expect(shown.contains("\n    'é' * 2\n    ^^^^^^^"))
    let first = failure?.compilation.issues.first?.description ?? ""
    #expect(first.contains("no variable"))
  }

  // MARK: Parts of the language

  @Test(
    "what was not chosen is not there",
    arguments: [
      (Environment.Libraries.standard, "today", "cel.undeclared"),
      (.standard, "date('2026-01-01')", "cel.undeclared"),
      (.standard, "period('P1Y')", "cel.undeclared"),
      (.standard, "type(1) == date", "cel.undeclared"),
      (.core, "'a'.split('')", "cel.undeclared"), (.core, "math.abs(1)", "cel.undeclared"),
      (.core, "{'a': 1}.?a", "cel.unsupported"), (.core, "cel.bind(x, 1, x)", "cel.undeclared"),
      (.core, "[1].all(i, v, true)", "cel.undeclared"),
      (.core, "base64.encode(b'a')", "cel.undeclared"),
    ])
  func leavesOut(_ libraries: Environment.Libraries, _ source: String, _ code: String) {
    let compilation = Environment(libraries: libraries).compile(source)
    #expect(compilation.program == nil)
    #expect(compilation.issues.contains { $0.code == code }, "\(compilation)")
  }

  @Test("the core and what is chosen work without the rest")
  func keeps() throws {
    #expect(
      try CELExpression(
        "[1, 2].all(x, x > 0) && 'a'.contains('a')", in: Environment(libraries: .core)
      ).value() == true)
    #expect(
      try CELExpression("cel.bind(x, 1, x + 1)", in: Environment(libraries: .bindings)).value() == 2
    )
    #expect(
      try CELExpression("today.year()", in: Environment(libraries: .retention)).value(
        today: "2026-11-01") == 2026)
  }

  @Test(
    "the day of a point in time is that of the declared zone",
    arguments: [(nil, "2026-06-30"), ("Europe/London", "2026-07-01"), ("-05:00", "2026-06-30")])
  func zones(_ zone: String?, _ day: String) throws {
    var environment = Environment(libraries: .all)
    if let zone { environment.declare(zone: zone) }
    let source = "string(date(timestamp('2026-06-30T23:30:00Z')))"
    #expect(try CELExpression(source, in: environment).value() == .string(day))
  }

  @Test("what is said about dates is said only where there are dates")
  func remarks() {
    let source = "timestamp('2026-06-30T23:30:00Z') + duration('48h') > timestamp(0)"
    #expect(Environment().compile(source).issues.isEmpty)
    #expect(
      Environment(libraries: .all).compile(source).issues.map(\.code) == ["cel.long-duration"])
    let hint = Environment().compile("timestamp(0).getMonth() == 0").issues.first?.hint
    #expect(hint == "add 1")
  }

  // MARK: Functions

  @Test("ways to call a function are added to those that there are")
  func overloads() throws {
    var environment = Environment(libraries: .all)
    environment.declare(variable: "v", .dyn)
    let size = HostFunction("size", overloads: [.init([.int], .int), .init([.date], .int)]) {
      values, _ in Value(Int64(values[0].tag == .int ? 64 : 1))
    }
    try environment.add(size)
    #expect(try CELExpression("size(7) + size('abc') + size(today)", in: environment).value() == 68)
    let unknown = try CELExpression("size(v)", in: environment)
    #expect(try unknown.value(["v": "abcd"]) == 4)
    #expect(try unknown.value(["v": 1]) == 64)
    #expect(throws: DeclarationFailure.self) { try environment.add(size) }
    #expect(throws: DeclarationFailure.self) {
      try environment.add(
        HostFunction("_+_", overloads: [.init([.bool, .bool], .bool)]) { values, _ in values[0] })
    }
  }

  // MARK: What a stricter reading found

  @Test(
    "what the specification allows compiles",
    arguments: [
      "null != timestamp('2026-01-01T00:00:00Z')", "timestamp('2026-01-01T00:00:00Z') != null",
      "null != duration('1s')", "[,] == []", "{,} == {}", "duration('1.s') == duration('1s')",
      "duration('-9223372036.854775808s') < duration('0s')", "{'in': 1}.`in` == 1",
      "math.greatest(1, 2) + 1 == 3", "math.sign(-0.0) == 0.0 && 1.0 / math.sign(-0.0) > 0.0",
      "'ab'.replace('b', 'x', -9223372036854775808) == 'ax'",
    ])
  func allowed(_ source: String) throws {
    #expect(try CELExpression(source).value() == true)
  }

  @Test(
    "what it does not allow does not compile",
    arguments: [
      "{'in': 1}.in == 1", "{'true': 1}.true == 1", "0XFF == 255",
      "math.greatest(1, 2) + 'a' == ''",
      "cel.block([1], 1) == 1",
    ])
  func refused(_ source: String) {
    let compilation = Environment().compile(source)
    #expect(compilation.program == nil)
    #expect(!compilation.description.contains("no variable \"cel\""))
  }

  @Test("an explanation of what is no optional says what the evaluation says")
  func noOptional() throws {
    var environment = Environment()
    environment.declare(variable: "v", .dyn)
    let program = try #require(environment.compile("v.orValue(2)").program)
    var machine = Machine()
    [Value(Int64(1))].withUnsafeBufferPointer { variables in
      guard let base = variables.baseAddress else {
        Issue.record("there is nothing to look at")
        return
      }
      #expect(machine.evaluate(program, base).errorKind == .noMatchingOverload)
      #expect(machine.explain(program, base).outcome == .error(.noMatchingOverload))
    }
  }
}
