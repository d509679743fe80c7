import CEL
import CivilTime
import Findings
import Inventory
import Rules

/// Evaluates rules on subjects; one a worker.
final class Evaluator {
  /// What a check came to before it is written down.
  enum Outcome {
    case pass, breach, undetermined, notApplicable
    /// The rule itself failed, for a reason that no fact can mend.
    case fault
  }

  let context: EngineContext
  @exclusivity(unchecked) var machine: Machine
  var scope: SubjectScope
  /// One value for each variable of the rule's level, its item last.
  let variables: UnsafeMutablePointer<Value>
  /// Whether a hold covers the rows of the current dataset on the day of the check, by the class
  /// that they name; "" for none.
  private var heldScopes: [String: Hold.Standing] = [:]
  private var knownHoldControllers: [String]?
  private var hostReference: RuleHostReference?
  /// The host as machines are given it.
  private(set) var host: UnsafeRawPointer?
  /// Parameters and rows that conditions asked for since the list was emptied; for explanations.
  var bases: [Derivation.Basis] = []
  /// The origins of the rows among ``bases`` that organisations decided for themselves.
  var ownRows: Set<String> = []
  var recordsBases = false
  /// The rows among ``bases`` of which something is not known.
  var openRows: [ScheduleTable.Entry] = []
  /// What the host could not tell, noted like ``bases``.
  var hostGaps: [Derivation.Missing] = []
  /// The fewest missing facts that could have decided the check that was explained last.
  var fewestMissing: [FieldReference] = []
  private var answers: HostAnswers?

  static let mostVariables = 8
  /// The variable that a row is.
  static let rowVariable = 3

  init(context: EngineContext) {
    self.context = context
    machine = Machine(today: context.options.asOf)
    scope = SubjectScope(level: .system, controllers: [])
    variables = .allocate(capacity: Self.mostVariables)
    variables.initialize(repeating: .absent, count: Self.mostVariables)
    let answers = HostAnswers(evaluator: self)
    let reference = RuleHostReference(answers)
    self.answers = answers
    host = reference.pointer
    hostReference = consume reference
  }

  deinit { variables.deallocate() }

  /// Looks at a record that was not disposed of as if it were, or no more; for trying fixes.
  func disposeOnTrial(_ disposes: Bool) { answers?.disposesOnTrial = disposes }

  /// Makes a subject the current one and sets the variables of its level.
  func enter(_ scope: SubjectScope) {
    self.scope = scope
    answers?.enter(scope.system)
    heldScopes = [:]
    knownHoldControllers = nil
    variables[0] = scope.organisation?.object.value ?? context.organisation(of: scope.controllers)
    if let system = scope.system { variables[1] = system.object.value }
    if let dataset = scope.dataset { variables[2] = dataset.object.value }
  }

  /// What a rule comes to on the current subject.
  ///
  /// What it says is compiled only where the rule may be for the subject.
  func outcome(of rule: CompiledRule) -> Outcome {
    if isForOthers(rule) { return .notApplicable }
    let when = rule.when.map { Unmanaged.passUnretained($0) }
    if let when, truth(of: when) == false { return .notApplicable }
    return outcome(
      of: RuleChoice.Plan(place: 0, when: when, require: .passUnretained(rule.require)))
  }

  /// Whether the current subject holds other texts than those that the condition of a rule asks for.
  private func isForOthers(_ rule: CompiledRule) -> Bool {
    rule.leadingTexts.contains { leading in
      let object = variables[leading.variable]
      return object.tag == .object && leading.exclude(object.asFields[leading.slot])
    }
  }

  /// What a rule comes to on the current subject, of which a part may be decided.
  @inline(__always)
  func outcome(of plan: RuleChoice.Plan) -> Outcome {
    var isConditionMissing = false
    if let when = plan.when {
      let value = evaluate(when)
      if value.tag == .bool {
        if !value.asBool { return .notApplicable }
      } else {
        guard value.isMissingFact else { return .fault }
        isConditionMissing = true
      }
    }
    guard let require = plan.require else { return .pass }
    let value = evaluate(require)
    if value.tag == .bool {
      if value.asBool { return .pass }
      return isConditionMissing ? .undetermined : .breach
    }
    return value.isMissingFact ? .undetermined : .fault
  }

  @inline(__always)
  private func evaluate(_ program: Unmanaged<Program>) -> Value {
    program._withUnsafeGuaranteedRef { machine.evaluate($0, variables, host: host) }
  }

  /// Whether a condition is true or false; `nil` where it is neither.
  func truth(of condition: Unmanaged<Program>) -> Bool? {
    let value = evaluate(condition)
    return value.tag == .bool ? value.asBool : nil
  }

  /// What a rule comes to whatever more is known of the current subject; `nil` where more facts
  /// could tell, and for breaches.
  func decided(_ plan: RuleChoice.Plan) -> Outcome? {
    if let when = plan.when {
      guard let isFor = truth(of: when) else { return nil }
      if !isFor { return .notApplicable }
    }
    guard let require = plan.require else { return .pass }
    return truth(of: require) == true ? .pass : nil
  }

  /// Makes other organisations those that answer for the current subject.
  func answer(_ controllers: [String]) {
    scope.controllers = controllers
    heldScopes = [:]
    knownHoldControllers = nil
    variables[0] = context.organisation(of: controllers)
  }

  /// The organisations whose holds may bind the current subject: those that answer for it, and all
  /// others that control its system.
  var holdControllers: [String] {
    if let knownHoldControllers { return knownHoldControllers }
    var controllers = scope.controllers
    for other in scope.system?.object.texts("controllers") ?? []
    where !controllers.contains(other) {
      controllers.append(other)
    }
    knownHoldControllers = controllers
    return controllers
  }

  /// What holds may bind of an object of the current subject.
  func holdSubject(category: String?, ownHold: String?) -> HoldRegister.Subject {
    HoldRegister.Subject(
      answering: scope.controllers, controllers: holdControllers,
      places: [scope.dataset?.id, scope.system?.id].compactMap(\.self),
      category: category ?? scope.dataset?.object.text("category"), ownHold: ownHold)
  }

  /// What holds may bind of an object that names a hold and a class.
  func holdSubject(_ named: (hold: Value, category: Value)) -> HoldRegister.Subject {
    holdSubject(
      category: named.category.tag == .string ? named.category.asString : nil,
      ownHold: named.hold.tag == .string ? named.hold.asString : nil)
  }

  /// Whether a hold certainly covers a record or an age band of the current dataset today.
  func isUnderHold(_ row: Value) -> Bool {
    let subject = holdSubject(HostAnswers.named(by: row))
    return !context.holds.inForce(subject, on: DateInterval(machine.today)).isEmpty
  }

  /// Whether a hold covers the current dataset or system as a whole.
  ///
  /// - Parameter category: The class, where a record's differs from its dataset's.
  func scopeStanding(category: String?, on day: DateInterval) -> Hold.Standing {
    let isUsual = day == DateInterval(context.options.asOf)
    if isUsual, let known = heldScopes[category ?? ""] { return known }
    let standing = context.holds.standingOfScopes(
      holdSubject(category: category, ownHold: nil), on: day)
    if isUsual { heldScopes[category ?? ""] = standing }
    return standing
  }

  /// Notes a parameter or a row of the schedule that a condition asked for.
  func note(_ basis: Derivation.Basis) {
    if !bases.contains(basis) { bases.append(basis) }
  }

  /// Notes what the host could not tell a condition.
  ///
  /// - Parameter mark: Where it should be; the subject of the check by default.
  func note(
    gap path: String, _ state: String, at mark: SourceMark = .none, of organisation: String? = nil
  ) {
    guard recordsBases, !hostGaps.contains(where: { $0.path == path }) else { return }
    hostGaps.append(
      Derivation.Missing(
        path: path, state: state, location: context.location(of: mark), organisation: organisation))
  }

  /// Notes a row of the schedule.
  func note(_ row: Schedule.Row) {
    if row.maker == .organisation { ownRows.insert(row.origin) }
    note(
      Derivation.Basis(
        kind: "schedule", name: row.code, value: row.periodsInWords, origin: row.origin,
        evidence: row.evidence))
  }
}
