import CEL
import CivilTime
import Findings
import Inventory
import Rules

/// Writes down how a verdict came about, from what the language explains of the rule's conditions.
struct DerivationBuilder {
  let context: EngineContext
  let privacy: Privacy
  private let text: NodeText
  private let paths = PathSteps()

  init(context: EngineContext, privacy: Privacy) {
    self.context = context
    self.privacy = privacy
    text = NodeText(privacy: privacy)
  }

  /// The derivation of a verdict on the evaluator's current subject.
  func derivation(
    of rule: CompiledRule, _ notes: RuleNotes, _ verdict: Verdict, _ evaluator: Evaluator
  ) -> Derivation {
    evaluator.bases = []
    evaluator.recordsBases = true
    defer { evaluator.recordsBases = false }
    let locator = FactLocator(context: context, evaluator: evaluator, paths: paths)
    var explanations: [Explanation] = []
    if let when = rule.when { explanations.append(explain(when, evaluator)) }
    explanations.append(explain(rule.require, evaluator))
    var derivation = Derivation()
    let wanted = Set(explanations.flatMap { $0.failing.flatMap(Self.decidingPaths) })
    for explanation in explanations {
      add(explanation.factsRead, wanted: wanted, to: &derivation, locator)
      for node in explanation.lets { add(step: node, to: &derivation) }
    }
    if verdict == .undetermined {
      evaluator.fewestMissing = explanations.first { !$0.missing.isEmpty }?.missing[0] ?? []
      for explanation in explanations where explanation.outcome != .bool(true) {
        add(missing: explanation.missingFields, notes, to: &derivation, locator, evaluator)
      }
    }
    if let last = explanations.last, verdict != .pass {
      derivation.clauses = last.failing.flatMap { clauses($0) }
    }
    derivation.bases = evaluator.bases
    return derivation
  }

  /// The paths that the deciding parts of a clause read.
  private static func decidingPaths(_ node: Explanation.Node) -> [String] {
    guard node.role == .decisive || node.role == .contributing else { return [] }
    return [node.reference?.path].compactMap(\.self) + node.children.flatMap(decidingPaths)
  }

  private func explain(_ program: Program, _ evaluator: Evaluator) -> Explanation {
    evaluator.machine.explain(program, evaluator.variables, host: evaluator.host)
  }

  /// Adds facts, but of the items of lists only those that decided.
  private func add(
    _ facts: [FieldReference], wanted: Set<String>, to derivation: inout Derivation,
    _ locator: FactLocator
  ) {
    for fact in facts where fact.state == .given || fact.state == .givenInPart {
      guard !derivation.facts.contains(where: { $0.path == fact.path }), Self.isPlain(fact.value),
        !fact.path.contains("[") || wanted.contains(fact.path)
      else { continue }
      let isMasked = privacy.isMasked(fact.path)
      derivation.facts.append(
        Derivation.Fact(
          path: fact.path, value: isMasked ? Privacy.mask : ValueText.of(fact.value),
          isMasked: isMasked, location: locator.location(ofPath: fact.path)))
    }
  }

  /// Objects and the lists of them are shown by their fields.
  private static func isPlain(_ datum: Datum) -> Bool {
    switch datum {
    case .object: false
    case .list(let elements): elements.allSatisfy(isPlain)
    default: true
    }
  }

  /// Adds a named value, and before it the last permitted days that it was made of.
  private func add(step node: Explanation.Node, to derivation: inout Derivation) {
    guard let name = node.letName, !derivation.steps.contains(where: { $0.name == name }),
      Self.isTelling(node.value)
    else { return }
    for day in node.children.flatMap({ Self.lastDays($0, of: name) }) {
      let day = step("last day", day)
      if !derivation.steps.contains(where: {
        $0.value == day.value && $0.substituted == day.substituted
      }) {
        derivation.steps.append(day)
      }
    }
    derivation.steps.append(step(name, node))
  }

  private func step(_ name: String, _ node: Explanation.Node) -> Derivation.Step {
    let isMasked = text.isMasked(node)
    let formula = RuleText.oneLine(node.text)
    let isChoice = formula.contains(" ? ")
    let substituted = isChoice ? formula : text.substituted(node)
    return Derivation.Step(
      name: name, formula: formula, substituted: substituted == formula ? "" : substituted,
      value: text.value(of: node), isMasked: isMasked)
  }

  /// The days that calls of `lastDay` gave to a named value, but not to the ones that it names.
  private static func lastDays(
    _ node: Explanation.Node, of name: String
  ) -> [Explanation.Node] {
    guard node.role != .irrelevant, node.letName == name else { return [] }
    if node.text.hasPrefix("lastDay("), case .date = node.value { return [node] }
    return node.children.flatMap { lastDays($0, of: name) }
  }

  /// Whether a value tells a reader something: a list of objects or an empty one does not.
  private static func isTelling(_ datum: Datum) -> Bool {
    switch datum {
    case .list(let elements): !elements.isEmpty && elements.allSatisfy(isTelling)
    case .object, .error, .map: false
    default: true
    }
  }

  private func add(
    missing fields: [FieldReference], _ notes: RuleNotes, to derivation: inout Derivation,
    _ locator: FactLocator, _ evaluator: Evaluator
  ) {
    for field in fields {
      for path in notes.leaves(of: field.path)
      where !derivation.missing.contains(where: { $0.path == path }) {
        derivation.missing.append(
          Derivation.Missing(
            path: path, state: Self.state(field.state),
            location: locator.location(ofPath: field.path),
            supplier: supplier(of: path, evaluator.scope)))
      }
    }
  }

  private static func state(_ state: FieldReference.State) -> String {
    switch state {
    case .notKnown: "unknown"
    case .notApplicable: "not-applicable"
    case .givenInPart, .given: "partial"
    case .notGiven: "absent"
    }
  }

  /// The role that can supply a fact: the owner or steward of the system, or the data protection
  /// officer of the organisation.
  private func supplier(of path: String, _ scope: SubjectScope) -> String? {
    if path.hasPrefix("param(") { return "whoever sets the organisation's profile" }
    if let system = scope.system?.object {
      return system.text("steward") ?? system.text("owner")
    }
    for field in ["recordsPolicy", "dataProtectionOfficer"] {
      guard let value = scope.organisation?.object.value(field), value.tag == .object else {
        continue
      }
      let owner = FactObject(value)
      if let name = owner.text("owner") ?? owner.text("name") { return name }
    }
    return nil
  }

  /// The terms of a clause that is not true, each with what stood on its sides.
  private func clauses(_ node: Explanation.Node) -> [Derivation.Clause] {
    let terms = node.children.filter { child in
      guard child.elementIndex == nil, child.letName == node.letName,
        child.role == .decisive || child.role == .contributing
      else { return false }
      if case .bool = child.value { return true }
      if case .error = child.value { return true }
      return false
    }
    if NodeText.isLogic(node), !terms.isEmpty { return terms.flatMap { clauses($0) } }
    let outcome =
      switch node.value {
      case .bool(let bool): bool ? "true" : "false"
      default: "undetermined"
      }
    let substituted = text.deciding(node) ?? text.substituted(node)
    var detail = substituted == RuleText.oneLine(node.text) ? "" : substituted
    if let days = node.distanceInDays, days != 0, !text.isMasked(node) {
      detail += ", \(abs(days)) \(abs(days) == 1 ? "day" : "days") apart"
    }
    return [
      Derivation.Clause(
        text: RuleText.oneLine(node.text), outcome: outcome, detail: detail,
        isDecisive: node.role == .decisive || node.role == .contributing)
    ]
  }
}
