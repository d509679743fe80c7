import CEL
import CivilTime
import Findings
import Inventory
import Rules

/// Writes down how a verdict came about, from what the language explains of the rule's conditions.
struct DerivationBuilder {
  let context: EngineContext
  private let suppliers = Suppliers()

  init(context: EngineContext) { self.context = context }

  /// A condition with what is known of it.
  private struct Explained {
    let explanation: Explanation
    /// The notes of its fields, by their numbers.
    let fields: [FieldNotes]
    let text: NodeText

    init(_ explanation: Explanation, _ condition: RuleNotes.Condition, _ notes: RuleNotes) {
      self.explanation = explanation
      fields = explanation.fields.map { notes.field($0, of: condition) }
      text = NodeText(masked: fields.map(\.isMasked))
    }
  }

  /// The derivation of a verdict on the evaluator's current subject.
  func derivation(
    of rule: CompiledRule, _ notes: RuleNotes, _ verdict: Verdict, _ evaluator: Evaluator
  ) -> Derivation {
    evaluator.bases = []
    evaluator.openRows = []
    evaluator.ownRows = []
    evaluator.hostGaps = []
    evaluator.recordsBases = true
    defer { evaluator.recordsBases = false }
    let locator = FactLocator(context: context, evaluator: evaluator)
    let when = rule.when.map { Explained(explain($0, evaluator), .when, notes) }
    let require = Explained(explain(rule.require, evaluator), .require, notes)
    var derivation = Derivation()
    let wanted = Self.wantedElements(when, require)
    if let when {
      addFacts(of: when, wanted, to: &derivation, locator)
      for node in when.explanation.lets { add(step: node, when.text, to: &derivation) }
    }
    addFacts(of: require, wanted, to: &derivation, locator)
    Self.dropBounds(from: &derivation)
    for node in require.explanation.lets { add(step: node, require.text, to: &derivation) }
    if verdict == .undetermined {
      let missing = [when, require].lazy.compactMap { $0?.explanation.missing }
      evaluator.fewestMissing = missing.first { !$0.isEmpty }?[0] ?? []
      addHostGaps(of: evaluator, to: &derivation, locator)
      if let when { addMissing(of: when, notes, to: &derivation, locator) }
      addMissing(of: require, notes, to: &derivation, locator)
      addOpenRows(of: evaluator, to: &derivation, locator)
    }
    if verdict != .pass {
      for node in require.explanation.failing { add(clause: node, require.text, to: &derivation) }
    }
    derivation.bases = evaluator.bases
    return derivation
  }

  private func explain(_ program: Program, _ evaluator: Evaluator) -> Explanation {
    evaluator.machine.explain(program, evaluator.variables, host: evaluator.host)
  }
}

// MARK: Facts

extension DerivationBuilder {
  /// The paths into elements of lists that the deciding parts of clauses read.
  private static func wantedElements(_ when: Explained?, _ require: Explained) -> Set<String> {
    var paths: Set<String> = []
    for explained in [when, require] {
      guard let explained, explained.fields.contains(where: \.isOfElement) else { continue }
      for node in explained.explanation.failing { addDecidingPaths(of: node, to: &paths) }
    }
    return paths
  }

  private static func addDecidingPaths(of node: Explanation.Node, to paths: inout Set<String>) {
    guard node.role == .decisive || node.role == .contributing else { return }
    if let path = node.reference?.path { paths.insert(path) }
    for child in node.children { addDecidingPaths(of: child, to: &paths) }
  }

  /// Adds facts, but of the items of lists only those that decided.
  private func addFacts(
    of explained: Explained, _ wanted: Set<String>, to derivation: inout Derivation,
    _ locator: FactLocator
  ) {
    let earlier = derivation.facts.count
    for fact in explained.explanation.factsRead
    where fact.state == .given || fact.state == .givenInPart {
      let field = explained.fields[fact.number]
      guard !derivation.facts[..<earlier].contains(where: { $0.path == field.path }),
        Self.isPlain(fact.value), !field.isOfElement || wanted.contains(field.path)
      else { continue }
      let value = ValueText.of(fact.value)
      let original = field.isMasked ? nil : locator.original(of: field)
      derivation.facts.append(
        Derivation.Fact(
          path: field.path, value: field.isMasked ? Privacy.mask : value,
          isMasked: field.isMasked, location: locator.location(of: field),
          original: original == value ? nil : original))
    }
  }

  /// Leaves out what is certain of a fact of linked people where the fact itself is there.
  private static func dropBounds(from derivation: inout Derivation) {
    let paths = Set(derivation.facts.map(\.path))
    derivation.facts.removeAll { fact in
      guard fact.path.hasPrefix("related("), let dot = fact.path.lastIndex(of: "."),
        let exact = RuleTypes.boundsOfRelated[String(fact.path[dot...].dropFirst())]
      else { return false }
      return paths.contains(fact.path[...dot] + exact)
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

  private func addMissing(
    of explained: Explained, _ notes: RuleNotes, to derivation: inout Derivation,
    _ locator: FactLocator
  ) {
    if case .bool(true) = explained.explanation.outcome { return }
    for field in explained.explanation.missingFields {
      let place = locator.path(of: field)
      let fact = place.map { notes.field(at: $0) } ?? explained.fields[field.number]
      for path in place.map({ [$0] }) ?? notes.leaves(of: field.path)
      where !derivation.missing.contains(where: { $0.path == path }) {
        derivation.missing.append(
          Derivation.Missing(
            path: path, state: state(of: field, fact, locator),
            location: locator.location(of: fact),
            supplier: suppliers.supplier(of: path, locator.scope)))
      }
    }
  }

  /// Adds the facts of an organisation's own rows that `schedule(…)` gave a condition as unknown, by
  /// their places in its schedule.
  private func addOpenRows(
    of evaluator: Evaluator, to derivation: inout Derivation, _ locator: FactLocator
  ) {
    let isShared = evaluator.scope.controllers.count != 1
    for entry in evaluator.openRows {
      guard let place = entry.place else { continue }
      for missing in derivation.missing where missing.state == "unknown" {
        let steps = missing.path.split(separator: ".")
        guard let last = steps.last, Vocabulary.field(at: missing.path) == nil || steps[0] == "row",
          entry.unknown.contains(last == "actions" ? "action" : String(last))
        else { continue }
        let path = place.path(of: last == "actions" ? "action" : String(last))
        guard !derivation.missing.contains(where: { $0.path == path }) else { continue }
        derivation.missing.append(
          Derivation.Missing(
            path: path, state: "absent", location: context.location(of: place.mark),
            supplier: suppliers.supplier(of: path, locator.scope),
            organisation: isShared ? place.organisation : nil))
      }
    }
  }

  /// Adds what the host could not tell the conditions.
  private func addHostGaps(
    of evaluator: Evaluator, to derivation: inout Derivation, _ locator: FactLocator
  ) {
    derivation.missing = evaluator.hostGaps.map { gap in
      var gap = gap
      gap.location =
        gap.location ?? context.location(of: locator.scope.object?.mark ?? .none)
      gap.supplier = suppliers.supplier(of: gap.path, locator.scope)
      return gap
    }
  }

  /// What is the matter with a fact; a list that is not given, and a word that is not recognised, are
  /// unknown in conditions, and something else to people.
  private func state(
    of field: FieldReference, _ notes: FieldNotes, _ locator: FactLocator
  ) -> String {
    guard field.state == .notKnown else { return Self.state(field.state) }
    return locator.isLeftOut(notes)
      ? "absent" : locator.isUnrecognised(notes) ? "unrecognised" : "unknown"
  }

  private static func state(_ state: FieldReference.State) -> String {
    switch state {
    case .notKnown: "unknown"
    case .notApplicable: "not-applicable"
    case .givenInPart: "partial"
    case .given: "unsettled"
    case .notGiven: "absent"
    }
  }
}

// MARK: Steps and clauses

extension DerivationBuilder {
  /// Adds a named value, and before it the last permitted days that it was made of.
  private func add(
    step node: Explanation.Node, _ text: NodeText, to derivation: inout Derivation
  ) {
    guard let name = node.letName, !derivation.steps.contains(where: { $0.name == name }),
      Self.isTelling(node.value)
    else { return }
    for child in node.children {
      addLastDays(of: child, madeFor: name, text, to: &derivation)
    }
    derivation.steps.append(text.step(name, node))
  }

  /// Adds the last days of periods behind a named value, but not those of the values that it names.
  private func addLastDays(
    of node: Explanation.Node, madeFor name: String, _ text: NodeText,
    to derivation: inout Derivation
  ) {
    guard node.role != .irrelevant, node.letName == name else { return }
    if case .date = node.value, node.part.addsPeriod {
      let day = text.step("last day", node)
      let isKnown = derivation.steps.contains {
        $0.value == day.value && $0.substituted == day.substituted
      }
      if !isKnown { derivation.steps.append(day) }
      return
    }
    for child in node.children { addLastDays(of: child, madeFor: name, text, to: &derivation) }
  }

  /// Whether a value tells a reader something: a list of objects or an empty one does not.
  private static func isTelling(_ datum: Datum) -> Bool {
    switch datum {
    case .list(let elements): !elements.isEmpty && elements.allSatisfy(isTelling)
    case .object, .error, .map: false
    default: true
    }
  }

  /// Adds the terms of a clause that is not true, each with what stood on its sides.
  private func add(
    clause node: Explanation.Node, _ text: NodeText, to derivation: inout Derivation
  ) {
    if NodeText.isLogic(node) {
      let terms = node.children.filter { Self.isTerm($0, of: node) }
      guard terms.isEmpty else {
        for term in terms { add(clause: term, text, to: &derivation) }
        return
      }
    }
    let outcome =
      switch node.value {
      case .bool(let bool): bool ? "true" : "false"
      default: "undetermined"
      }
    derivation.clauses.append(
      Derivation.Clause(
        text: node.part.line, outcome: outcome, detail: text.detail(node),
        isDecisive: node.role == .decisive || node.role == .contributing))
  }

  private static func isTerm(_ child: Explanation.Node, of node: Explanation.Node) -> Bool {
    guard child.elementIndex == nil, child.role == .decisive || child.role == .contributing,
      child.letName == node.letName
    else { return false }
    return switch child.value {
    case .bool, .error: true
    default: false
    }
  }
}
