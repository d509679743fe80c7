import CivilTime
import TestSeeds
import Testing

@testable import CEL

@Suite struct WindowTests {
  // Without optimisation all of them would take minutes.
  #if OPTIMISED || !DEBUG
    private static let count = 10_000
  #else
    private static let count = 300
  #endif

  /// What counts as the same outcome.
  private static func key(_ value: Value) -> UInt64 {
    value.isError ? 1000 + UInt64(value.aux) : value.bits
  }

  @Test("windows of random conditions agree with looking at every day")
  func windowsAgreeWithEveryDay() throws {
    var expressions = RandomExpressions(random: Randomness(seed: TestSeed.of("windows")))
    let environment = RandomExpressions.environment
    var machine = Machine()
    var flips = 0
    for number in 0..<Self.count {
      let source = expressions.condition(2)
      let compilation = environment.compile(source, expecting: .bool)
      let program = try #require(compilation.program, "\(source): \(compilation.issues)")
      var arena = Arena()
      let record = [expressions.recordValue(&arena)]
      let today = expressions.base
      record.withUnsafeBufferPointer { record in
        guard let variables = record.baseAddress else {
          Issue.record("there is nothing to look at")
          return
        }
        machine.today = today
        let window = machine.window(
          program, variables, horizon: 400, mostDaysOneByOne: .max)
        let outcome = Self.key(machine.evaluate(program, variables))
        #expect(window.isComplete)
        let reach = number % 20 == 0 ? 400 : 60
        for (isAhead, edge) in [(true, window.until), (false, window.from)] {
          let sign = isAhead ? 1 : -1
          let distance = edge.map { ($0.days(since: today)) * sign }
          for step in 1...reach {
            if let distance, step > distance + 1 { break }
            machine.today = today.adding(days: step * sign)
            let isSame = Self.key(machine.evaluate(program, variables)) == outcome
            let shouldBeSame = distance.map { step <= $0 } ?? true
            if distance.map({ step == $0 + 1 }) == true { flips += 1 }
            if isSame != shouldBeSame {
              Issue.record(
                "\(source) on \(machine.today): \(isSame), window \(String(describing: window.from))...\(String(describing: window.until)) seed case \(number)"
              )
              return
            }
          }
        }
      }
    }
    #expect(flips > Self.count / 20)
  }

  @Test("a search back that goes day by day is given up, and says so")
  func givesUp() throws {
    var environment = Environment(libraries: .all)
    environment.declare(variable: "start", .date)
    let day = CivilDate(dayNumber: 20_758)
    func window(_ source: String, _ daysBefore: Int, most: Int? = nil) throws -> Window {
      let program = try #require(environment.compile(source, expecting: .bool).program)
      var machine = Machine()
      machine.today = day
      return [Value(DateInterval(day.adding(days: -daysBefore)))].withUnsafeBufferPointer { start in
        machine.window(
          program, start.baseAddress.unsafelyUnwrapped,
          mostDaysOneByOne: most ?? Machine.mostDaysOneByOne)
      }
    }
    // The date of every day is another one, so that each is looked at by itself.
    let eachDay = "today.day() > 0 && today > start"
    let near = try window(eachDay, 30)
    #expect(near.isFromComplete && near.from == day.adding(days: -29))
    let far = try window(eachDay, 400)
    #expect(!far.isFromComplete && far.beganBecause == nil)
    #expect(far.from == day.adding(days: -Machine.mostDaysOneByOne))
    let whole = try window(eachDay, 400, most: .max)
    #expect(whole.isFromComplete && whole.from == day.adding(days: -399))
    // Where days need not be looked at one by one, nothing is given up.
    let once = try window("today > start", 4_000)
    #expect(once.isFromComplete && once.from == day.adding(days: -3_999))
  }

  @Test("the program and a walk over the tree agree on random conditions")
  func programAgreesWithWalker() throws {
    var expressions = RandomExpressions(random: Randomness(seed: TestSeed.of("walks")))
    let environment = RandomExpressions.environment
    var machine = Machine()
    for _ in 0..<Self.count {
      let source = expressions.condition(3)
      let program = try #require(environment.compile(source, expecting: .bool).program)
      var arena = Arena()
      let record = [expressions.recordValue(&arena)]
      record.withUnsafeBufferPointer { record in
        guard let variables = record.baseAddress else {
          Issue.record("there is nothing to look at")
          return
        }
        machine.today = expressions.base
        let fast = Datum(machine.evaluate(program, variables))
        var walker = Walker(
          program, variables, machine.context(host: nil), usesConstants: false)
        let slow = Datum(walker.value(program.checked.root))
        #expect(fast == slow, "\(source)")
      }
    }
  }

  @Test("explanations of random conditions have their outcome, and name facts if one is missing")
  func explanationsAgree() throws {
    var expressions = RandomExpressions(random: Randomness(seed: TestSeed.of("explanations")))
    let environment = RandomExpressions.environment
    var machine = Machine()
    var undetermined = 0
    for _ in 0..<Self.count {
      let source = expressions.condition(3)
      let program = try #require(environment.compile(source, expecting: .bool).program)
      var arena = Arena()
      let record = [expressions.recordValue(&arena)]
      record.withUnsafeBufferPointer { record in
        guard let variables = record.baseAddress else {
          Issue.record("there is nothing to look at")
          return
        }
        machine.today = expressions.base
        let explanation = machine.explain(program, variables)
        let value = machine.evaluate(program, variables)
        #expect(explanation.outcome == Datum(value), "\(source)")
        #expect(explanation.missing.isEmpty != value.isMissingFact, "\(source)")
        // A place that is given leaves a working day open where its public holidays are not known.
        let isOpenPlace = source.contains("WorkingDay(")
        let isGiven = explanation.missingFields.contains {
          $0.state == .given && !(isOpenPlace && $0.path == "r.s")
        }
        #expect(!isGiven, "\(source)")
        if value.isMissingFact { undetermined += 1 }
      }
    }
    #expect(undetermined > Self.count / 20)
  }
}
