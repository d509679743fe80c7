/// What a step yielded, as it is logged while a program runs: 24 bytes.
struct LoggedEvent: BitwiseCopyable {
  let value: Value
  let step: Int
}

/// Where a run notes what its steps yield.
protocol EventSink {
  /// Notes the value of the step of a number.
  mutating func append(_ value: Value, of step: Int)
  /// Begins another round of a loop; a step yields a value at most once between two of them.
  mutating func beginRound()
}

/// Notes nothing.
struct NoEvents: EventSink {
  @inline(__always)
  mutating func append(_ value: Value, of step: Int) {}
  @inline(__always)
  mutating func beginRound() {}
}

/// Room for the events of one run.
///
/// Past its capacity events are only counted. To see whether there is room takes as long as to note
/// an event, so that is done once in a round of a loop: there is more room than is kept, enough for
/// what one round yields, and it is used over and over.
struct EventBuffer: EventSink {
  private let start: UnsafeMutablePointer<LoggedEvent>
  private let limit: UnsafeMutablePointer<LoggedEvent>
  private var next: UnsafeMutablePointer<LoggedEvent>
  private var overwritten = 0

  /// - Parameters:
  ///   - room: As long as the capacity and the number of steps of the program together.
  ///   - capacity: How many events are kept.
  init(_ room: UnsafeMutablePointer<LoggedEvent>, capacity: Int) {
    start = room
    limit = room + capacity
    next = room
  }

  /// How many events there were, with those that are not kept.
  var total: Int { next - start + overwritten }
  /// Those that are kept.
  var kept: UnsafeBufferPointer<LoggedEvent> {
    UnsafeBufferPointer(start: start, count: min(next, limit) - start)
  }

  @inline(__always)
  mutating func append(_ value: Value, of step: Int) {
    next.pointee = LoggedEvent(value: value, step: step)
    next += 1
  }

  @inline(__always)
  mutating func beginRound() {
    if next > limit {
      overwritten &+= next - limit
      next = limit
    }
  }
}
