public import Findings

/// A rule that a dataset meets only because no record in it gives a field, or a check of how many
/// records it has.
public struct MissingColumn: Hashable, Sendable, Comparable {
  /// The path of the dataset.
  public var path: String
  /// The rule's number among the rules of the run.
  public var rule: Int
  /// The field.
  public var field: String
  /// Fields that matter only together with it: where a record gives one of them, it matters no more.
  public var others: [String]
  /// Other sets of fields, each of which matters as this one does: it stands as long as of any of them no
  /// record gives a field.
  public var alternatives: [[String]] = []
  /// How many records the dataset is said to have; `nil` for a field that no record gives.
  public var figure: RecordFigure?

  /// What the codes of the causes of their findings begin with.
  public static let causePrefix = "column-"

  /// Names a rule, a dataset and a field.
  public init(
    path: String, rule: Int, field: String, others: [String] = [], figure: RecordFigure? = nil
  ) {
    self.others = others
    self.path = path
    self.rule = rule
    self.field = field
    self.figure = figure
  }

  /// Orders by dataset, rule and field.
  public static func < (left: MissingColumn, right: MissingColumn) -> Bool {
    if left.path != right.path { return left.path < right.path }
    if left.rule != right.rule || left.field != right.field {
      return (left.rule, left.field) < (right.rule, right.field)
    }
    if left.others != right.others { return left.others.lexicographicallyPrecedes(right.others) }
    return left.alternatives.lexicographicallyPrecedes(right.alternatives) {
      $0.lexicographicallyPrecedes($1)
    }
  }
}

/// What is said of a field that no record of a dataset may give: as a finding, or as a count.
public enum ColumnNote: Hashable, Sendable {
  /// Elsewhere in memory, since it is many times as large as a kind.
  indirect case finding(Finding)
  case kind(FindingTally.Kind)
}

extension Finding {
  /// Whether it is about a field that no record of a dataset gives.
  public var isAboutColumn: Bool { causeCode.hasPrefix(MissingColumn.causePrefix) }
}

/// What is said of fields that no record may give, by the dataset: each has a handful.
public struct MissingColumns: Sendable {
  /// A field of a rule, and what is said of it.
  public typealias Entry = (column: MissingColumn, note: ColumnNote)

  /// By the path of the dataset, each rule and field once.
  private(set) var ofDatasets: [String: [Entry]] = [:]

  /// All of them, in order.
  public var sorted: [Entry] {
    ofDatasets.values.joined().sorted { $0.column < $1.column }
  }

  /// The numbers of their rules.
  public var rules: Set<Int> { Set(ofDatasets.values.joined().map(\.column.rule)) }

  /// Adds one, or replaces what was said of it.
  mutating func set(_ column: MissingColumn, _ note: ColumnNote) {
    let place = ofDatasets[column.path]?.firstIndex { $0.column.isSame(as: column) }
    if let place {
      ofDatasets[column.path]?[place].note = note
    } else {
      ofDatasets[column.path, default: []].append((column, note))
    }
  }

  /// Adds what is said of a dataset, of which each rule and field is there once.
  mutating func add(_ entries: [Entry], of path: String) {
    if ofDatasets[path] == nil {
      ofDatasets[path] = entries
    } else {
      for (column, note) in entries { set(column, note) }
    }
  }

  /// Takes over what another part of the run says of those of which nothing was said.
  mutating func merge(_ next: MissingColumns) {
    ofDatasets.merge(next.ofDatasets) { own, others in
      own + others.filter { other in !own.contains { $0.column.isSame(as: other.column) } }
    }
  }
}

extension MissingColumn {
  /// Whether another one of the same dataset is the same.
  fileprivate func isSame(as other: MissingColumn) -> Bool {
    rule == other.rule && field == other.field && figure == other.figure && others == other.others
  }

  /// Whether another one of the same dataset and rule says the same of the field, each with whatever
  /// others.
  fileprivate func isOfSameField(as other: MissingColumn) -> Bool {
    field == other.field && alternatives == other.alternatives
  }

  /// Whether it is to be told of a dataset whose records give some fields.
  fileprivate func stands(given: Set<String>, _ tally: PlaceTally) -> Bool {
    if let figure { return figure.disagrees(with: tally) }
    if !given.contains(field), given.isDisjoint(with: others) { return true }
    return alternatives.contains { given.isDisjoint(with: $0) }
  }
}

/// A breach of a record that hangs on a field which the extract is said not to carry: one only if some
/// record of the dataset gives the field all the same.
public struct PostponedBreach: Hashable, Sendable {
  /// The rule, the dataset and the field.
  public var column: MissingColumn
  /// The breach.
  public var breach: ColumnNote

  /// Puts a breach off.
  public init(_ breach: ColumnNote, of column: MissingColumn) {
    self.breach = breach
    self.column = column
  }

  /// What it adds to the counts of its rule; a breach of a forecast adds nothing.
  fileprivate var counts: Summary.Counts {
    var counts = Summary.Counts()
    switch breach {
    case .finding(let finding): counts = finding.breachCounts
    case .kind(let kind):
      counts.breach = 1
      counts.provisional = kind.isProvisional ? 1 : 0
    }
    return counts
  }
}

extension Finding {
  /// What it adds to the counts of its rule, where it is one of a breach; one of a forecast adds nothing.
  fileprivate var breachCounts: Summary.Counts {
    var counts = Summary.Counts()
    guard verdict == .breach else { return counts }
    counts.breach = 1
    counts.provisional = isProvisional ? 1 : 0
    return counts
  }
}

extension Partial {
  /// Adds a breach that hangs on a field which no record seen so far gives.
  public mutating func postpone(_ breach: PostponedBreach) { postponed.append(breach) }

  /// Adds a breach of a row, for which its dataset is reported, that hangs on such a field.
  public mutating func postpone(
    _ finding: DatasetFinding, of place: SharedPlace, _ column: MissingColumn
  ) {
    let key = DatasetFindingKey(finding.finding)
    if postponedOfDatasets[column]?[place]?[key]?.add(finding) == nil {
      postponedOfDatasets[column, default: [:]][place, default: [:]][key] = finding
    }
  }

  /// The breaches of rules that report once of a dataset, in order.
  var postponedOfDatasetsInOrder:
    [(column: MissingColumn, place: SharedPlace, finding: DatasetFinding)]
  {
    postponedOfDatasets.sorted { $0.key < $1.key }.flatMap { column, places in
      places.sorted { $0.key < $1.key }.flatMap { place, findings in
        findings.sorted { $0.key < $1.key }.map { (column, place, $0.value) }
      }
    }
  }

  /// Adds what is said of a field that no record seen so far gives.
  public mutating func miss(_ column: MissingColumn, _ note: ColumnNote) {
    columns.set(column, note)
  }

  /// Adds what is said of fields that no record of a dataset seen so far gives, each once.
  public mutating func miss(_ entries: [MissingColumns.Entry], of path: String) {
    if !entries.isEmpty { columns.add(entries, of: path) }
  }

  /// Notes the fields that records of a dataset give.
  public mutating func give(_ fields: some Sequence<String>, path: String) {
    givenFields[path, default: []].formUnion(fields)
  }

  /// Makes findings of the fields that turned out to be given by no record, once all are known.
  public mutating func settleColumns() {
    settlePostponed()
    var listed: [(column: MissingColumn, finding: Finding)] = []
    for (path, entries) in columns.ofDatasets {
      let given = givenFields[path] ?? []
      let tally = byPlace[path] ?? PlaceTally()
      var standing = Summary.Counts()
      // Those that were told of: each dataset has a handful, so they are looked through, by rule first.
      var told: [(rule: Int, index: Int)] = []
      for index in entries.indices where entries[index].column.stands(given: given, tally) {
        // Of one field it is said once, whatever else matters only together with it.
        let rule = entries[index].column.rule
        if entries[index].column.figure == nil {
          let isTold = told.contains {
            $0.rule == rule && entries[$0.index].column.isOfSameField(as: entries[index].column)
          }
          if isTold { continue }
          told.append((rule, index))
        }
        standing.undetermined += 1
        byRule[rule].undetermined += 1
        switch entries[index].note {
        case .kind(let kind): self.tally?.add(kind)
        case .finding(let finding): listed.append((entries[index].column, finding))
        }
      }
      if standing.undetermined > 0 { byPath[path, default: Summary.Counts()].add(standing) }
    }
    for (_, finding) in listed.sorted(by: { $0.column < $1.column }) { findings.append(finding) }
    columns = MissingColumns()
    givenFields = [:]
  }

  /// Makes findings of the breaches whose fields turned out to be given by some record.
  private mutating func settlePostponed() {
    for entry in postponed where !isMissing(entry.column) {
      settle(entry.column, entry.counts, rows: 1)
      switch entry.breach {
      case .finding(let finding): findings.append(finding)
      case .kind(let kind): tally?.add(kind)
      }
    }
    for (column, place, finding) in postponedOfDatasetsInOrder where !isMissing(column) {
      let rows = finding.finding.count ?? 1
      settle(column, finding.finding.breachCounts.times(rows), rows: rows)
      add(finding, of: place)
    }
    postponed = []
    postponedOfDatasets = [:]
  }

  /// Whether no record turned out to give the field.
  private func isMissing(_ column: MissingColumn) -> Bool {
    column.stands(
      given: givenFields[column.path] ?? [], byPlace[column.path] ?? PlaceTally())
  }

  private mutating func settle(_ column: MissingColumn, _ counts: Summary.Counts, rows: Int) {
    guard counts.breach > 0 else { return }
    byRule[column.rule].add(counts)
    byPath[column.path, default: Summary.Counts()].add(counts)
    var place = PlaceTally()
    place.appliedToRows[column.rule] = rows
    place.decided.insert(column.rule)
    byPlace[column.path, default: PlaceTally()].add(place)
  }
}

extension Summary.Counts {
  /// The counts of so many breaches alike.
  fileprivate func times(_ count: Int) -> Summary.Counts {
    var counts = self
    counts.breach *= count
    counts.provisional *= count
    return counts
  }
}
