import CivilTime
import TestSeeds
import Testing

@testable import CEL

@Suite struct ExplanationTests {
  /// A record of the given fields, explained.
  private static func explain(
    _ source: String, _ fields: [String: Value], lets: [(name: String, source: String)] = []
  ) throws -> Explanation {
    let record = RandomExpressions.record
    let program = try #require(
      RandomExpressions.environment.compile(source, lets: lets).program, "\(source)")
    var arena = Arena()
    let values = record.fields.map { fields[$0.name] ?? .absent }
    let object = Value(object: UnsafePointer(arena.place(values)), type: 1)
    let today = try CivilDate(parsing: "2025-07-10")
    var machine = Machine(today: today)
    let explanation = [object].withUnsafeBufferPointer { variables in
      machine.explain(program, variables.baseAddress.unsafelyUnwrapped)
    }
    let plain = [object].withUnsafeBufferPointer { variables in
      Datum(machine.evaluate(program, variables.baseAddress.unsafelyUnwrapped))
    }
    #expect(explanation.outcome == plain)
    return explanation
  }

  private static func day(_ text: String) throws -> Value {
    Value(DateInterval(try CivilDate(parsing: text)))
  }

  @Test("a failed condition names each failing term, with values, formula and distance")
  func failingTerms() throws {
    let explanation = try Self.explain(
      "r.flag && today <= due && r.n > 3",
      ["flag": Value(true), "a": try Self.day("2019-06-30"), "n": Value(Int64(2))],
      lets: [("due", "lastDay(r.a, period('P6Y'))")])
    #expect(explanation.outcome == .bool(false))
    #expect(explanation.failing.map(\.text) == ["today <= due", "r.n > 3"])
    #expect(explanation.failing.map(\.role) == [.decisive, .contributing])
    #expect(explanation.failing[0].distanceInDays == 10)
    #expect(
      explanation.failing[0].children[1].formula == "2019-06-30 + P6Y (from) = 2025-06-30")
    #expect(explanation.failing[1].children[0].reference?.path == "r.n")
    #expect(explanation.failing[1].children[0].value == .int(2))
    #expect(explanation.lets.map(\.text) == ["lastDay(r.a, period('P6Y'))"])
    #expect(explanation.factsRead.map(\.path) == ["r.flag", "r.a", "r.n"])
    #expect(explanation.missing.isEmpty)
  }

  @Test("a macro names the element that failed, with its path")
  func failingElement() throws {
    var arena = Arena()
    let items = try ["2020-01-01", "2030-01-01", "2021-01-01"].map { text in
      Value(object: UnsafePointer(arena.place([try Self.day(text), .absent, .absent])), type: 2)
    }
    let explanation = try Self.explain(
      "r.xs.all(x, x.d < today)", ["xs": arena.list(copying: items)])
    #expect(explanation.root.elementCount == 3)
    #expect(explanation.root.children.map(\.elementIndex) == [1])
    let reference = explanation.root.children[0].children[0].reference
    #expect(reference?.path == "r.xs[1].d")
    #expect(reference?.objectAddress == UInt(items[1].bits))
  }

  @Test("an error that is made up for is shown as absorbed")
  func absorbed() throws {
    let explanation = try Self.explain("r.n > 3 || r.flag", ["flag": Value(true)])
    #expect(explanation.root.children.map(\.role) == [.absorbed, .decisive])
  }

  struct Missing: Sendable, CustomTestStringConvertible {
    let source: String
    let expected: [[String]]
    var testDescription: String { source }
  }

  static let missingCases = [
    Missing(source: "r.n > 3", expected: [["r.n"]]),
    Missing(source: "r.n > 3 && r.flag", expected: [["r.flag"], ["r.n"]]),
    Missing(source: "r.n == 3 && !has(r.n)", expected: [["r.n"]]),
    Missing(source: "r.a < r.b", expected: [["r.a", "r.b"]]),
    Missing(
      source: "r.flag ? r.n > 1 : r.s == ''", expected: [["r.flag", "r.n"], ["r.flag", "r.s"]]),
    Missing(source: "r.flag && false", expected: []),
    Missing(source: "r.item.n > 3", expected: [["r.item"]]),
    Missing(source: "r.xs.exists(x, x.n > 3)", expected: [["r.xs"]]),
    Missing(source: "(r.flag || r.n > 3) && r.a < today", expected: [["r.a"], ["r.flag", "r.n"]]),
    Missing(source: "r.c < date('2020-06-15')", expected: [["r.c"]]),
    Missing(source: "1 / 0 == 1", expected: []),
  ]

  @Test("the smallest sets of facts that could decide are named", arguments: missingCases)
  func missing(_ example: Missing) throws {
    let inPart = Value(
      DateInterval(
        first: try CivilDate(parsing: "2020-06-01"),
        last: try CivilDate(parsing: "2020-06-30")) ?? DateInterval(CivilDate(dayNumber: 0)))
    let explanation = try Self.explain(example.source, ["c": inPart])
    let sets = explanation.missing.map { $0.map(\.path).sorted() }.sorted {
      $0.lexicographicallyPrecedes($1)
    }
    #expect(sets == example.expected)
  }

  @Test("what all items of a long list lack is one set, found in time with the list")
  func missingOfLongList() {
    let count = 4_000
    let clock = ContinuousClock()
    var all = MissingSets.certain
    let time = clock.measure {
      for fact in 0..<count { all = all.and(MissingSets(fact)) }
    }
    #expect(all.sets == [Array(0..<count)])
    #expect(time < .seconds(5))
    let (odd, even) = (MissingSets(sets: [[1, 3, 5]]), MissingSets(sets: [[0, 3, 4]]))
    #expect(odd.and(even).sets == [[0, 1, 3, 4, 5]])
    #expect(odd.or(even).and(MissingSets(5)).sets == [[1, 3, 5], [0, 3, 4, 5]])
    #expect(odd.or(MissingSets(3)).sets == [[3]])
  }

  @Test("missing sets are exact where no fact is used twice")
  func missingAgainstEveryAssignment() throws {
    var random = Randomness(seed: TestSeed.of("missing sets"))
    let names = ["a", "b", "c", "d", "e", "f"]
    let shape = StructType("Flags", number: 1, fields: names.map { .init($0, .bool) })
    var environment = Environment(libraries: .all)
    environment.declare(shape)
    environment.declare(variable: "r", .object("Flags"))
    for _ in 0..<300 {
      var unused = names.shuffled(with: &random)
      let source = Self.formula(3, &unused, &random)
      let program = try #require(environment.compile(source).program, "\(source)")
      let given = names.map { _ in random.chance(40) ? Value(random.chance(50)) : .absent }
      let (sets, isMissing) = Self.explained(program, given)
      let found = Self.decidingSets(program, given)
      if isMissing { #expect(sets == found, "\(source)") } else { #expect(sets.isEmpty) }
    }
  }

  /// A formula that uses each name at most once.
  private static func formula(
    _ depth: Int, _ unused: inout [String], _ random: inout Randomness
  ) -> String {
    if depth == 0 || unused.count < 2 || random.chance(15) {
      return unused.popLast().map { "r.\($0)" } ?? "true"
    }
    let first = formula(depth - 1, &unused, &random)
    let second = formula(depth - 1, &unused, &random)
    switch random.below(5) {
    case 0, 1: return "(\(first) && \(second))"
    case 2, 3: return "(\(first) || \(second))"
    default:
      guard let condition = unused.popLast() else { return "!\(first)" }
      return "(r.\(condition) ? \(first) : \(second))"
    }
  }

  private static func explained(
    _ program: Program, _ fields: [Value]
  ) -> (sets: Set<Set<String>>, isMissing: Bool) {
    var arena = Arena()
    var machine = Machine()
    let object = [Value(object: UnsafePointer(arena.place(fields)), type: 1)]
    return object.withUnsafeBufferPointer { variables in
      let base = variables.baseAddress.unsafelyUnwrapped
      let explanation = machine.explain(program, base)
      let sets = Set(explanation.missing.map { Set($0.map(\.path)) })
      return (sets, machine.evaluate(program, base).isMissingFact)
    }
  }

  /// The smallest sets of missing fields some values of which decide, found by trying all.
  private static func decidingSets(_ program: Program, _ fields: [Value]) -> Set<Set<String>> {
    let names = ["a", "b", "c", "d", "e", "f"]
    let open = fields.indices.filter { fields[$0].isMissing }
    var found: [Set<Int>] = []
    for mask in (1..<(1 << open.count)).sorted(by: { $0.nonzeroBitCount < $1.nonzeroBitCount }) {
      let chosen = Set(open.indices.filter { mask >> $0 & 1 == 1 }.map { open[$0] })
      if found.contains(where: { chosen.isSuperset(of: $0) }) { continue }
      let slots = chosen.sorted()
      let decides = (0..<(1 << slots.count)).contains { values in
        var trial = fields
        for (bit, slot) in slots.enumerated() { trial[slot] = Value(values >> bit & 1 == 1) }
        return !explained(program, trial).isMissing
      }
      if decides { found.append(chosen) }
    }
    return Set(found.map { set in Set(set.map { "r.\(names[$0])" }) })
  }
}

extension Array {
  func shuffled(with random: inout Randomness) -> [Element] {
    var copy = self
    for index in copy.indices.reversed() where index > 0 {
      copy.swapAt(index, random.below(index + 1))
    }
    return copy
  }
}

extension Arena {
  /// Copies values to memory of the arena.
  mutating func place(_ values: [Value]) -> UnsafeMutablePointer<Value> {
    let memory = allocate(values: values.count)
    for (index, value) in values.enumerated() { memory[index] = value }
    return memory
  }
}
