/// A pattern as a table: for each state and class of bytes the next state.
///
/// It is built whole when the pattern is compiled, so that matching changes nothing and any number
/// of workers can share it.
struct PatternTable: Sendable {
  /// The most states; past it the table would cost more than it saves.
  static let mostStates = 1_000

  static let matched: UInt16 = 0xFFFF
  static let dead: UInt16 = 0xFFFE

  /// The class of each byte.
  private var classes = [UInt8](repeating: 0, count: 256)
  private var classCount = 1
  private var next: [UInt16] = []
  private var matchesAtEnd: [Bool] = []
  private var start: UInt16 = 0

  /// Builds the table; `nil` if there would be too many states, or if the pattern asks what stands
  /// beside a place other than the ends of the text.
  ///
  /// - Parameter work: What may be put into it, which is taken away.
  init?(_ steps: [PatternStep], _ start: Int, _ work: inout Int) {
    for step in steps {
      if case .assertion(let assertion, _) = step, assertion != .textStart, assertion != .textEnd {
        return nil
      }
    }
    findClasses(steps)
    guard build(steps, start, &work) else { return nil }
  }

  func matches(_ text: Span<UInt8>) -> Bool {
    var state = start
    if state == Self.matched { return true }
    if state == Self.dead { return false }
    let (next, classes) = (next.span, classes.span)
    for index in text.indices {
      state = next[Int(state) &* classCount &+ Int(classes[Int(text[index])])]
      if state >= Self.dead { return state == Self.matched }
    }
    return matchesAtEnd[Int(state)]
  }

  private mutating func findClasses(_ steps: [PatternStep]) {
    var isBoundary = [Bool](repeating: false, count: 257)
    for step in steps {
      if case .byte(let low, let high, _) = step {
        isBoundary[Int(low)] = true
        isBoundary[Int(high) + 1] = true
      }
    }
    var number = 0
    for byte in 0..<256 {
      if byte > 0, isBoundary[byte] { number += 1 }
      classes[byte] = UInt8(number)
    }
    classCount = number + 1
  }

  private mutating func build(
    _ steps: [PatternStep], _ first: Int, _ work: inout Int
  ) -> Bool {
    var builder = PatternTableBuilder(steps, first, most: min(work, PatternTableBuilder.mostWork))
    defer { work -= builder.work }
    guard let initial = builder.number([first], isStart: true) else { return false }
    start = initial
    guard start < Self.dead else { return true }
    while matchesAtEnd.count < builder.states.count {
      let state = matchesAtEnd.count
      matchesAtEnd.append(builder.matchesAtEnd(state))
      for byteClass in 0..<classCount {
        guard let byte = classes.firstIndex(of: UInt8(byteClass)),
          let target = builder.target(of: state, byte: UInt8(byte))
        else { return false }
        next.append(target)
      }
    }
    return true
  }
}

/// Finds the states of a table: the sets of steps that a text can lead to.
struct PatternTableBuilder {
  /// The most work that is put into a table; past it the pattern is simulated.
  static let mostWork = 400_000

  private let steps: [PatternStep]
  private let first: Int
  private var numbers: [[Int]: UInt16] = [:]
  private(set) var states: [[Int]] = []
  private var set: StepSet
  private(set) var work = 0
  private let most: Int

  init(_ steps: [PatternStep], _ first: Int, most: Int) {
    self.most = most
    self.steps = steps
    self.first = first
    set = StepSet(steps.count)
  }

  /// The steps that wait for a byte or the end of the text, and whether there is a match already.
  private mutating func closure(
    _ from: [Int], isStart: Bool, isEnd: Bool
  ) -> (members: [Int], isMatch: Bool) {
    set.removeAll()
    var pending = from
    var isMatch = false
    while let step = pending.popLast() {
      guard set.insert(step) else { continue }
      switch steps[step] {
      case .byte: break
      case .split(let left, let right): pending += [right, left]
      case .assertion(.textStart, let next): if isStart { pending.append(next) }
      case .assertion(_, let next): if isEnd { pending.append(next) }
      case .match: isMatch = true
      }
    }
    work += set.count
    var members: [Int] = []
    for position in 0..<set.count {
      switch steps[set[position]] {
      case .byte, .assertion(.textEnd, _): members.append(set[position])
      default: break
      }
    }
    return (members.sorted(), isMatch)
  }

  /// The number of the state that some steps lead to; `nil` if there are too many.
  mutating func number(_ from: [Int], isStart: Bool) -> UInt16? {
    let (members, isMatch) = closure(from, isStart: isStart, isEnd: false)
    if isMatch { return PatternTable.matched }
    if members.isEmpty { return PatternTable.dead }
    if let known = numbers[members] { return known }
    guard states.count < PatternTable.mostStates else { return nil }
    // The first state is only ever the start of a text.
    if !isStart { numbers[members] = UInt16(states.count) }
    states.append(members)
    return UInt16(states.count - 1)
  }

  /// Whether a text that ends in a state matches; the empty text is at its start and end at once.
  mutating func matchesAtEnd(_ state: Int) -> Bool {
    state == 0
      ? closure([first], isStart: true, isEnd: true).isMatch
      : closure(states[state], isStart: false, isEnd: true).isMatch
  }

  /// The state that a byte leads to; a match may also begin behind it.
  mutating func target(of state: Int, byte: UInt8) -> UInt16? {
    var following = [first]
    for step in states[state] {
      if case .byte(let low, let high, let next) = steps[step], low <= byte, byte <= high {
        following.append(next)
      }
    }
    work += states[state].count
    return work < most ? number(following, isStart: false) : nil
  }
}
