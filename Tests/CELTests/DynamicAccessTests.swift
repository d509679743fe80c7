import CivilTime
import Testing

@testable import CEL

/// Selecting, testing and indexing where nobody knew the type, by every evaluator.
@Suite struct DynamicAccessTests {
  private static var environment: Environment {
    var environment = Environment(libraries: .all)
    environment.declare(
      StructType(
        "Part", number: 2,
        fields: [.init("a", .int), .init("b", .int), .init("c", .int), .init("d", .int)]))
    environment.declare(variable: "part", .object("Part"))
    environment.declare(variable: "map", .dyn)
    environment.declare(variable: "list", .dyn)
    environment.declare(variable: "none", .dyn)
    return environment
  }

  static let rows: [(String, String)] = [
    ("dyn(part).a", "1"), ("dyn(part).b", "not given"), ("dyn(part).c", "not known"),
    ("dyn(part).d", "does not apply"), ("dyn(part).x", "no operation for values of these types"),
    ("dyn(part).?a", "optional.of(1)"), ("dyn(part).?b", "optional.none()"),
    ("dyn(part).?c", "not known"), ("dyn(part).?d", "optional.none()"),
    ("has(dyn(part).a)", "true"), ("has(dyn(part).b)", "false"), ("has(dyn(part).c)", "not known"),
    ("has(dyn(part).d)", "false"), ("has(dyn(part).x)", "no operation for values of these types"),
    ("optional.of(dyn(part)).a", "optional.of(1)"),
    ("optional.of(dyn(part)).?b", "optional.none()"),
    ("has(optional.of(dyn(part)).a)", "true"), ("has(dyn(optional.none()).a)", "false"),
    ("dyn(optional.none()).a", "optional.none()"), ("dyn(optional.none()).?a", "optional.none()"),
    ("map.a", "1"), ("map.b", "no such key"), ("has(map.a)", "true"), ("has(map.b)", "false"),
    ("map.?b", "optional.none()"), ("map['a']", "1"), ("map['b']", "no such key"),
    ("map[2u]", "2"), ("map[2.0]", "2"), ("map[?'b']", "optional.none()"),
    ("map[?'a']", "optional.of(1)"),
    ("list[0]", "5"), ("list[1u]", "6"), ("list[1.0]", "6"), ("list[1.5]", "not a valid argument"),
    ("list[2]", "index out of range"), ("list[-1]", "index out of range"),
    ("list['a']", "not a valid argument"),
    ("list[?9]", "optional.none()"), ("list[?0]", "optional.of(5)"),
    ("dyn(optional.of([5]))[0]", "optional.of(5)"), ("dyn(optional.none())[0]", "optional.none()"),
    ("dyn(optional.of([5]))[?1]", "optional.none()"),
    ("dyn(1).a", "no operation for values of these types"),
    ("dyn(1).?a", "no such key"), ("has(dyn(1).a)", "no operation for values of these types"),
    ("dyn(1)[0]", "no operation for values of these types"), ("none.a", "not given"),
    ("none.?a", "not given"), ("has(none.a)", "not given"), ("none[0]", "not given"),
    ("none[?0]", "not given"), ("list[none]", "not given"), ("list[?none]", "not given"),
    ("[1 / 0][?0]", "division by zero"), ("dyn(1 / 0).a", "division by zero"),
    ("{'a': none}.?a", "not given"), ("{none: 1}", "not given"),
    ("{dyn(1.5): 1}", "not a valid argument"),
    ("{?'a': dyn(1)}", "no operation for values of these types"),
    ("{?'a': optional.none(), 'b': 1}", "{\"b\": 1}"),
    ("{'a': 1, dyn('a'): 2}", "the same key twice"),
    ("[?dyn(1)]", "no operation for values of these types"),
    ("!dyn(1)", "no operation for values of these types"),
    ("dyn('a') + 1", "no operation for values of these types"),
    ("-dyn('a')", "no operation for values of these types"),
    ("dyn(1) ? 1 : 2", "no operation for values of these types"),
  ]

  @Test("an access means the same to every evaluator", arguments: rows)
  func accesses(_ source: String, _ expected: String) throws {
    let compilation = Self.environment.compile(source)
    let program = try #require(compilation.program, "\(compilation)")
    var machine = Machine()
    let fields = [Value(Int64(1)), .absent, .unknown, .notApplicable]
    var arena = Arena()
    let map = Datum.map([.init("a", 1), .init(2, 2)]).value(in: &arena)
    let list = Datum.list([5, 6]).value(in: &arena)
    fields.withUnsafeBufferPointer { fields in
      guard let object = fields.baseAddress else {
        Issue.record("there is nothing to look at")
        return
      }
      [Value(object: object, type: 2), map, list, .absent].withUnsafeBufferPointer { variables in
        guard let base = variables.baseAddress else {
          Issue.record("there is nothing to look at")
          return
        }
        #expect(Datum(machine.evaluate(program, base)).description == expected, "\(source)")
        var walker = Walker(program, base, machine.context(host: nil), usesConstants: false)
        #expect(Datum(walker.value(program.checked.root)).description == expected, "\(source)")
        #expect(machine.explain(program, base).outcome.description == expected, "\(source)")
        #expect(machine.window(program, base, horizon: 2).outcome.description == expected)
      }
    }
  }
}
