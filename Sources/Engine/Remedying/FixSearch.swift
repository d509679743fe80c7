import CEL
import CivilTime
import Inventory
import Rules

/// The search for the smallest change of facts that cures a breach and causes no other.
///
/// A change is tried by evaluating the rule once more, and then the other rules that read the
/// changed facts. First each fact is changed alone, then two at a time, then all together and
/// those put back that need not change. What is not found within the budget is not there.
struct FixSearch: ~Copyable {
  /// What a change came to.
  enum Trial: Equatable {
    case curesNothing
    case cures
    /// It cures, but another rule would be in breach.
    case breaches(String)
  }

  let rule: CompiledRule
  let evaluator: Evaluator
  let subject: SubjectPlace
  let facts: [ChangeableFact]
  /// The day on which something that can still be done would be done.
  let day: CivilDate
  /// How many evaluations of the rule may be made.
  var budget: Int
  /// The first change that would cure but breach another rule, with that rule.
  private(set) var inTheWay: (changes: [FactChange], rule: String)?

  init(
    _ rule: CompiledRule, _ evaluator: Evaluator, _ subject: SubjectPlace,
    _ facts: [ChangeableFact], doneOn day: CivilDate, budget: Int
  ) {
    self.rule = rule
    self.evaluator = evaluator
    self.subject = subject
    self.facts = facts
    self.day = day
    self.budget = budget
  }

  /// The changes of the smallest fix; `nil` if none was found.
  mutating func changes(_ tools: inout FixTools) -> [FactChange]? {
    tools.values.reset()
    let own = subject.value(evaluator)
    let candidates = facts.map { fact in
      let old = fact.value(in: own)
      return Candidates(
        fact: fact, old: old, values: tools.values.values(for: fact, old, doneOn: day))
    }
    for options in candidates {
      for option in options where attempt([option], &tools) == .cures {
        return [withAlternatives(smaller([option], &tools)[0], options, &tools)]
      }
    }
    for (index, options) in candidates.enumerated() {
      for others in candidates[(index + 1)...] {
        if let found = firstPair(options, others, &tools) { return smaller(found, &tools) }
      }
    }
    let all = candidates.compactMap(\.first)
    guard all.count > 2, attempt(all, &tools) != .curesNothing else { return nil }
    let needed = smaller(all, &tools)
    return attempt(needed, &tools) == .cures ? needed : nil
  }

  /// How many values of a fact are tried together with those of another.
  private static let mostOfPair = 12

  private mutating func firstPair(
    _ options: Candidates, _ others: Candidates, _ tools: inout FixTools
  ) -> [FactChange]? {
    for option in options.prefix(Self.mostOfPair) {
      for other in others.prefix(Self.mostOfPair) {
        let pair = [option, other]
        if attempt(pair, &tools) == .cures { return pair }
      }
    }
    return nil
  }

  /// Tries changes on the rule, and if they cure it on the others.
  private mutating func attempt(_ changes: [FactChange], _ tools: inout FixTools) -> Trial {
    guard budget > 0 else { return .curesNothing }
    budget -= 1
    let outcome = tools.trial.ask(evaluator, with: changes, of: subject) {
      evaluator.outcome(of: rule)
    }
    // A setting under which the rule says nothing of the subject is an evasion, not a cure.
    let isDeed = changes.contains { !$0.fact.isRequired }
    guard outcome == .pass || outcome == .notApplicable && isDeed else { return .curesNothing }
    guard let other = tools.breached(by: changes, of: subject, rule, evaluator) else {
      return .cures
    }
    if inTheWay == nil { inTheWay = (changes, other) }
    return .breaches(other)
  }

  /// The same changes without what need not change: facts, codes of lists, parts of counts.
  private mutating func smaller(
    _ changes: [FactChange], _ tools: inout FixTools
  ) -> [FactChange] {
    var changes = changes
    for index in changes.indices.reversed() where changes.count > 1 {
      var fewer = changes
      fewer.remove(at: index)
      if attempt(fewer, &tools) == .cures { changes = fewer }
    }
    for index in changes.indices {
      switch changes[index].new.tag {
      case .list: cutList(&changes, index, &tools)
      case .int: cutCount(&changes, index, &tools)
      default: break
      }
    }
    return changes
  }

  private mutating func cutList(
    _ changes: inout [FactChange], _ index: Int, _ tools: inout FixTools
  ) {
    let old = changes[index].old
    let kept = old.tag == .list ? Int(old.aux) : 0
    var place = Int(changes[index].new.aux)
    while place > kept {
      place -= 1
      var fewer = changes
      fewer[index] = changes[index].to(tools.values.list(changes[index].new, without: place))
      if attempt(fewer, &tools) == .cures { changes = fewer }
    }
  }

  /// Halves the way between a count that cures and the one that there is.
  private mutating func cutCount(
    _ changes: inout [FactChange], _ index: Int, _ tools: inout FixTools
  ) {
    if changes[index].fact.field.change == .setting { return }
    var bad = changes[index].old.tag == .int ? changes[index].old.asInt : 0
    var good = changes[index].new.asInt
    while abs(good - bad) > 1 {
      let middle = bad + (good - bad) / 2
      var trial = changes
      trial[index] = changes[index].to(Value(middle))
      if attempt(trial, &tools) == .cures { good = middle } else { bad = middle }
    }
    changes[index] = changes[index].to(Value(good))
  }

  /// A change to a code with the other codes that would do as well.
  private mutating func withAlternatives(
    _ change: FactChange, _ options: Candidates, _ tools: inout FixTools
  ) -> FactChange {
    guard change.new.tag == .string, case .code = change.fact.field.kind else { return change }
    var change = change
    for option in options where option.new.bits != change.new.bits {
      if attempt([option], &tools) == .cures { change.alternatives.append(option.new) }
    }
    return change
  }
}

/// The changes of one fact that may be tried, those that change least first.
private struct Candidates: RandomAccessCollection {
  let fact: ChangeableFact
  let old: Value
  let values: [Value]

  var startIndex: Int { 0 }
  var endIndex: Int { values.count }

  subscript(index: Int) -> FactChange {
    FactChange(fact: fact, old: old, new: values[index])
  }
}
