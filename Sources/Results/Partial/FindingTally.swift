import Diagnostics
public import Findings

/// Findings that are counted and not made.
///
/// It comes to what counting the findings of a ``Partial`` would, those that rows share among them.
public struct FindingTally: Sendable {
  /// What findings are counted by.
  public struct Kind: Hashable, Sendable {
    /// The rule's number among the rules of the run.
    public var rule: Int
    /// What the finding is listed under; see ``Subject/systemKey``.
    public var system: String
    /// Its severity.
    public var severity: Severity
    /// What the check came to.
    public var verdict: Verdict
    /// Whether it is a breach whose figure nobody confirmed.
    public var isProvisional: Bool

    /// Names a kind of finding.
    public init(
      rule: Int, system: String, severity: Severity, verdict: Verdict, isProvisional: Bool
    ) {
      self.rule = rule
      self.system = system
      self.severity = severity
      self.verdict = verdict
      self.isProvisional = isProvisional
    }

    /// Feeds what tells most kinds apart: of the same rule and system few others differ, and the texts
    /// of a severity and a verdict cost more than to compare those few.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(rule)
      hasher.combine(system)
    }
  }

  /// What makes one finding of the checks of several rows.
  public struct Identity: Hashable, Sendable {
    /// The rule's number among the rules of the run.
    public var rule: Int
    /// What the checks came to.
    public var verdict: Verdict
    /// The path of the subject as it is.
    public var subject: String

    /// Names a finding.
    public init(rule: Int, verdict: Verdict, subject: String) {
      self.rule = rule
      self.verdict = verdict
      self.subject = subject
    }

    /// Feeds what tells most findings apart; see ``Kind/hash(into:)``.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(rule)
      hasher.combine(subject)
    }
  }

  /// A finding that rows of a dataset share.
  private struct Shared {
    var kind: Kind
    /// The ordinal of the row that it is about.
    var row: Int
    /// Whether the first row that comes stays, and not the one that stands first.
    var keepsFirst: Bool
    /// How many checks it stands for.
    var checks: Int
  }

  private var own: [Kind: Int] = [:]
  private var shared: [SharedPlace: [Identity: Shared]] = [:]

  /// Nothing so far.
  public init() {}

  /// Counts a finding on a subject of its own.
  public mutating func add(_ kind: Kind) { own[kind, default: 0] += 1 }

  /// Counts a check of which rows of a dataset share the finding.
  ///
  /// - Parameters:
  ///   - row: The ordinal of the row among those of the place.
  ///   - keepsFirst: Whether it stays what it was for the row that came first, as of age bands,
  ///     which come in order; what is said once of a dataset is said for its first row.
  public mutating func share(
    _ kind: Kind, as identity: Identity, at place: SharedPlace, row: Int, keepsFirst: Bool,
    checks: Int = 1
  ) {
    let known = shared[place]?[identity]
    if let known, known.keepsFirst || known.row <= row {
      return count(checks: checks, for: identity, at: place)
    }
    shared[place, default: [:]][identity] = Shared(
      kind: kind, row: row, keepsFirst: keepsFirst, checks: checks + (known?.checks ?? 0))
  }

  /// Counts more checks for which a finding stands that rows of a dataset share.
  public mutating func count(checks: Int, for identity: Identity, at place: SharedPlace) {
    shared[place]?[identity]?.checks += checks
  }

  /// Takes over what was counted in the rows that come next.
  public mutating func append(_ next: FindingTally) {
    for (kind, count) in next.own { own[kind, default: 0] += count }
    for (place, others) in next.shared {
      for (identity, other) in others {
        share(
          other.kind, as: identity, at: place, row: other.row, keepsFirst: other.keepsFirst,
          checks: other.checks)
      }
    }
  }

  /// The counts in order.
  ///
  /// - Parameter rules: The rules of the run by their numbers.
  public func counts(_ rules: [Outline.Rule]) -> [FindingCount] {
    var all = own
    for finding in shared.values.flatMap(\.values) {
      all[finding.kind, default: 0] += finding.checks
    }
    let kinds = Array(all)
    // There are thousands, of few rules and systems, so that numbers are compared and not texts.
    let ruleRanks = Self.ranks(rules.map(\.id))
    let ranksOfRules = rules.map { ruleRanks[$0.id] ?? 0 }
    let systemRanks = Self.ranks(Array(Set(kinds.lazy.map(\.key.system))))
    let places = kinds.map { entry in
      (rule: ranksOfRules[entry.key.rule], system: systemRanks[entry.key.system] ?? 0)
    }
    let counts = kinds.map { kind, count in
      FindingCount(
        rule: rules[kind.rule].id, system: kind.system, severity: kind.severity,
        verdict: kind.verdict, isProvisional: kind.isProvisional, count: count)
    }
    return kinds.indices.sorted { left, right in
      if places[left] != places[right] { return places[left] < places[right] }
      return FindingCount.precedes(counts[left], counts[right])
    }.map { counts[$0] }
  }

  /// The places of texts in the order of ``FindingCount/precedes(_:_:)``.
  private static func ranks(_ texts: [String]) -> [String: Int] {
    let ordered = texts.sorted { $0.precedes($1) }
    return Dictionary(zip(ordered, 0...), uniquingKeysWith: { first, _ in first })
  }
}
