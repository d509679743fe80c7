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
}

extension Partial {
  /// Adds what is said of a field that no record seen so far gives.
  public mutating func miss(_ column: MissingColumn, _ note: ColumnNote) {
    columns.set(column, note)
  }

  /// Notes the fields that records of a dataset give.
  public mutating func give(_ fields: some Sequence<String>, path: String) {
    givenFields[path, default: []].formUnion(fields)
  }

  /// Makes findings of the fields that turned out to be given by no record, once all are known.
  public mutating func settleColumns() {
    var listed: [(column: MissingColumn, finding: Finding)] = []
    for (path, entries) in columns.ofDatasets {
      let given = givenFields[path] ?? []
      let tally = byPlace[path] ?? PlaceTally()
      for (column, note) in entries where column.stands(given: given, tally) {
        settle(column, note)
        if case .finding(let finding) = note { listed.append((column, finding)) }
      }
    }
    for (_, finding) in listed.sorted(by: { $0.column < $1.column }) { findings.append(finding) }
    columns = MissingColumns()
    givenFields = [:]
  }

  private mutating func settle(_ column: MissingColumn, _ note: ColumnNote) {
    var counts = Summary.Counts()
    counts.undetermined = 1
    byRule[column.rule].add(counts)
    byPath[column.path, default: Summary.Counts()].add(counts)
    if case .kind(let kind) = note { tally?.add(kind) }
  }
}

extension MissingColumn {
  /// Whether it is to be told of a dataset whose records give some fields.
  fileprivate func stands(given: Set<String>, _ tally: PlaceTally) -> Bool {
    figure?.disagrees(with: tally) ?? !given.contains(field)
  }
}
