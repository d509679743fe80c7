/// The counts of a run.
public struct Summary: Hashable, Sendable {
  /// Counts of one part: a severity, a pack or a system.
  public struct Row: Hashable, Sendable {
    /// What the counts are of.
    public var key: String
    /// Its name, where it has one.
    public var name: String?
    /// The counts per verdict.
    public var counts: Counts

    /// Counts a part.
    public init(key: String, name: String? = nil, counts: Counts = Counts()) {
      self.key = key
      self.name = name
      self.counts = counts
    }
  }

  /// Counts per verdict.
  public struct Counts: Hashable, Sendable {
    public var pass = 0
    public var breach = 0
    public var undetermined = 0
    public var notApplicable = 0
    public var waived = 0
    /// Breaches, contained in `breach`, that are provisional.
    public var provisional = 0

    /// No counts.
    public init() {}

    /// All checks.
    public var total: Int { pass + breach + undetermined + notApplicable + waived }

    /// Counts a verdict a number of times.
    public mutating func add(_ verdict: Verdict, times: Int = 1) {
      switch verdict {
      case .pass: pass += times
      case .breach: breach += times
      case .undetermined: undetermined += times
      case .notApplicable: notApplicable += times
      case .waived: waived += times
      }
    }
  }

  /// All checks.
  public var total = Counts()
  /// By severity, worst first; every severity has a row.
  public var bySeverity: [Row] = []
  /// By pack, in order of name.
  public var byPack: [Row] = []
  /// By system, in order of identifier.
  public var bySystem: [Row] = []
  /// How many organisations, systems, datasets, holdings and records there are.
  public var organisations = 0
  public var systems = 0
  public var datasets = 0
  public var holdings = 0
  public var records = 0
  /// How many rules were used.
  public var rules = 0
  /// How many open findings an earlier result knew and are not listed; `nil` where all are listed.
  public var older: Int?
  /// How many errors the inputs have.
  public var errors = 0
  /// The exit code.
  public var exitCode = 0
  /// What the exit code means, in one sentence.
  public var verdict = ""

  /// An empty summary.
  public init() {}
}
