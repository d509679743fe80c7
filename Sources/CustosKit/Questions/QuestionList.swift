import Findings
import Inventory
public import Results
import Rules

/// The questions that the undetermined checks of a result come to.
public struct QuestionList: Sendable {
  /// The questions by owner, then system, gravity, part and fact.
  public let questions: [Question]
  /// How many undetermined checks wait for something that is no fact of an inventory, so that nobody
  /// can be asked.
  public let unasked: Int

  /// Collects the questions of a result.
  ///
  /// - Parameter rules: The rules of the run, for the codes that may be written.
  public init(_ result: CheckResult, rules: RuleSet) {
    self.init(
      result.findings.separately, library: rules.library,
      organisations: result.header.organisations)
  }

  /// - Parameter organisations: The organisations of the inventory, for their names.
  init(
    _ findings: some Sequence<Finding>, library: RuleLibrary,
    organisations: [Header.Organisation]
  ) {
    var found: [Key: Question] = [:]
    var unasked = 0
    let words = QuestionWords(library, organisations)
    for finding in findings where finding.verdict == .undetermined {
      var isAsked = false
      for var missing in finding.derivation.missing.flatMap(Self.withColumns) {
        if missing.path == "dataset.holdings" { missing.path = Self.rowsFact }
        // An element that is not known makes the list the question.
        if missing.path.hasSuffix("[]") { missing.path.removeLast(2) }
        guard let (place, route) = Self.place(of: &missing, finding) else { continue }
        isAsked = true
        let key = Key(place: place, fact: missing.path, line: Self.line(missing, route))
        Self.note(finding, in: &found[key], or: { words.question(missing, finding, place, route) })
      }
      if !isAsked { unasked += 1 }
    }
    self.unasked = unasked
    questions = Self.withOwners(Array(found.values)).sorted(by: Self.precedes)
  }

  /// A fact of records that some lack, and the question which facts the dataset's records have: where
  /// they have it, a record that lacks it has none.
  private static func withColumns(_ missing: Derivation.Missing) -> [Derivation.Missing] {
    guard missing.path.hasPrefix("record."),
      Vocabulary.record.columnFields.contains(String(missing.path.dropFirst("record.".count)))
    else { return [missing] }
    var columns = missing
    columns.path = "dataset.recordFields"
    return [missing, columns]
  }

  private struct Key: Hashable {
    var place: Question.Place
    var fact: String
    /// The line of an object that has no identifier.
    var line: Int
  }

  private static func line(_ missing: Derivation.Missing, _ route: Question.Route) -> Int {
    route == .inventory ? missing.location?.line ?? 0 : 0
  }

  private static func note(
    _ finding: Finding, in question: inout Question?, or make: () -> Question
  ) {
    if question == nil { question = make() }
    let check = Question.Check(
      rule: finding.rule, requirement: finding.title, severity: finding.severity)
    if case .extract(let lacking)? = question?.route, question?.count ?? 0 > 0 {
      question?.route = .extract(lacking: lacking + max(1, finding.count ?? 1))
    }
    question?.count += 1
    guard question?.checks.contains(check) == false else { return }
    question?.checks.append(check)
    question?.checks.sort { left, right in
      left.severity != right.severity ? left.severity > right.severity : left.rule < right.rule
    }
  }

  /// What a missing fact is about and how it can be answered; `nil` for what is no fact.
  private static func place(
    of missing: inout Derivation.Missing, _ finding: Finding
  ) -> (Question.Place, Question.Route)? {
    guard let item = ItemReference.listed(missing) else { return ownPlace(of: missing, finding) }
    guard case (var place, var route)? = ownPlace(of: missing, finding) else { return nil }
    if route == .answer, place.item.isEmpty {
      place.item = item.reference.text
    } else if route == .answer, let cell = ItemReference.cell(of: item.reference, in: place.item) {
      place.item = cell
    } else if route == .answer {
      route = .inventory
    }
    missing.path = item.path
    return (place, route)
  }

  /// What a fact is about that is in no item of a list.
  private static func ownPlace(
    of missing: Derivation.Missing, _ finding: Finding
  ) -> (Question.Place, Question.Route)? {
    var place = Question.Place()
    if missing.path.hasPrefix("param(") { return (place, .profile) }
    guard let root = missing.path.split(separator: ".").first.map(String.init) else { return nil }
    let subject = finding.subject
    place.system = subject.link(.system)?.id ?? ""
    place.dataset = subject.link(.dataset)?.id ?? ""
    let lacking = max(1, finding.count ?? 1)
    switch root {
    case "organisation":
      let owners = [subject.link(.organisation)?.id].compactMap(\.self)
      let ids = missing.organisation.map { [$0] } ?? (owners.isEmpty ? subject.controllers : owners)
      place = Question.Place(organisation: ids.count == 1 ? ids[0] : "")
      return (place, isNamed(place.organisation) ? .answer : .inventory)
    case "system":
      place.dataset = ""
      return (place, isNamed(place.system) ? .answer : .inventory)
    case "dataset":
      let isWhole = isNamed(place.system) && isNamed(place.dataset)
      return (
        place, missing.path == rowsFact ? .extract(lacking: 0) : isWhole ? .answer : .inventory
      )
    case "record", "holding": return (place, .extract(lacking: lacking))
    default:
      if root.hasPrefix("related(") { return (place, .extract(lacking: lacking)) }
      guard let item = subject.links.last(where: { $0.level == .item }), item.kind == root,
        Vocabulary.field(at: missing.path) != nil
      else { return nil }
      place.organisation = place.system.isEmpty ? subject.link(.organisation)?.id ?? "" : ""
      let reference = ItemReference(item, at: finding.locations.first)
      place.item = reference.text
      return (place, reference.isComplete ? .answer : .inventory)
    }
  }

  /// Whether an identifier is one that the inventory gives, and not a place such as `#3`.
  private static func isNamed(_ id: String) -> Bool { !id.isEmpty && !id.hasPrefix("#") }

  /// The fact that a dataset's rows are asked for by: its records, or counts of them.
  static let rowsFact = "dataset.records"

  /// Questions that name nobody go to whoever answers the others about the system.
  private static func withOwners(_ questions: [Question]) -> [Question] {
    var owners: [String: String] = [:]
    for question in questions where !question.place.system.isEmpty {
      guard let owner = question.owner else { continue }
      owners[question.place.system] = min(owner, owners[question.place.system] ?? owner)
    }
    return questions.map { question in
      var question = question
      question.owner = question.owner ?? owners[question.place.system]
      return question
    }
  }

  private static func precedes(_ left: Question, _ right: Question) -> Bool {
    if left.owner != right.owner { return (left.owner ?? "\u{FFFF}") < (right.owner ?? "\u{FFFF}") }
    if left.systemName != right.systemName { return left.systemName < right.systemName }
    if left.severity != right.severity { return left.severity > right.severity }
    if left.partName != right.partName { return left.partName < right.partName }
    if left.fact != right.fact { return left.fact < right.fact }
    return left.id < right.id
  }
}
