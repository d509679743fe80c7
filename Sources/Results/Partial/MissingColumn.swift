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
  /// How many records the dataset is said to have; `nil` for a field that no record gives.
  public var figure: RecordFigure?

  /// What the codes of the causes of their findings begin with.
  public static let causePrefix = "column-"

  /// Names a rule, a dataset and a field.
  public init(path: String, rule: Int, field: String, figure: RecordFigure? = nil) {
    self.path = path
    self.rule = rule
    self.field = field
    self.figure = figure
  }

  /// Orders by dataset, rule and field.
  public static func < (left: MissingColumn, right: MissingColumn) -> Bool {
    if left.path != right.path { return left.path < right.path }
    return (left.rule, left.field) < (right.rule, right.field)
  }
}

/// How many records a dataset is said to have, against which those that are given are held.
public enum RecordFigure: Hashable, Sendable {
  /// At least so many should be listed or counted by age.
  case atLeast(Int)
  /// No more than so many can be listed or counted by age.
  case atMost(Int)

  /// The code of the cause where they are not.
  public var code: String {
    switch self {
    case .atLeast: "too-few-records"
    case .atMost: "too-many-records"
    }
  }

  /// Whether what a dataset gives does not agree with it.
  ///
  /// Some records may be listed and others counted by age; bands by date of birth and bands by another
  /// date count the same records.
  func disagrees(with tally: PlaceTally) -> Bool {
    switch self {
    case .atLeast(let count): tally.records + tally.inBands < count
    case .atMost(let count):
      max(tally.records, tally.inBirthBands, tally.inBands - tally.inBirthBands) > count
    }
  }
}

/// What is said of a field that no record of a dataset may give: as a finding, or as a count.
public enum ColumnNote: Hashable, Sendable {
  case finding(Finding)
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
    rule == other.rule && field == other.field && figure == other.figure
  }

  /// Whether it is to be told of a dataset whose records give some fields.
  fileprivate func stands(given: Set<String>, _ tally: PlaceTally) -> Bool {
    figure?.disagrees(with: tally) ?? !given.contains(field)
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

  /// Whether its figures count only once somebody confirms them.
  var isProvisional: Bool {
    switch breach {
    case .finding(let finding): finding.isProvisional
    case .kind(let kind): kind.isProvisional
    }
  }
}

extension Partial {
  /// Adds a breach that hangs on a field which no record seen so far gives.
  public mutating func postpone(_ breach: PostponedBreach) { postponed.append(breach) }

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
      for (column, note) in entries where column.stands(given: given, tally) {
        standing.undetermined += 1
        byRule[column.rule].undetermined += 1
        switch note {
        case .kind(let kind): self.tally?.add(kind)
        case .finding(let finding): listed.append((column, finding))
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
    for entry in postponed {
      let path = entry.column.path
      let isMissing = entry.column.stands(
        given: givenFields[path] ?? [], byPlace[path] ?? PlaceTally())
      if !isMissing { settle(entry) }
    }
    postponed = []
  }

  private mutating func settle(_ entry: PostponedBreach) {
    let (rule, path) = (entry.column.rule, entry.column.path)
    var counts = Summary.Counts()
    counts.breach = 1
    counts.provisional = entry.isProvisional ? 1 : 0
    byRule[rule].add(counts)
    byPath[path, default: Summary.Counts()].add(counts)
    var place = PlaceTally()
    place.appliedToRows[rule] = 1
    place.decided.insert(rule)
    byPlace[path, default: PlaceTally()].add(place)
    switch entry.breach {
    case .finding(let finding): findings.append(finding)
    case .kind(let kind): tally?.add(kind)
    }
  }
}
