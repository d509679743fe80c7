/// What the steps of one evaluation yielded, in the order in which they ran.
///
/// A machine keeps it where ``Machine/recordsEvents`` is set. Constants, and the steps that only lead
/// from one value to the next, are left out: an event is a value that could have been another one.
public struct EventLog: Sendable {
  /// What a step yielded.
  public struct Event: Sendable {
    /// The number of the step in its program, from 0.
    public let step: Int
    /// Where the part stands that the step belongs to, in UTF-8 bytes of its source.
    public let range: Range<Int>
    /// The named expression in which it stands; `nil` in the main one.
    public let letName: String?
    /// The text of the part; that of the whole macro for an element that the macro takes.
    public let text: String
    /// What it yielded.
    public let value: Datum
    /// Whether the value is an element that a macro takes.
    public let isElement: Bool
    /// The number of the element, from 0, in each macro around it, the outermost first.
    public let elementIndices: [Int]
  }

  /// The events for which there was room.
  public let events: [Event]
  /// How many events there were.
  public let totalCount: Int
}

extension Machine {
  /// What the steps of the last evaluation yielded; empty if ``recordsEvents`` was not set.
  ///
  /// - Parameter program: The program of that evaluation.
  public func events(of program: Program) -> EventLog {
    guard let log else { return EventLog(events: [], totalCount: 0) }
    let loops = program.loops
    var elements: [Int: Int] = [:]
    var events: [EventLog.Event] = []
    for logged in log.kept {
      let step = logged.step
      let body = loops[step]
      if let body {
        for inner in elements.keys where inner != step && body.contains(inner) {
          elements[inner] = nil
        }
        elements[step] = (elements[step] ?? -1) + 1
      }
      let around = loops.filter { $0.value.contains(step) }.keys.sorted()
      let (node, tree) = (program.nodes[step], program.checked.tree)
      events.append(
        EventLog.Event(
          step: step, range: tree.ranges[node], letName: tree.sources[tree.sourceOf[node]].name,
          text: tree.text(node), value: Datum(shown: logged.value), isElement: body != nil,
          elementIndices: around.map { elements[$0] ?? 0 }))
    }
    return EventLog(events: events, totalCount: log.total)
  }
}

extension Program {
  /// The steps of each loop, by the step that takes its next element, which is the first of them.
  fileprivate var loops: [Int: Range<Int>] {
    var loops: [Int: Range<Int>] = [:]
    for index in 0..<codeCount where code[index].operation == .loopNext {
      loops[index] = index..<Int(code[index].immediate)
    }
    return loops
  }
}
