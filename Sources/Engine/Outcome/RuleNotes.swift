import CEL
import CivilTime
import Findings
import Rules

/// What all findings of one rule share, worked out once; one thread's.
final class RuleNotes {
  /// A condition of the rule.
  enum Condition: Int {
    case when, require
  }

  /// Where the rule comes from, as its pack says.
  private let citations: [Citation]
  /// The same with what the organisations that answer for the last subject confirmed.
  private var confirmed: (controllers: [String], citations: [Citation])?
  private let context: EngineContext
  /// Whether the days past its last permitted day would give away a day of somebody's life: those follow
  /// from that day and from what ended it, and from no other fact that its conditions read.
  private(set) lazy var hidesDaysOver =
    rule.lastPermitted.map { program in
      privacy.givesDaysAway(
        anyOf: program.fieldPathsRead
          + (rule.countedDays?.programs ?? []).flatMap(\.fieldPathsRead))
    } ?? hidesDays
  /// Whether the days on which its verdict changes would give away a day of somebody's life.
  private(set) lazy var hidesDays = privacy.givesDaysAway(
    anyOf: pathsRead + (rule.lastPermitted?.fieldPathsRead ?? []))
  /// Its conditions that depend on the day.
  let datedPrograms: [Program]
  private let rule: CompiledRule
  private let privacy: Privacy
  /// The paths that its conditions read.
  private let pathsRead: [String]
  private var leaves: [String: [String]] = [:]
  /// The fields of each condition, by the numbers of their paths.
  private var fields: [[FieldNotes?]] = [[], []]
  private var privacyOfPrograms: [ObjectIdentifier: ProgramPrivacy] = [:]

  init(_ rule: CompiledRule, context: EngineContext, privacy: Privacy) {
    self.rule = rule
    self.privacy = privacy
    self.context = context
    let pack = context.pack(of: rule.rule)
    citations = rule.rule.cites.map { cite in
      let source = pack?.source(cite.source)
      return Citation(
        title: source?.title ?? cite.source, at: cite.at, url: source?.url,
        edition: source?.edition, checked: (cite.checked ?? source?.checked)?.description,
        evidence: cite.evidence)
    }
    let conditions = [rule.when, rule.require].compactMap(\.self)
    datedPrograms = conditions.filter(\.readsToday)
    pathsRead = conditions.flatMap(\.fieldPathsRead)
  }

  /// Where the rule comes from, for the evaluator's current subject, and how well that is known to
  /// those who answer for it.
  ///
  /// Where no condition is met or can be decided, the last is listed, which a rule keeps for what
  /// holds for everybody.
  func citations(of evaluator: Evaluator) -> [Citation] {
    let citations = citations(controllers: evaluator.scope.controllers)
    guard rule.rule.citesByCondition else { return citations }
    let chosen = zip(citations, rule.citeConditions).filter { _, condition in
      guard let condition else { return true }
      return evaluator.truth(of: .passUnretained(condition)) == true
    }
    return chosen.isEmpty ? Array(citations.suffix(1)) : chosen.map(\.0)
  }

  /// Whether its conditions read a field.
  func reads(_ path: String) -> Bool { pathsRead.contains(path) }

  /// Whether the value of a path may not be shown.
  func isMasked(_ path: String) -> Bool { privacy.isMasked(path) }

  private func citations(controllers: [String]) -> [Citation] {
    if let confirmed, confirmed.controllers == controllers { return confirmed.citations }
    let evidence = RuleStrength(context: context).evidence(of: rule, controllers: controllers)
    let made = zip(citations, evidence).map { citation, evidence in
      var citation = citation
      citation.evidence = evidence
      return citation
    }
    confirmed = (controllers, made)
    return made
  }

  /// The fields that the rule reads of a missing object, or the missing field itself.
  func leaves(of path: String) -> [String] {
    if let known = leaves[path] { return known }
    let below = Set(pathsRead.filter { $0.hasPrefix(path + ".") })
    let found = below.isEmpty ? [path] : below.sorted()
    leaves[path] = found
    return found
  }

  /// What is known of a field that a condition read.
  func field(_ reference: FieldReference, of condition: Condition) -> FieldNotes {
    guard let number = reference.pathNumber else {
      return FieldNotes(path: reference.path, privacy: privacy)
    }
    let place = condition.rawValue
    while fields[place].count <= number { fields[place].append(nil) }
    if let known = fields[place][number] { return known }
    let made = FieldNotes(path: reference.path, privacy: privacy)
    fields[place][number] = made
    return made
  }

  /// What is known of a field at a place in the data that no condition names.
  func field(at path: String) -> FieldNotes { FieldNotes(path: path, privacy: privacy) }

  /// What may be shown of the value of a program of the rule.
  func privacy(of program: Program) -> ProgramPrivacy {
    let identity = ObjectIdentifier(program)
    if let known = privacyOfPrograms[identity] { return known }
    let paths = program.fieldPathsRead
    let made = ProgramPrivacy(
      isMasked: privacy.isMasked(anyOf: paths), givesDaysAway: privacy.givesDaysAway(anyOf: paths))
    privacyOfPrograms[identity] = made
    return made
  }
}

/// What may be shown of the value of a program.
struct ProgramPrivacy {
  /// Whether it reads a field that may not be shown.
  var isMasked: Bool
  /// Whether days that follow from it would give away a day of somebody's life.
  var givesDaysAway: Bool
}

/// The notes of all rules of a run, made when they are first needed; one thread's.
final class RuleNotesTable {
  private let context: EngineContext
  private let privacy: Privacy
  private var notes: [RuleNotes?]

  init(context: EngineContext, privacy: Privacy) {
    self.context = context
    self.privacy = privacy
    notes = Array(repeating: nil, count: context.rules.count)
  }

  /// The notes of a rule of the run.
  subscript(rule: CompiledRule) -> RuleNotes {
    if let known = notes[rule.number] { return known }
    let made = RuleNotes(rule, context: context, privacy: privacy)
    notes[rule.number] = made
    return made
  }
}
