/// A step of a pattern over bytes.
enum PatternStep {
  /// A byte from one to another, then on to a step.
  case byte(UInt8, UInt8, next: Int)
  case split(Int, Int)
  case assertion(PatternNode.Assertion, next: Int)
  case match
}

/// Turns a pattern into steps over UTF-8 bytes, after Thompson.
struct PatternCompiler {
  /// The most steps that a pattern may need.
  static let mostSteps = 50_000

  private(set) var steps: [PatternStep] = [.match]
  private let limit: Int

  private init(limit: Int) { self.limit = limit }

  /// The steps of a pattern and where they begin.
  static func compile(
    _ node: PatternNode, limit: Int = mostSteps
  ) throws(PatternFailure) -> ([PatternStep], start: Int) {
    var compiler = PatternCompiler(limit: limit)
    let start = try compiler.add(node, next: 0)
    return (compiler.steps, start)
  }

  private mutating func append(_ step: PatternStep) throws(PatternFailure) -> Int {
    guard steps.count < limit else {
      throw PatternParser.fail("more than \(limit) steps when written out")
    }
    steps.append(step)
    return steps.count - 1
  }

  /// Adds a node in front of a step; built from the end, so that every step knows the next one.
  private mutating func add(_ node: PatternNode, next: Int) throws(PatternFailure) -> Int {
    switch node {
    case .empty: return next
    case .set(let set): return try add(set, next: next)
    case .byte: return try append(.byte(0, 0xFF, next: next))
    case .assertion(let assertion): return try append(.assertion(assertion, next: next))
    case .sequence(let parts):
      var start = next
      for part in parts.reversed() { start = try add(part, next: start) }
      return start
    case .choice(let branches):
      var start: Int?
      for branch in branches.reversed() {
        let first = try add(branch, next: next)
        start =
          try start.map { (other) throws(PatternFailure) in
            try append(.split(first, other))
          } ?? first
      }
      return start ?? next
    case .repetition(let inner, let least, let most):
      return try add(inner, least, most, next: next)
    }
  }

  private mutating func add(
    _ inner: PatternNode, _ least: Int, _ most: Int?, next: Int
  ) throws(PatternFailure) -> Int {
    var start = next
    if let most {
      for _ in least..<most {
        let first = try add(inner, next: start)
        start = try append(.split(first, next))
      }
    } else {
      let loop = try append(.split(next, next))
      let first = try add(inner, next: loop)
      steps[loop] = .split(first, next)
      start = loop
    }
    for _ in 0..<least { start = try add(inner, next: start) }
    return start
  }

  private mutating func add(_ set: ScalarSet, next: Int) throws(PatternFailure) -> Int {
    var start: Int?
    for range in set.ranges.reversed() {
      for sequence in Self.byteSequences(range).reversed() {
        var first = next
        for bytes in sequence.reversed() {
          first = try append(.byte(bytes.lowerBound, bytes.upperBound, next: first))
        }
        if let other = start {
          start = try append(.split(first, other))
        } else {
          start = first
        }
      }
    }
    // An empty set: nothing matches, which a byte that no UTF-8 has stands for.
    if let start { return start }
    return try append(.byte(0xFF, 0xFF, next: next))
  }

  /// The UTF-8 forms of a range of code points, as sequences of byte ranges.
  static func byteSequences(_ range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
    var result: [[ClosedRange<UInt8>]] = []
    let limits: [UInt32] = [0x7F, 0x7FF, 0xFFFF, 0x10FFFF]
    var low = range.lowerBound
    for (length, limit) in limits.enumerated() where low <= range.upperBound && low <= limit {
      split(low, min(range.upperBound, limit), length, &result)
      low = limit + 1
    }
    return result
  }

  /// Splits a range whose code points have equally many bytes until each byte varies on its own.
  private static func split(
    _ low: UInt32, _ high: UInt32, _ continuations: Int, _ result: inout [[ClosedRange<UInt8>]]
  ) {
    for position in 1..<max(continuations + 1, 1) {
      let mask = (UInt32(1) << UInt32(6 * position)) - 1
      guard low & ~mask != high & ~mask else { continue }
      if low & mask != 0 {
        split(low, low | mask, continuations, &result)
        split((low | mask) + 1, high, continuations, &result)
        return
      }
      if high & mask != mask {
        split(low, (high & ~mask) - 1, continuations, &result)
        split(high & ~mask, high, continuations, &result)
        return
      }
    }
    let (first, last) = (encoded(low, continuations), encoded(high, continuations))
    result.append(zip(first, last).map { $0...$1 })
  }

  private static func encoded(_ code: UInt32, _ continuations: Int) -> [UInt8] {
    let marks: [UInt8] = [0, 0xC0, 0xE0, 0xF0]
    return (0...continuations).map { position in
      let shifted = UInt8(truncatingIfNeeded: code >> UInt32(6 * (continuations - position)))
      return position == 0 ? marks[continuations] | shifted : 0x80 | shifted & 0x3F
    }
  }
}
