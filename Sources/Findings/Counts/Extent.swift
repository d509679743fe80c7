public import CivilTime

/// Where which rules applied and how much data were there.
///
/// A result lists what is in breach and what could not be decided. What it does not list is met, or
/// was not checked; only the extent tells which. A later result that has less of it has lost checks
/// or records, which must not pass for breaches that were cured.
public struct Extent: Hashable, Sendable {
  /// An organisation, a system or a dataset.
  public struct Place: Hashable, Sendable {
    /// Its path, as ``Subject/path`` has it.
    public var path: String
    /// How many checks of it and its items each rule made, by the rule's number; those that did not
    /// apply are left out.
    public var applied: RuleCounts
    /// How many checks of its records and holdings each rule made.
    public var appliedToRows: RuleCounts
    /// How many records there are; of datasets only.
    public var population: Population?

    /// Describes a place.
    public init(
      path: String, applied: RuleCounts = [:], appliedToRows: RuleCounts = [:],
      population: Population? = nil
    ) {
      self.path = path
      self.applied = applied
      self.appliedToRows = appliedToRows
      self.population = population
    }
  }

  /// How many records were disposed of on a day, or on a day of a month or year.
  public struct Disposal: Hashable, Sendable {
    /// The first and the last day that it can have been.
    public var first: CivilDate
    public var last: CivilDate
    /// How many records.
    public var count: Int

    /// Records a disposal.
    public init(first: CivilDate, last: CivilDate, count: Int) {
      self.first = first
      self.last = last
      self.count = count
    }
  }

  /// How many records a dataset has, as far as the inventory says.
  public struct Population: Hashable, Sendable {
    /// How many it says there are; `nil` where it does not.
    public var stated: Int?
    /// How many age bands there are.
    public var bands = 0
    /// How many records are in them.
    public var inBands = 0
    /// How many records are listed that are not disposed of.
    public var records = 0
    /// How many records are listed as disposed of.
    public var disposed = 0
    /// How many records the disposals that are recorded account for.
    public var certified = 0
    /// These disposals by the day on which they were carried out, as far as that is known.
    public var disposals: [Disposal] = []
    /// Which records are listed; `nil` where the run had no key under which to tell.
    public var marks: RecordMarks?

    /// No records.
    public init() {}

    /// How many rows there are: age bands and records, those disposed of among them.
    public var rows: Int { bands + records + disposed }
    /// How many records the rows say there are.
    public var listed: Int { inBands + records }
  }

  /// The identifiers of the rules that were used, by their numbers.
  public var rules: [String]
  /// The places in the order of the inputs, organisations first.
  public var places: [Place]

  /// Describes what was checked.
  public init(rules: [String], places: [Place]) {
    self.rules = rules
    self.places = places
  }
}

extension Subject {
  /// The path of the organisation, system or dataset that it is or belongs to.
  public var placePath: String {
    var place = self
    place.links = Array(
      links.prefix { $0.level == .organisation || $0.level == .system || $0.level == .dataset })
    return place.path
  }
}
