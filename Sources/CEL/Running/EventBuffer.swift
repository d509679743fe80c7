/// What a step yielded, as it is logged while a program runs: 24 bytes.
struct LoggedEvent: BitwiseCopyable {
  let value: Value
  let step: UInt32
  /// For the step that takes the next element of a loop, which one that is.
  let element: UInt32
}

/// Room for the events of one run.
///
/// Past its capacity events are only counted.
struct EventBuffer {
  private(set) var events: UnsafeMutablePointer<LoggedEvent>?
  private let capacity: Int
  /// How many events there were, with those for which there was no room.
  private(set) var total = 0

  /// No room at all, for a run that is not logged.
  init() {
    events = nil
    capacity = 0
  }

  init(_ events: UnsafeMutableBufferPointer<LoggedEvent>) {
    self.events = events.baseAddress
    capacity = events.count
  }

  /// Notes what a step yielded.
  @inline(__always)
  mutating func append(_ value: Value, of step: Int, element: UInt32 = 0) {
    if total < capacity {
      events.unsafelyUnwrapped[total] = LoggedEvent(
        value: value, step: UInt32(truncatingIfNeeded: step), element: element)
    }
    total &+= 1
  }
}

extension Interpreter {
  /// Runs and notes in ``log`` what the steps yield.
  @inline(never)
  mutating func runLogging() -> Value { run(logging: true) }

  /// Notes the element that a loop took, unless the loop is over.
  @inline(__always)
  mutating func logElement(_ step: Instruction, at index: Int) {
    guard position == index &+ 1 else { return }
    let element = registers[Int(step.a)].aux &- registers[Int(step.a) &+ 1].aux &- 1
    log.append(
      registers[Int(step.flag == 2 ? step.c : step.b)], of: index, element: element)
  }

  /// Notes what a rare step yielded, if it yields anything.
  @inline(never)
  mutating func logRare(_ step: Instruction, at index: Int) {
    switch step.operation {
    case .listStart, .mapStart, .put, .putAll, .count, .callNamed: break
    default: log.append(registers[Int(step.a)], of: index)
    }
  }
}
