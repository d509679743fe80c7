/// What of an inventory and of the rules counts are grouped by.
public struct Outline: Hashable, Sendable {
  /// A rule that was used.
  public struct Rule: Hashable, Sendable {
    /// Its identifier.
    public var id: String
    /// Its severity before any profile.
    public var severity: Severity
    /// The severities that the profile gives it, for all or for an organisation, sorted.
    public var chosenSeverities: [Severity]
    /// The name of its pack.
    public var pack: String
    /// Whether it is about form, and not of the law about any class of data.
    public var isOfForm: Bool

    /// Names a rule.
    public init(
      id: String, severity: Severity, pack: String, isOfForm: Bool = false,
      chosenSeverities: [Severity] = []
    ) {
      self.id = id
      self.chosenSeverities = chosenSeverities
      self.severity = severity
      self.pack = pack
      self.isOfForm = isOfForm
    }
  }

  /// An organisation.
  public struct Organisation: Hashable, Sendable {
    /// Its identifier.
    public var id: String
    /// What its counts are kept by.
    public var path: String

    /// Names an organisation.
    public init(id: String, path: String) {
      self.id = id
      self.path = path
    }
  }

  /// A system with its datasets.
  public struct System: Hashable, Sendable {
    /// Its identifier.
    public var id: String
    /// Its name.
    public var name: String
    /// What its counts are kept by.
    public var path: String
    /// Its datasets, in the order of the inputs.
    public var datasets: [Dataset]

    /// Names a system.
    public init(id: String, name: String, path: String, datasets: [Dataset]) {
      self.id = id
      self.name = name
      self.path = path
      self.datasets = datasets
    }
  }

  /// A dataset.
  public struct Dataset: Hashable, Sendable {
    /// Its identifier.
    public var id: String
    /// Its name; `nil` where it has none.
    public var name: String?
    /// What its counts are kept by.
    public var path: String
    /// Its class of records.
    public var category: String?
    /// Whether the class is in the schedule.
    public var isKnownClass: Bool
    /// Whether records are disposed of without a person; `nil` where nothing says so.
    public var hasDisposalJob: Bool?
    /// The packs with the law of its own class; none where that has none but the general law.
    public var ownPacks: [String]
    /// How many records it says there are.
    public var stated: Int?
    /// How many records its disposals account for.
    public var certified: Int
    /// Its disposals by day.
    public var disposals: [Extent.Disposal]

    /// Names a dataset.
    public init(
      id: String, name: String? = nil, path: String, category: String?, isKnownClass: Bool,
      ownPacks: [String] = [],
      stated: Int? = nil, certified: Int = 0, disposals: [Extent.Disposal] = [],
      hasDisposalJob: Bool?
    ) {
      self.ownPacks = ownPacks
      self.stated = stated
      self.certified = certified
      self.disposals = disposals
      self.id = id
      self.name = name
      self.path = path
      self.category = category
      self.isKnownClass = isKnownClass
      self.hasDisposalJob = hasDisposalJob
    }
  }

  /// The rules by their numbers.
  public var rules: [Rule]
  /// The names and titles of all packs, in order of name.
  public var packs: [Summary.Row]
  /// The organisations, in the order of the inputs.
  public var organisations: [Organisation]
  /// The systems, in the order of the inputs.
  public var systems: [System]

  /// Describes an inventory and the rules it is checked against.
  public init(
    rules: [Rule], packs: [Summary.Row], organisations: [Organisation], systems: [System]
  ) {
    self.rules = rules
    self.packs = packs
    self.organisations = organisations
    self.systems = systems
  }
}
