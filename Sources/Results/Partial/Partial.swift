public import Diagnostics
public import Findings

/// What the check of a part of an inventory came to, before the parts are put together.
///
/// It holds all that crosses records and nothing else. It does not show where one part ends and the
/// next begins, not even within the rows of one dataset. Parts may be appended in any order, but
/// for those with holdings of the same dataset, which come in the order of the inputs.
public struct Partial: Sendable {
  /// The findings on subjects of their own.
  public var findings: FindingStore
  /// The findings that several rows of a dataset share, by what makes them one.
  public private(set) var shared: [SharedPlace: [String: Finding]] = [:]
  /// The rows that these are about, by their ordinals.
  private var rows: [SharedPlace: [String: Int]] = [:]
  /// The findings of datasets that stand for rows, by dataset and by what makes them one.
  public private(set) var ofDatasets: [SharedPlace: [DatasetFindingKey: DatasetFinding]] = [:]
  /// The findings where they are counted and not made; `nil` where they are made.
  public var tally: FindingTally?
  /// Rules that failed by themselves, and notices of what was odd.
  public var faults: [Diagnostic] = []
  /// The counts of each rule, by its number among the rules of the run.
  public var byRule: [Summary.Counts]
  /// The counts by path of organisation, system or dataset.
  public var byPath: [String: Summary.Counts] = [:]
  /// What was checked where, by path of organisation, system or dataset.
  public var byPlace: [String: PlaceTally] = [:]
  /// The places of records that patterns of subjects name, with the numbers of the patterns. It
  /// stays within a run: what a report masks, the patterns could give away.
  public var named: [Location: Set<Int>] = [:]
  /// Breaches of a forecast whose days would give away a day of somebody's life.
  public var hiddenForecasts = 0
  /// What is said of fields that no record of a dataset may give.
  public internal(set) var columns = MissingColumns()
  /// Breaches that hang on such fields.
  public internal(set) var postponed: [PostponedBreach] = []
  /// The same of rules that report once of a dataset.
  public internal(set) var postponedOfDatasets:
    [MissingColumn: [SharedPlace: [DatasetFindingKey: DatasetFinding]]] = [:]
  /// The fields among them that records of a dataset give, by its path.
  public internal(set) var givenFields: [String: Set<String>] = [:]
  /// How many records were checked.
  public var records = 0
  /// How many holdings were checked.
  public var holdings = 0

  /// Nothing so far.
  ///
  /// - Parameters:
  ///   - rules: How many rules the run has.
  ///   - findings: An empty store, which says where findings are kept.
  public init(rules: Int, findings: FindingStore = FindingStore()) {
    self.findings = findings
    self.findings.countCauses()
    byRule = Array(repeating: Summary.Counts(), count: rules)
  }

  /// Takes over what was found in the rows that come next.
  ///
  /// - Precondition: Both are of the same rules, and both make findings or both count them.
  public mutating func append(_ next: Partial) {
    precondition(byRule.count == next.byRule.count, "partials of other rules do not fit together")
    precondition((tally == nil) == (next.tally == nil), "one partial counts, the other lists")
    findings.append(contentsOf: next.findings)
    for (place, others) in next.shared {
      for finding in others.values {
        share(finding, at: place, row: next.rows[place]?[finding.id] ?? 0)
      }
    }
    for (place, others) in next.ofDatasets {
      for finding in others.values { add(finding, of: place) }
    }
    if let counted = next.tally { tally?.append(counted) }
    faults += next.faults
    for index in byRule.indices { byRule[index].add(next.byRule[index]) }
    for (path, counts) in next.byPath { byPath[path, default: Summary.Counts()].add(counts) }
    for (path, tally) in next.byPlace { byPlace[path, default: PlaceTally()].add(tally) }
    named.merge(next.named) { $0.union($1) }
    columns.merge(next.columns)
    postponed += next.postponed
    for (column, place, finding) in next.postponedOfDatasetsInOrder {
      postpone(finding, of: place, column)
    }
    givenFields.merge(next.givenFields) { $0.union($1) }
    hiddenForecasts += next.hiddenForecasts
    records += next.records
    holdings += next.holdings
  }
}

/// The rows of one dataset in one file, which may share findings.
public struct SharedPlace: Hashable, Sendable, Comparable {
  /// The index of the file that holds the rows.
  public var file: Int
  /// The file, line and column at which the dataset is described first.
  public var origin: [Int]

  /// Names the rows of a dataset in a file.
  public init(file: Int, origin: [Int]) {
    self.file = file
    self.origin = origin
  }

  /// In the order of the inputs.
  public static func < (left: SharedPlace, right: SharedPlace) -> Bool {
    if left.file != right.file { return left.file < right.file }
    return left.origin.lexicographicallyPrecedes(right.origin)
  }
}

extension Partial {
  /// Adds a finding that rows of a dataset share.
  ///
  /// Age bands of one group are counted together, and the one that is longest over stands for all;
  /// of what is said once of a dataset that of its first row stays.
  ///
  /// - Parameter row: The ordinal of the row among those of the place.
  public mutating func share(_ finding: Finding, at place: SharedPlace, row: Int = 0) {
    guard var joined = shared[place]?[finding.id] else {
      shared[place, default: [:]][finding.id] = finding
      rows[place, default: [:]][finding.id] = row
      return
    }
    let checks = joined.checksCounted + finding.checksCounted
    guard finding.subject.links.contains(where: { $0.level == .holding }) else {
      if row < rows[place]?[finding.id] ?? 0 {
        joined = finding
        rows[place]?[finding.id] = row
      }
      joined.checks = checks
      shared[place]?[finding.id] = joined
      return
    }
    joined.checks = checks
    if let count = finding.count { joined.count = (joined.count ?? 0) + count }
    joined.locations += finding.locations
    if let days = finding.daysOver, days > joined.daysOver ?? .min {
      joined.cause = finding.cause
      joined.derivation = finding.derivation
      joined.since = finding.since
      joined.dueDate = finding.dueDate
      joined.daysOver = days
    }
    shared[place]?[finding.id] = joined
  }

  /// Counts more checks for which a finding stands that rows of a dataset share.
  public mutating func count(checks: Int, for id: String, at place: SharedPlace) {
    guard checks > 0, let known = shared[place]?[id] else { return }
    shared[place]?[id]?.checks = known.checksCounted + checks
  }

  /// Adds a finding of a dataset that stands for rows.
  public mutating func add(_ finding: DatasetFinding, of dataset: SharedPlace) {
    let key = DatasetFindingKey(finding.finding)
    if ofDatasets[dataset]?[key]?.add(finding) == nil {
      ofDatasets[dataset, default: [:]][key] = finding
    }
  }

  /// Counts a row for which a finding of its dataset stands, where it adds no more than its place.
  ///
  /// - Returns: Whether it was counted.
  public mutating func count(
    rowOf key: DatasetFindingKey, in dataset: SharedPlace, daysOver: Int?, at location: Location?
  ) -> Bool {
    guard let known = ofDatasets[dataset]?[key],
      !known.yields(toDaysOver: daysOver, at: location)
    else { return false }
    ofDatasets[dataset]?[key]?.add(rowAt: location)
    return true
  }

  /// The findings of datasets that stand for rows, in order of dataset and identity.
  var ofDatasetsInOrder: [(place: SharedPlace, finding: DatasetFinding)] {
    ofDatasets.keys.sorted().flatMap { place in
      (ofDatasets[place] ?? [:]).sorted { $0.key < $1.key }.map { (place, $0.value) }
    }
  }

  /// The findings that rows share, in order of place and identity.
  var sharedInOrder: [(place: SharedPlace, finding: Finding)] {
    shared.keys.sorted().flatMap { place in
      (shared[place] ?? [:]).sorted { $0.key < $1.key }.map { (place, $0.value) }
    }
  }

  /// Hands over all findings, once there is nothing left to append.
  public mutating func takeFindings() -> FindingStore {
    for (_, finding) in sharedInOrder { findings.append(finding) }
    for (_, finding) in ofDatasetsInOrder { findings.append(finding.complete) }
    shared = [:]
    ofDatasets = [:]
    var taken = findings.emptied
    swap(&taken, &findings)
    return taken
  }
}
