/// What was checked of one class of data of one system.
public struct Coverage: Hashable, Sendable {
  /// How a class of data is covered.
  public enum Standing: String, Hashable, Sendable, CaseIterable {
    /// At least one rule of the law about the class was checked and decided, and no check of it or
    /// of its system was left open.
    case checked
    /// At least one rule found a breach.
    case breached
    /// A check of it or of its system could not be decided, or no rule of the law about it.
    case undecided
    /// Only rules of form were decided, such as that there is an owner, or of the general law; none
    /// of the law about it.
    case formOnly = "form-only"
    /// No rule speaks about it.
    case noRule = "no-rule"
    /// Its category is in no schedule.
    case unknownClass = "unknown-class"
    /// There is a class, but nothing in it to check.
    case noEvidence = "no-evidence"
  }

  /// The system's identifier.
  public var system: String
  /// The dataset's identifier; `nil` for the system itself.
  public var dataset: String?
  /// The dataset's name; `nil` where it has none.
  public var name: String?
  /// The class of records.
  public var category: String?
  /// How it is covered.
  public var standing: Standing
  /// The counts of its checks.
  public var counts: Summary.Counts

  /// Describes the coverage of a class.
  public init(
    system: String, dataset: String?, name: String? = nil, category: String?, standing: Standing,
    counts: Summary.Counts
  ) {
    self.system = system
    self.dataset = dataset
    self.name = name
    self.category = category
    self.standing = standing
    self.counts = counts
  }
}
