import CEL
import Inventory
import Rules

/// The rules that a changed fact may concern besides the one that it is to cure.
struct Neighbours {
  private struct Key: Hashable {
    var rule: Int
    var facts: [String]
    var controllers: [String]
  }

  private var known: [Key: [CompiledRule]] = [:]

  /// The other rules of the subject, and those of what is kept beneath it, that read any of the
  /// facts.
  ///
  /// It goes by what their expressions read, so that rules that cannot be concerned are not compiled.
  mutating func rules(
    reading changes: [FactChange], of subject: SubjectPlace, _ rule: CompiledRule,
    at level: Rule.Level, _ scope: SubjectScope, _ context: EngineContext
  ) -> [CompiledRule] {
    let key = Key(
      rule: rule.number * 8 + (Rule.Level.allCases.firstIndex(of: level) ?? 0),
      facts: changes.map(\.fact.path), controllers: scope.controllers)
    if let rules = known[key] { return rules }
    let names = Set(
      changes.compactMap { $0.fact.path.split(separator: ".").dropFirst().first.map(String.init) })
    let rules = context.choice(level, controllers: scope.controllers).rules.filter { other in
      other.number != rule.number && Self.mayRead(names, of: subject, rule, other)
    }
    known[key] = rules
    return rules
  }

  private static func mayRead(
    _ names: Set<String>, of subject: SubjectPlace, _ rule: CompiledRule, _ other: CompiledRule
  ) -> Bool {
    let isSameList = rule.rule.each != nil && other.rule.each == rule.rule.each
    if subject.item == nil || isSameList {
      return other.reading.passedOn.contains(subject.name)
        || other.reading.fields(of: subject.name).contains(where: names.contains)
    }
    let level = RuleTypes.definition(of: rule.rule.level)
    guard let slot = subject.item?.slots.first else { return false }
    let list = level.fields[slot].name
    return other.reading.fields(of: rule.rule.level.rawValue).contains(list)
  }
}
