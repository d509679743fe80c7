public import CivilTime
public import Findings
public import YAMLTree

/// A rule of a pack: what must hold for which subjects, from which law, with examples.
public struct Rule: Sendable {
  /// What a rule is about.
  public enum Level: String, Hashable, Sendable, CaseIterable {
    case organisation, system, dataset, holding, record

    /// Whether it is about records: each of them, or those of one age band.
    public var isRow: Bool { self == .record || self == .holding }
  }

  /// How breaches are reported.
  public enum Report: String, Hashable, Sendable, CaseIterable {
    /// Each on its own.
    case each
    /// All records of a dataset in one finding of the dataset, with their number.
    case perDataset = "per-dataset"
  }

  /// Whether a breach may be cleared by disposing of the subject.
  public enum Disposal: String, Hashable, Sendable, CaseIterable {
    /// No fix disposes of anything; the remedy says what to do.
    case never
    /// Once what the remedy names has been checked.
    case afterChecks = "after-checks"
  }

  /// What the absence of a rule's list, or of a fact of its subject, means.
  public enum Absence: String, Hashable, Sendable, CaseIterable {
    /// There is none.
    case none
  }

  /// A place in a source that the rule rests on.
  public struct Cite: Hashable, Sendable {
    /// The source's key in the pack.
    public var source: String
    /// The section, article or table.
    public var at: String
    /// How well it is known that the source says so.
    public var evidence: Evidence
    /// The figure that it gives, where the conditions do not show it.
    public var figure: String?
    /// When it was last compared.
    public var checked: CivilDate?
    /// What was read, in our own words.
    public var note: String?
    /// For which subjects it is cited; for all where it is `nil`.
    public var condition: Expression?
    /// Where it stands in the rule file.
    public var line: Int
  }

  /// What a provision asks for or excepts, and what of the rule answers it.
  public struct Limb: Hashable, Sendable {
    /// The subsection, paragraph or sentence.
    public var at: String
    /// What it says, in our own words.
    public var says: String
    /// The parts of the rule that answer it: `when`, `require`, `effective`, named values, facts
    /// that the conditions read, or the identifiers of other rules that do.
    public var clauses: [String]
    /// Why no part of the rule answers it.
    public var unanswered: String?
    /// Whether the pack says it for all its rules.
    public var isShared = false
    /// Where it is in its file.
    public var line: Int
  }

  /// A named value that conditions and texts of the rule share.
  public struct Let: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its expression.
    public var expression: Expression
  }

  /// The identifier, `pack/kebab-case`; never changes.
  public var id: String
  /// Its codes in the catalogue, such as `REC-04`.
  public var catalogue: [String] = []
  /// What it is about.
  public var level = Level.system
  /// The list whose items it runs over, as a path in the level's object: `requests`,
  /// `schedule.rows`.
  public var each: String?
  /// How breaches are reported.
  public var report = Report.each
  /// Whether a fix may be to dispose of the record or of records of the band.
  public var disposal = Disposal.never
  /// Whether an absent list has no items for this rule; otherwise it is not known which it has.
  public var takesAbsentForNone = false
  /// How much harm a breach can do.
  public var severity = Severity.medium
  /// The binding force behind it.
  public var authority = Authority.goodPractice
  /// The first day on which the rule holds.
  public var effectiveFrom: CivilDate?
  /// The last day on which the rule holds.
  public var effectiveUntil: CivilDate?
  /// The file.
  public var path: String
  /// What else it says, read when it is first asked for: a check asks few rules for it.
  var body: Later<Kept<RuleBody>>
}

/// What a rule says beside its head: its conditions and texts, with those that it shares with its pack.
struct RuleBody: Sendable {
  var title = ""
  var why = ""
  var cites: [Rule.Cite] = []
  var when: Expression?
  var lets: [Rule.Let] = []
  var require: Expression
  var cause: Expression
  var remedy: Expression
  var ownLimbs: [Rule.Limb] = []
  var packLimbs: [Rule.Limb] = []
  var precedence: [CompetingSource] = []
  /// The names of sources of the pack, with the places where they are named.
  var sharedSources: [Expression] = []
  /// The names of citations of the pack, with the places where they are named.
  var sharedCites: [Expression] = []
  var given: Node?
  var examples: [RuleExample] = []
}

extension Rule {
  /// What is right.
  public var title: String { body.value.value.title }
  /// What goes wrong otherwise, for a reader who is no programmer.
  public var why: String { body.value.value.why }
  /// The places it rests on.
  public var cites: [Cite] { body.value.value.cites }
  /// For which subjects; all where it is `nil`.
  public var when: Expression? { body.value.value.when }
  /// Named values in order, those of the pack first.
  public var lets: [Let] { body.value.value.lets }
  /// What must hold.
  public var require: Expression { body.value.value.require }
  /// The cause of a breach, with expressions in braces.
  public var cause: Expression { body.value.value.cause }
  /// What to do, with expressions in braces.
  public var remedy: Expression { body.value.value.remedy }
  /// What the provision says limb by limb, in the rule's own file.
  public var ownLimbs: [Limb] { body.value.value.ownLimbs }
  /// What the pack says limb by limb of the provisions of all its rules.
  public var packLimbs: [Limb] { body.value.value.packLimbs }
  /// The sources that may claim the same subjects, those of the pack that it names first.
  public var precedence: [CompetingSource] { body.value.value.precedence }
  /// Facts around every example.
  public var given: Node? { body.value.value.given }
  /// The examples.
  public var examples: [RuleExample] { body.value.value.examples }
}

extension Rule {
  /// The pack of the rule.
  public var pack: String { RuleFile.folder(of: id) }

  /// Whether the rule holds on a day.
  public func isEffective(on day: CivilDate) -> Bool {
    if let effectiveFrom, day < effectiveFrom { return false }
    if let effectiveUntil, day > effectiveUntil { return false }
    return true
  }

  /// Whether the rule is about facts that cannot be true or name nothing, and so sees them; all others
  /// count them as unknown.
  public var isAboutFacts: Bool { catalogue.contains { Self.codesAboutFacts.contains($0) } }

  /// The codes of the checks that the dates of records, births and age bands are possible, that a
  /// class of records is in a schedule, and that the entry which a system names is in the record of
  /// processing.
  private static let codesAboutFacts: Set<String> = [
    "REC-36", "DS-24", "HLD-03", "DS-01", "SYS-02",
  ]

  /// The weakest evidence among the places that it cites; `nil` where it cites none.
  public var evidence: Evidence? { cites.map(\.evidence).weakest }

  /// Whether findings are provisional until somebody confirms a figure, whatever rows they use.
  ///
  /// Where it has citations for some subjects only, a finding tells which of them counted.
  public var isProvisional: Bool { evidence?.counts == false }

  /// Whether some of its citations are for some subjects only.
  public var citesByCondition: Bool { cites.contains { $0.condition != nil } }
}

extension Rule {
  /// Whether a pattern names it, by its identifier or by a code of the catalogue such as `REC-04`.
  public func isNamed(by pattern: String) -> Bool {
    RuleFilter(select: [pattern]).uses(id, catalogue)
  }
}
