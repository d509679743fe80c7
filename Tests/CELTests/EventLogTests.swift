import Testing

@testable import CEL

@Suite struct EventLogTests {
  /// The log of an expression without variables.
  private func log(
    _ source: String, capacity: Int = 4_096, recording: Bool = true
  ) throws -> EventLog {
    let program = try #require(Environment(libraries: .all).compile(source).program)
    var machine = Machine()
    machine.recordsEvents = recording
    machine.eventCapacity = capacity
    let none = [Value.absent]
    return none.withUnsafeBufferPointer { variables in
      guard let base = variables.baseAddress else { return EventLog(events: [], totalCount: 0) }
      _ = machine.evaluate(program, base)
      return machine.events(of: program)
    }
  }

  @Test("the log names the element that failed, and the one after it did not run")
  func culprit() throws {
    let log = try log("[1,2,3,40,5].all(x, x < 10)")
    let failed = try #require(log.events.last)
    #expect(failed.text == "x < 10")
    #expect(failed.value == .bool(false))
    #expect(failed.elementIndices == [3])
    let element = try #require(log.events.last { $0.isElement })
    #expect(element.value == .int(40))
    #expect(element.elementIndices == [3])
    #expect(log.totalCount == 8)
  }

  @Test("a step in two loops has the number of the element in each")
  func nested() throws {
    let log = try log("[1,2].all(x, [3,4].exists(y, y == x + 2) && x < 2)")
    let sums = log.events.filter { $0.text == "x + 2" }
    #expect(sums.map(\.elementIndices) == [[0, 0], [1, 0], [1, 1]])
    #expect(sums.map(\.value) == [.int(3), .int(4), .int(4)])
    let after = log.events.filter { $0.text == "x < 2" }
    #expect(after.map(\.elementIndices) == [[0], [1]])
    #expect(after.map(\.value) == [.bool(true), .bool(false)])
  }

  @Test("past the capacity events are only counted", arguments: [0, 1, 3, 7, 8, 9])
  func capped(capacity: Int) throws {
    let source = "[1,2,3,40,5].all(x, x < 10)"
    let whole = try log(source)
    let log = try log(source, capacity: capacity)
    #expect(log.totalCount == 8)
    #expect(log.events.map(\.value) == whole.events.prefix(capacity).map(\.value))
    #expect(log.events.map(\.step) == whole.events.prefix(capacity).map(\.step))
  }

  @Test("the numbers of elements begin anew in each round of the loop around")
  func restarted() throws {
    let log = try log("[1,2].map(x, [3,4].filter(y, y > x + 1).size() + [5].map(z, z)[0])")
    let inner = log.events.filter { $0.text == "y > x + 1" }
    #expect(inner.map(\.elementIndices) == [[0, 0], [0, 1], [1, 0], [1, 1]])
    let other = log.events.filter { $0.isElement && $0.text == "[5].map(z, z)" }
    #expect(other.map(\.elementIndices) == [[0, 0], [1, 0]])
  }

  @Test(
    "a value without an own step, such as an argument that failed, is logged where it came about")
  func failed() throws {
    let log = try log("[1, 0].exists(x, 10 / x == 10) || [0].all(x, 1 / x > 0)")
    #expect(log.events.last?.value == .bool(true))
    let failed = try self.log("[0].all(x, 1 / x > 0)").events.filter {
      $0.value == .error(.divideByZero)
    }
    #expect(failed.map(\.text) == ["1 / x", "1 / x > 0"])
  }

  @Test("nothing is logged unless it is asked for")
  func off() throws {
    let log = try log("[1,2].all(x, x < 10)", recording: false)
    #expect(log.events.isEmpty)
    #expect(log.totalCount == 0)
  }
}
