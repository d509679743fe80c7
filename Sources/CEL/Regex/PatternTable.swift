/// A pattern as a table: for each state and class of bytes the next state.
///
/// It is built whole when the pattern is compiled, so that matching changes nothing and any number
/// of workers can share it.
struct PatternTable: Sendable {
  /// The most states; past it the table would cost more than it saves.
  static let mostStates = 1_000

  private static let matched: UInt16 = 0xFFFF
  private static let dead: UInt16 = 0xFFFE

  /// The class of each byte.
  private var classes = [UInt8](repeating: 0, count: 256)
  private var classCount = 1
  private var next: [UInt16] = []
  private var matchesAtEnd: [Bool] = []
  private var start: UInt16 = 0

  /// Builds the table; `nil` if there would be too many states, or if the pattern asks what stands
  /// beside a place other than the ends of the text.
  init?(_ steps: [PatternStep], _ start: Int) {
    for step in steps {
      if case .assertion(let assertion, _) = step, assertion != .textStart, assertion != .textEnd {
        return nil
      }
    }
    findClasses(steps)
    guard build(steps, start) else { return nil }
  }

  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var state = start
    if state == Self.matched { return true }
    if state == Self.dead { return false }
    return next.withUnsafeBufferPointer { next in
      classes.withUnsafeBufferPointer { classes in
        for byte in text {
          state = next[Int(state) &* classCount &+ Int(classes[Int(byte)])]
          if state >= Self.dead { return state == Self.matched }
        }
        return matchesAtEnd[Int(state)]
      }
    }
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

  private mutating func build(_ steps: [PatternStep], _ first: Int) -> Bool {
    var numbers: [[Int]: UInt16] = [:]
    var states: [[Int]] = []
    func closure(_ from: [Int], isStart: Bool, isEnd: Bool) -> (states: [Int], isMatch: Bool) {
      var set = StepSet(steps.count)
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
      var members: [Int] = []
      for position in 0..<set.count {
        switch steps[set[position]] {
        case .byte, .assertion(.textEnd, _): members.append(set[position])
        default: break
        }
      }
      return (members.sorted(), isMatch)
    }
    func number(_ from: [Int], isStart: Bool) -> UInt16? {
      let (members, isMatch) = closure(from, isStart: isStart, isEnd: false)
      if isMatch { return Self.matched }
      if members.isEmpty { return Self.dead }
      if let known = numbers[members] { return known }
      guard states.count < Self.mostStates else { return nil }
      // The first state is only ever the start of a text.
      if !isStart { numbers[members] = UInt16(states.count) }
      states.append(members)
      return UInt16(states.count - 1)
    }
    guard let initial = number([first], isStart: true) else { return false }
    start = initial
    guard start < Self.dead else { return true }
    // The empty text is at its start and at its end at once.
    let emptyMatches = closure([first], isStart: true, isEnd: true).isMatch
    var position = 0
    var work = 0
    while position < states.count {
      let members = states[position]
      let isFirst = position == 0
      matchesAtEnd.append(
        isFirst ? emptyMatches : closure(members, isStart: false, isEnd: true).isMatch)
      var row = [UInt16](repeating: 0, count: classCount)
      for byteClass in 0..<classCount {
        guard let byte = classes.firstIndex(of: UInt8(byteClass)) else { continue }
        var following: [Int] = [first]
        for step in members {
          if case .byte(let low, let high, let next) = steps[step], low <= byte, byte <= high {
            following.append(next)
          }
        }
        work += members.count + steps.count / 8
        guard work < 400_000, let target = number(following, isStart: false) else { return false }
        row[byteClass] = target
      }
      next += row
      position += 1
    }
    return true
  }
}
