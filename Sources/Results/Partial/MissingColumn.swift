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

extension ColumnNote {
  /// Whether it is a finding, and no count.
  var isFinding: Bool { if case .finding = self { true } else { false } }
}

extension Finding {
  /// Whether it is about a field that no record of a dataset gives.
  public var isAboutColumn: Bool { causeCode.hasPrefix(MissingColumn.causePrefix) }
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

  /// Makes findings of the breaches whose fields turned out to be given by some record.
  private mutating func settlePostponed() {
    for entry in postponed where !stands(entry.column) {
      var counts = Summary.Counts()
      counts.breach = 1
      counts.provisional = entry.isProvisional ? 1 : 0
      byRule[entry.column.rule].add(counts)
      byPath[entry.column.path, default: Summary.Counts()].add(counts)
      var place = PlaceTally()
      place.appliedToRows[entry.column.rule] = 1
      place.decided.insert(entry.column.rule)
      byPlace[entry.column.path, default: PlaceTally()].add(place)
      switch entry.breach {
      case .finding(let finding): findings.append(finding)
      case .kind(let kind): tally?.add(kind)
      }
    }
    postponed = []
  }

  /// Adds what is said of a field that no record seen so far gives.
  public mutating func miss(_ column: MissingColumn, _ note: ColumnNote) { columns[column] = note }

  /// Notes the fields that records of a dataset give.
  public mutating func give(_ fields: some Sequence<String>, path: String) {
    givenFields[path, default: []].formUnion(fields)
  }

  /// Makes findings of the fields that turned out to be given by no record, once all are known.
  public mutating func settleColumns() {
    settlePostponed()
    for (column, note) in columns.sorted(by: { $0.key < $1.key }) where stands(column) {
      var counts = Summary.Counts()
      counts.undetermined = 1
      byRule[column.rule].add(counts)
      byPath[column.path, default: Summary.Counts()].add(counts)
      switch note {
      case .finding(let finding): findings.append(finding)
      case .kind(let kind): tally?.add(kind)
      }
    }
    columns = [:]
    givenFields = [:]
  }

  private func stands(_ column: MissingColumn) -> Bool {
    guard let figure = column.figure else {
      return givenFields[column.path]?.contains(column.field) != true
    }
    return figure.disagrees(with: byPlace[column.path] ?? PlaceTally())
  }
}
