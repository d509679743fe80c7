import Diagnostics
public import Findings

/// Findings that are counted and not made.
///
/// It comes to what counting the findings of a ``Partial`` would, those that rows share among them.
public struct FindingTally: Sendable {
  /// What findings of one system are counted by.
  struct Sort: Hashable, Sendable {
    /// The rule's number among the rules of the run.
    var rule: Int32
    var severity: Severity
    var verdict: Verdict
    var isProvisional: Bool

    /// Feeds what tells most of them apart: of the same rule few others differ, and the texts of a
    /// severity and a verdict cost more than to compare those few.
    func hash(into hasher: inout Hasher) { hasher.combine(rule) }
  }

  /// What findings are counted by.
  public struct Kind: Hashable, Sendable {
    /// What the finding is listed under; see ``Subject/systemKey``.
    var system: String
    var sort: Sort

    /// Whether it is a breach whose figure nobody confirmed.
    public var isProvisional: Bool { sort.isProvisional }
    /// The rule's number among the rules of the run.
    public var rule: Int { Int(sort.rule) }
    /// What the check came to.
    public var verdict: Verdict { sort.verdict }

    /// Names a kind of finding.
    ///
    /// - Parameters:
    ///   - rule: The rule's number among the rules of the run.
    ///   - system: What the finding is listed under.
    ///   - severity: Its severity.
    ///   - verdict: What the check came to.
    ///   - isProvisional: Whether it is a breach whose figure nobody confirmed.
    public init(
      rule: Int, system: String, severity: Severity, verdict: Verdict, isProvisional: Bool
    ) {
      self.system = system
      sort = Sort(
        rule: Int32(rule), severity: severity, verdict: verdict, isProvisional: isProvisional)
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

    /// Feeds what tells most findings apart.
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

  private var own: [String: [Sort: Int]] = [:]
  private var shared: [SharedPlace: [Identity: Shared]] = [:]

  /// Nothing so far.
  public init() {}

  /// Counts a finding on a subject of its own.
  public mutating func add(_ kind: Kind) {
    own[kind.system, default: [:]][kind.sort, default: 0] += 1
  }

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
    for (system, counts) in next.own {
      own[system, default: [:]].merge(counts, uniquingKeysWith: +)
    }
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
  public func counts(_ rules: [Outline.Rule]) -> [SystemCounts] {
    var all = own
    for finding in shared.values.flatMap(\.values) {
      let kind = finding.kind
      all[kind.system, default: [:]][kind.sort, default: 0] += finding.checks
    }
    return SystemCounts.gathered(all.lazy.map { ($0.key, $0.value) }) { counts in
      counts.map { sort, count in
        FindingCount(
          rule: rules[Int(sort.rule)].id, severity: sort.severity, verdict: sort.verdict,
          isProvisional: sort.isProvisional, count: count)
      }.sorted(by: FindingCount.precedes)
    }
  }
}
