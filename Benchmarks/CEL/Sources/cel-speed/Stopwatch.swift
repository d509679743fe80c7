import CEL
import Glibc

/// Evaluates programs over the record and takes the time.
struct Stopwatch: ~Copyable {
  let facts = Facts()
  private var machine = Machine()

  /// Evaluates a program a number of times and gives the nanoseconds that it took.
  @discardableResult
  mutating func run(_ program: Program, times: Int, logging: Bool) -> Int {
    machine.recordsEvents = logging
    let variables = facts.variables
    return variables.withUnsafeBufferPointer { variables in
      guard let base = variables.baseAddress else { return 0 }
      var trueCount = 0
      let start = Self.processorTime()
      for _ in 0..<times where machine.evaluate(program, base).asBool { trueCount += 1 }
      let end = Self.processorTime()
      precondition(trueCount == times, "an expression is true of the record")
      return end - start
    }
  }

  /// The least that an evaluation took, in nanoseconds, without and with a log, in turn.
  ///
  /// There are many short runs: where a machine is shared, some of them are left alone.
  mutating func least(_ program: Program) -> (off: Double, on: Double) {
    let times = max(1, 200_000_000 / run(program, times: 1_000, logging: false))
    var (off, on) = (Int.max, Int.max)
    for _ in 0..<1_000 {
      off = min(off, run(program, times: times, logging: false))
      on = min(on, run(program, times: times, logging: true))
    }
    return (Double(off) / Double(times), Double(on) / Double(times))
  }

  /// How many events the log of one evaluation has.
  mutating func eventCount(_ program: Program) -> Int {
    run(program, times: 1, logging: true)
    return machine.events(of: program).totalCount
  }

  /// Nanoseconds that this thread has run.
  private static func processorTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
