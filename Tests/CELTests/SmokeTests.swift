import CEL
import CivilTime
import Testing

@Suite struct SmokeTests {
  static let born = StructType(
    "Record", number: 1,
    fields: [.init("lastEvent", .date), .init("group", .int), .init("hold", .bool)])

  @Test func custosForms() throws {
    var environment = Environment(libraries: .all)
    environment.declare(Self.born)
    environment.declare(variable: "record", .object("Record"))
    let compilation = environment.compile(
      "record.group == 3 && !record.hold && due < today", expecting: .bool,
      lets: [("due", "lastDay(record.lastEvent, period('P6Y'))")])
    #expect(compilation.issues.isEmpty)
    let program = try #require(compilation.program)
    #expect(program.requiredConstants(path: "record.group") == [.int(3)])
    #expect(program.variablesRead == ["record"])
    #expect(program.fieldPathsRead == ["record.group", "record.hold", "record.lastEvent"])
    let day = try CivilDate(parsing: "2019-06-30")
    let fields = [Value(DateInterval(day)), Value(Int64(3)), Value(false)]
    var machine = Machine(today: try CivilDate(parsing: "2025-06-30"))
    let results = fields.withUnsafeBufferPointer { fields in
      let record = [Value(object: fields.baseAddress!, type: 1)]
      return record.withUnsafeBufferPointer { variables -> [Bool] in
        let first = machine.evaluate(program, variables.baseAddress!).asBool
        machine.today = machine.today.adding(days: 1)
        return [first, machine.evaluate(program, variables.baseAddress!).asBool]
      }
    }
    #expect(results == [false, true])
  }

  @Test(
    "a failed evaluation says which part failed",
    arguments: [
      ("1 + [2, 0].map(x, 10 / x)[1]", "10 / x"),
      ("[1, 2][2] == 1 || 1 == 2", "[1, 2][2]"),
      ("dyn(1) && true", "dyn(1)"), ("share > 1", "10 / (2 - 2)"),
    ])
  func placeOfFailure(source: String, part: String) throws {
    let program = try #require(
      Environment(libraries: .all).compile(source, lets: [("share", "10 / (2 - 2)")]).program)
    var machine = Machine()
    let place = [Value.absent].withUnsafeBufferPointer { variables in
      program.place(of: machine.evaluate(program, variables.baseAddress!))
    }
    let (letName, range) = try #require(place)
    #expect(letName == (source == "share > 1" ? "share" : nil))
    let text = Array((letName == nil ? program.source : program.lets[0].source).utf8)
    #expect(String(decoding: text[range], as: UTF8.self) == part)
  }

  @Test(arguments: [
    ("lastDay(date('2020-02-29'), period('P6Y'))", "2026-02-28"),
    ("lastDay(date('2024-02-29'), period('P3Y'), 'beginning-with')", "2027-02-28"),
    ("lastDay(date('2019-12-10'), period('P6Y'), 'financial-year-end')", "2026-03-31"),
    ("age(date('2000-02-29'), date('2018-02-28'))", "17"),
    ("reaches(date('2000-02-29'), 100)", "2100-03-01"),
    ("date('2014-08') < date('2014-09-01')", "true"),
    ("date('2014-08') < date('2014-08-15')", "the day is known only in part"),
    ("date('2014-08') + period('P6Y')", "2020-08"),
    ("latest([date('2020-01-01'), date('2021-01-01')])", "2021-01-01"),
    ("period('P1M') < period('P30D')", "the periods have no order"),
    ("period('P1Y') >= period('P365D')", "true"),
    ("date('2026-02-28') - date('2026-01-01')", "58"),
    ("date(timestamp('2026-06-30T23:30:00Z'))", "2026-06-30"),
    ("date('2026-03-31') - period('P1M')", "2026-02-28"),
  ])
  func dates(source: String, expected: String) throws {
    let compilation = Environment(libraries: .all).compile(source)
    let program = try #require(compilation.program, "\(compilation.issues)")
    #expect(program.evaluate().description == expected)
  }
}
