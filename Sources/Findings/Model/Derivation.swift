/// How a verdict came about, so that a reader can redo it by hand.
public struct Derivation: Hashable, Sendable {
  /// A fact that was read.
  public struct Fact: Hashable, Sendable {
    /// The field, such as `record.lastEvent`.
    public var path: String
    /// Its value as it is written; a mask where it may not be shown.
    public var value: String
    /// Whether the value is masked.
    public var isMasked: Bool
    /// Where it stands.
    public var location: Location?
    /// The words of the file that a mapping read it from, where they differ from the value.
    public var original: String?

    /// Records a fact.
    public init(
      path: String, value: String, isMasked: Bool = false, location: Location? = nil,
      original: String? = nil
    ) {
      self.original = original
      self.path = path
      self.value = value
      self.isMasked = isMasked
      self.location = location
    }
  }

  /// A value that was computed.
  public struct Step: Hashable, Sendable {
    /// The rule's name for it, such as `lastPermitted`.
    public var name: String
    /// The rule's formula.
    public var formula: String
    /// The formula with the facts in it, such as `2019-06-30 + P6Y`.
    public var substituted: String
    /// The result.
    public var value: String
    /// Whether values are masked.
    public var isMasked: Bool

    /// Records a step.
    public init(
      name: String, formula: String, substituted: String, value: String, isMasked: Bool = false
    ) {
      self.name = name
      self.formula = formula
      self.substituted = substituted
      self.value = value
      self.isMasked = isMasked
    }
  }

  /// A clause of the condition.
  public struct Clause: Hashable, Sendable {
    /// Its text in the rule.
    public var text: String
    /// What it came to: `true`, `false` or `undetermined`.
    public var outcome: String
    /// What stood on each side, in words.
    public var detail: String
    /// Whether it decided the verdict.
    public var isDecisive: Bool

    /// Records a clause.
    public init(text: String, outcome: String, detail: String, isDecisive: Bool) {
      self.text = text
      self.outcome = outcome
      self.detail = detail
      self.isDecisive = isDecisive
    }
  }

  /// A value that did not come from the inventory: a schedule row or a parameter of a profile.
  public struct Basis: Hashable, Sendable {
    /// `schedule` or `parameter`.
    public var kind: String
    /// The row's code or the parameter's name.
    public var name: String
    /// The value used.
    public var value: String
    /// The file or edition it is from.
    public var origin: String
    /// How well the figure is known; `nil` for an organisation's own choice.
    public var evidence: Evidence?

    /// Records a basis.
    public init(kind: String, name: String, value: String, origin: String, evidence: Evidence?) {
      self.kind = kind
      self.name = name
      self.value = value
      self.origin = origin
      self.evidence = evidence
    }
  }

  /// A fact that is missing and could have decided.
  public struct Missing: Hashable, Sendable {
    /// The field, such as `record.lastEvent`.
    public var path: String
    /// Why there is no value: `absent`, `unknown`, `not-applicable` or `partial`.
    public var state: String
    /// The object that should hold it.
    public var location: Location?
    /// The role that can supply it, where the inventory names one.
    public var supplier: String?
    /// The organisation whose fact it is, where that is not plain from the subject, such as that of a
    /// hold of one of several controllers.
    public var organisation: String?

    /// Records a missing fact.
    public init(
      path: String, state: String, location: Location? = nil, supplier: String? = nil,
      organisation: String? = nil
    ) {
      self.path = path
      self.state = state
      self.location = location
      self.supplier = supplier
      self.organisation = organisation
    }
  }

  /// A source of law, guidance or choice that claimed the subject beside others.
  public struct Source: Hashable, Sendable {
    /// What it is, in words.
    public var name: String
    /// The kind of source, which decides between kinds.
    public var step: PrecedenceStep
    /// The day until which it keeps or allows keeping; a mask where it may not be shown.
    public var until: String?
    /// Whether it prevailed.
    public var applied: Bool
    /// Why it lost; empty where it prevailed.
    public var reason: String

    /// Records a source that prevailed, or with a reason one that lost.
    public init(
      name: String, step: PrecedenceStep, until: String? = nil, applied: Bool, reason: String = ""
    ) {
      self.name = name
      self.step = step
      self.until = until
      self.applied = applied
      self.reason = reason
    }
  }

  /// The facts in the order of reading.
  public var facts: [Fact] = []
  /// The computed values in order.
  public var steps: [Step] = []
  /// The clauses of the condition.
  public var clauses: [Clause] = []
  /// What was used besides the inventory.
  public var bases: [Basis] = []
  /// What is missing; for an undetermined verdict.
  public var missing: [Missing] = []
  /// The sources that claimed the subject, where more than one did: those that prevailed, then
  /// those that lost.
  public var precedence: [Source] = []

  /// An empty derivation.
  public init() {}
}
