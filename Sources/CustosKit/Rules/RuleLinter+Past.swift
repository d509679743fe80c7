import CEL
import Inventory
import Rules

/// Comparisons that no example can make false.
extension RuleLinter {
  /// Whether a comparison asks that a day has come of which nothing else can be said: an inventory
  /// that puts it after the day of the check counts as one that does not know it.
  static func hasToHold(_ comparison: String, of rule: Rule) -> Bool {
    guard comparison.hasSuffix(" <= today") else { return false }
    let paths = ExpressionReading(comparison).paths
    guard let path = paths.max(by: { $0.utf8.count < $1.utf8.count }),
      paths.allSatisfy(path.hasPrefix)
    else { return false }
    return isPast(path.split(separator: ".").map(String.init), of: rule)
  }

  /// Whether a rule is met or cannot be decided, whatever is said: one of the things that suffice is
  /// such a comparison.
  static func isNeverFalse(_ rule: Rule) -> Bool {
    let terms = rule.require.source.split(separator: " || ")
    return terms.contains { hasToHold(String($0), of: rule) }
  }

  private static func isPast(_ path: [String], of rule: Rule) -> Bool {
    guard path.count > 1,
      var definition = Vocabulary.objects.first(where: { $0.name.lowercased() == path[0] })
    else { return false }
    for step in path[1...].dropLast() {
      guard let child = definition.fields.first(where: { $0.name == step })?.kind.child
      else { return false }
      definition = child
    }
    return definition.fields.first { $0.name == path.last }?.isPast ?? false
  }
}
