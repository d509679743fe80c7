import CivilTime
import Testing

@testable import CEL

@Suite struct CustosTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let start: String
    let period: String
    let beginningWith: String?
    let from: String
    var testDescription: String { "\(start) \(period)" }

    init(_ start: String, _ period: String, _ beginningWith: String?, _ from: String) {
      self.start = start
      self.period = period
      self.beginningWith = beginningWith
      self.from = from
    }
  }

  static let vectors: [Vector] = [
    Vector("2023-03-15", "P3Y", "2026-03-14", "2026-03-15"),
    Vector("2024-02-29", "P3Y", "2027-02-28", "2027-02-28"),
    Vector("2020-02-29", "P4Y", "2024-02-28", "2024-02-29"),
    Vector("2020-02-29", "P5Y", "2025-02-28", "2025-02-28"),
    Vector("2025-08-31", "P6M", "2026-02-28", "2026-02-28"),
    Vector("2025-08-30", "P6M", "2026-02-28", "2026-02-28"),
    Vector("2025-08-28", "P6M", "2026-02-27", "2026-02-28"),
    Vector("2025-10-31", "P6M", "2026-04-30", "2026-04-30"),
    Vector("2024-07-01", "P2Y", "2026-06-30", "2026-07-01"),
    Vector("2019-06-30", "P6Y", nil, "2025-06-30"),
    Vector("2020-02-29", "P6Y", nil, "2026-02-28"),
    Vector("2016-02-29", "P10Y", nil, "2026-02-28"),
    Vector("2026-01-31", "P1M", "2026-02-28", "2026-02-28"),
    Vector("2024-02-29", "P12M", nil, "2025-02-28"),
    Vector("2026-01-01", "P31D", "2026-01-31", "2026-02-01"),
    Vector("2026-02-01", "P31D", nil, "2026-03-04"),
    Vector("2028-02-01", "P31D", nil, "2028-03-03"),
  ]

  @Test(
    "periods end on the right day, and what they keep is overdue on the next", arguments: vectors)
  func lastDays(_ vector: Vector) throws {
    let call = "lastDay(date('\(vector.start)'), period('\(vector.period)')"
    var modes = [("from", vector.from)]
    if let last = vector.beginningWith { modes.append(("beginning-with", last)) }
    for (mode, last) in modes {
      let program = try #require(
        Environment(libraries: .all).compile("\(call), '\(mode)') < today").program)
      let day = try CivilDate(parsing: last)
      #expect(program.evaluate(today: day) == .bool(false))
      #expect(program.evaluate(today: day.adding(days: 1)) == .bool(true))
    }
  }

  struct Presence: Sendable, CustomTestStringConvertible {
    let source: String
    let slot: Value
    let expected: Datum
    var testDescription: String { "\(source) of \(slot.tag)" }
  }

  static let presences: [Presence] = [
    Presence(source: "has(r.n)", slot: .absent, expected: .bool(false)),
    Presence(source: "has(r.n)", slot: .unknown, expected: .error(.unknownField)),
    Presence(source: "has(r.n)", slot: .notApplicable, expected: .bool(false)),
    Presence(source: "has(r.n)", slot: Value(Int64(1)), expected: .bool(true)),
    Presence(source: "r.n == 1", slot: .absent, expected: .error(.noSuchField)),
    Presence(source: "r.n == 1", slot: .unknown, expected: .error(.unknownField)),
    Presence(source: "r.n == 1", slot: .notApplicable, expected: .error(.notApplicable)),
    Presence(source: "r.?n.orValue(7) == 7", slot: .absent, expected: .bool(true)),
    Presence(source: "r.?n.orValue(7) == 7", slot: .unknown, expected: .error(.unknownField)),
    Presence(source: "r.?n.orValue(7) == 7", slot: .notApplicable, expected: .bool(true)),
    Presence(source: "r.n == 1 || true", slot: .absent, expected: .bool(true)),
    Presence(source: "has(r.n) ? r.n > 0 : false", slot: .absent, expected: .bool(false)),
  ]

  @Test("what is not given, not known or does not apply is told apart", arguments: presences)
  func absence(_ example: Presence) throws {
    let shape = StructType("R", number: 1, fields: [.init("n", .int)])
    var environment = Environment(libraries: .all)
    environment.declare(shape)
    environment.declare(variable: "r", .object("R"))
    let program = try #require(environment.compile(example.source).program)
    var machine = Machine()
    let fields = [example.slot]
    fields.withUnsafeBufferPointer { fields in
      var object = Value(object: fields.baseAddress.unsafelyUnwrapped, type: 1)
      #expect(Datum(machine.evaluate(program, &object)) == example.expected)
      var walker = Walker(program, &object, machine.context(host: nil))
      #expect(Datum(walker.value(program.checked.root)) == example.expected)
    }
  }

  @Test("a named expression is evaluated at most once, and only where it is needed")
  func lets() throws {
    final class Counter: @unchecked Sendable { var count = 0 }
    let counter = Counter()
    var environment = Environment(libraries: .all)
    environment.declare(
      HostFunction("tick", overloads: [.init([], .int)], dependence: .today) { _, _ in
        counter.count += 1
        return Value(Int64(counter.count))
      })
    environment.declare(variable: "x", .bool)
    let program = try #require(
      environment.compile(
        "x && (a == 1 && b == 2 && a + b == 3)", lets: [("a", "tick()"), ("b", "a + 1")]
      ).program)
    #expect(program.evaluate(["x": .bool(false)]) == .bool(false))
    #expect(counter.count == 0)
    #expect(program.evaluate(["x": .bool(true)]) == .bool(true))
    #expect(counter.count == 1)
  }

  @Test("a function of the host can say how long its result stays")
  func hostWindow() throws {
    var environment = Environment(libraries: .all)
    let release = try CivilDate(parsing: "2026-03-01")
    environment.declare(
      HostFunction(
        "onHold", overloads: [.init([], .bool)],
        dependence: .todayWithin { _, context in
          context.today < release
            ? CivilDate.earliest...release.adding(days: -1) : release...CivilDate.latest
        }
      ) { _, context in Value(context.today < release) })
    let program = try #require(environment.compile("!onHold()", expecting: .bool).program)
    var machine = Machine(today: try CivilDate(parsing: "2026-01-01"))
    var nothing = Value.null
    let window = machine.window(program, &nothing)
    #expect(window.outcome == .bool(false))
    #expect(window.until == release.adding(days: -1))
    #expect(window.from == nil)
    #expect(window.endsBecause?.text == "onHold()")
  }

  @Test("a program says which constants a path must have")
  func requiredConstants() throws {
    let source = "r.n in [1, 2, 3] && (r.n == 2 || r.n == 9) && r.flag"
    let program = try #require(RandomExpressions.environment.compile(source).program)
    #expect(program.requiredConstants(path: "r.n") == [.int(2)])
    #expect(program.requiredConstants(path: "r.s") == nil)
    #expect(program.conjuncts.map(\.source).count == 3)
    #expect(program.conjuncts[0].variablesRead == ["r"])
    #expect(!program.readsToday)
  }
}
