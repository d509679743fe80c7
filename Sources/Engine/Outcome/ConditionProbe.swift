import CEL
import Rules
import Synchronization

/// Notes what the parts of a rule's conditions came to on the subjects that it looked at.
///
/// It tells whether examples reach both sides of each comparison; checks of inventories do
/// without one.
public final class ConditionProbe: Sendable {
  /// What a part came to on all subjects.
  public struct Seen: Hashable, Sendable {
    /// Its text, on one line.
    public var text: String
    /// The named value that it is part of; `nil` in what must hold itself.
    public var letName: String?
    /// In a comparison of days, by how many days the left one was after the right one.
    public var distances: Set<Int> = []
    /// As a term that decides, whether it was true, and whether it was false.
    public var outcomes: Set<Bool> = []
  }

  private struct Place: Hashable {
    var name: String
    var start: Int
  }

  private let seen = Mutex<[Place: Seen]>([:])
  private let deciding = Mutex<Set<String>>([])

  /// A probe that has seen nothing.
  public init() {}

  /// The comparisons of days, in order of their text.
  public var comparisons: [Seen] { parts.filter { !$0.distances.isEmpty } }

  /// The terms of what must hold, in order of their text.
  public var terms: [Seen] { parts.filter { !$0.outcomes.isEmpty } }

  /// The named values that took part in what the conditions came to.
  public var decidingLets: Set<String> { deciding.withLock { $0 } }

  private var parts: [Seen] { seen.withLock { $0.values.sorted { $0.text < $1.text } } }

  /// Looks at the evaluator's current subject.
  func look(at rule: CompiledRule, _ evaluator: Evaluator) {
    let explanation = evaluator.machine.explain(
      rule.require, evaluator.variables, host: evaluator.host)
    note(comparisonsIn: explanation.root)
    for node in explanation.lets { note(comparisonsIn: node) }
    note(termsIn: explanation.root)
    noteLets(decidingIn: explanation.root)
    if let when = rule.when {
      noteLets(
        decidingIn: evaluator.machine.explain(when, evaluator.variables, host: evaluator.host).root)
    }
  }

  private func noteLets(decidingIn node: Explanation.Node) {
    guard node.role == .decisive || node.role == .contributing else { return }
    if let name = node.letName { deciding.withLock { _ = $0.insert(name) } }
    for child in node.children { noteLets(decidingIn: child) }
  }

  private func note(comparisonsIn node: Explanation.Node) {
    if let distance = node.distanceInDays { note(node) { $0.distances.insert(distance) } }
    for child in node.children where child.letName == node.letName {
      note(comparisonsIn: child)
    }
  }

  private func note(termsIn node: Explanation.Node) {
    let terms = Self.terms(of: node)
    guard terms.isEmpty else { return terms.forEach(note(termsIn:)) }
    if case .bool(let outcome) = node.value { note(node) { $0.outcomes.insert(outcome) } }
  }

  private func note(_ node: Explanation.Node, _ change: (inout Seen) -> Void) {
    let place = Place(name: node.letName ?? "", start: node.range.lowerBound)
    seen.withLock { seen in
      change(&seen[place, default: Seen(text: node.part.line, letName: node.letName)])
    }
  }

  /// The terms of a chain of `&&` or `||`, or the ways of a choice; none of anything else.
  private static func terms(of node: Explanation.Node) -> [Explanation.Node] {
    guard !node.isComputed, node.distanceInDays == nil, node.elementCount == nil,
      node.part.hasLogic
    else { return [] }
    let terms = node.children.filter { child in
      guard child.elementIndex == nil, child.letName == node.letName else { return false }
      switch child.value {
      case .bool, .error: return true
      default: return false
      }
    }
    return terms.count > 1 ? terms : []
  }
}
