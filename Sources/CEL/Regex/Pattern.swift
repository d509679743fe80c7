/// A regular expression in the syntax of RE2, matched in time linear in the text.
///
/// Most patterns become a table with a row for each state; the few that are too large for one, or
/// ask what stands beside a place, are simulated step by step.
struct Pattern: Sendable {
  private let table: PatternTable?
  private let simulation: PatternSimulation

  /// Compiles a pattern that is kept.
  ///
  /// - Parameter tableWork: What tables may still take, which is taken away; a pattern for which too
  ///   little is left is simulated.
  init(_ text: String, tableWork: inout Int) throws(PatternFailure) {
    let (steps, start) = try PatternCompiler.compile(PatternParser.parse(text))
    simulation = PatternSimulation(steps: steps, start: start)
    table = PatternTable(steps, start, &tableWork)
  }

  /// Compiles a pattern for one text, without a table; the work is taken from the budget.
  ///
  /// - Throws: That it is no pattern, or that the budget does not suffice, which is then below zero.
  init(forOneText text: String, fuel: inout Int) throws(PatternFailure) {
    fuel &-= text.utf8.count
    let node = try PatternParser.parse(text)
    let limit = min(PatternCompiler.mostSteps, max(fuel, 1))
    do throws(PatternFailure) {
      let (steps, start) = try PatternCompiler.compile(node, limit: limit)
      fuel &-= steps.count
      simulation = PatternSimulation(steps: steps, start: start)
      table = nil
    } catch {
      if limit < PatternCompiler.mostSteps { fuel = -1 }
      throw error
    }
  }

  /// The number of its steps.
  var stepCount: Int { simulation.steps.count }

  /// Whether the pattern is matched through a table.
  var hasTable: Bool { table != nil }

  /// Whether the pattern occurs in a text; the work is taken from the budget.
  func matches(_ text: Span<UInt8>, fuel: inout Int) -> Bool {
    if let table {
      fuel &-= text.count / 16 + 1
      return table.matches(text)
    }
    fuel &-= text.count * simulation.steps.count / 16 + 1
    return fuel >= 0 && simulation.matches(text)
  }
}

/// Runs all ways through a pattern at once.
struct PatternSimulation: Sendable {
  let steps: [PatternStep]
  let start: Int

  func matches(_ text: Span<UInt8>) -> Bool {
    var current = StepSet(steps.count)
    var next = StepSet(steps.count)
    for index in 0...text.count {
      if add(start, text, index, &current) { return true }
      guard index < text.count else { return false }
      let byte = text[index]
      next.removeAll()
      for position in 0..<current.count {
        if case .byte(let low, let high, let following) = steps[current[position]],
          low <= byte, byte <= high, add(following, text, index + 1, &next)
        {
          return true
        }
      }
      swap(&current, &next)
    }
    return false
  }

  /// Adds a step and what can be reached from it without a byte; `true` at a match.
  private func add(
    _ step: Int, _ text: Span<UInt8>, _ index: Int, _ set: inout StepSet
  ) -> Bool {
    var pending = [step]
    while let step = pending.popLast() {
      guard set.insert(step) else { continue }
      switch steps[step] {
      case .byte: break
      case .split(let first, let second):
        pending.append(second)
        pending.append(first)
      case .assertion(let assertion, let next):
        if Self.holds(assertion, text, index) { pending.append(next) }
      case .match: return true
      }
    }
    return false
  }

  private static func holds(
    _ assertion: PatternNode.Assertion, _ text: Span<UInt8>, _ index: Int
  ) -> Bool {
    func isWord(_ index: Int) -> Bool {
      guard text.indices.contains(index) else { return false }
      return Lexer.isLetter(text[index]) || Lexer.isDigit(text[index])
    }
    return switch assertion {
    case .textStart: index == 0
    case .textEnd: index == text.count
    case .lineStart: index == 0 || text[index - 1] == 0x0A
    case .lineEnd: index == text.count || text[index] == 0x0A
    case .wordBoundary: isWord(index - 1) != isWord(index)
    case .noWordBoundary: isWord(index - 1) == isWord(index)
    }
  }
}

/// A set of steps in the order in which they were added, emptied in no time.
struct StepSet {
  private var dense: [Int]
  private var sparse: [Int]
  private(set) var count = 0

  init(_ capacity: Int) {
    dense = Array(repeating: 0, count: capacity)
    sparse = Array(repeating: 0, count: capacity)
  }

  subscript(position: Int) -> Int { dense[position] }

  mutating func removeAll() { count = 0 }

  /// Adds a step; `false` if it is there.
  mutating func insert(_ step: Int) -> Bool {
    let place = sparse[step]
    if place < count, dense[place] == step { return false }
    dense[count] = step
    sparse[step] = count
    count += 1
    return true
  }
}
