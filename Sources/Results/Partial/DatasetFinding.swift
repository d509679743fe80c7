public import CivilTime
import Diagnostics
public import Findings

/// A finding of a dataset that stands for all rows of it of which a rule says the same.
///
/// Putting together those of the parts of a dataset gives the same in any order.
public struct DatasetFinding: Hashable, Sendable {
  /// The finding of the row that is longest over, or else of the first, as one of the dataset.
  public private(set) var finding: Finding
  /// Its cause and remedy in pieces; between two of them is how many rows it stands for.
  public private(set) var cause: [String]
  public private(set) var remedy: [String]

  /// How many places of rows are kept.
  static let mostLocations = 5

  /// A finding that stands for as many rows as it counts, or for one.
  public init(_ finding: Finding, cause: [String], remedy: [String]) {
    self.finding = finding
    self.finding.count = finding.count ?? 1
    self.finding.locations.sort()
    self.cause = cause
    self.remedy = remedy
  }

  /// Whether the finding of another row would be the one to show.
  public func yields(toDaysOver days: Int?, at location: Location?) -> Bool {
    let (own, other) = (finding.daysOver ?? -1, days ?? -1)
    if own != other { return own < other }
    guard let location, let first = finding.locations.first else { return false }
    return location < first
  }

  /// Counts another row of which no more is told than where it is.
  public mutating func add(rowAt location: Location?) {
    finding.count = (finding.count ?? 0) + 1
    if let location { add([location]) }
  }

  /// Takes over the rows of another part.
  mutating func add(_ other: DatasetFinding) {
    let count = (finding.count ?? 0) + (other.finding.count ?? 0)
    let locations = finding.locations
    if yields(toDaysOver: other.finding.daysOver, at: other.finding.locations.first) {
      self = other
      add(locations)
    } else {
      add(other.finding.locations)
    }
    finding.count = count
  }

  private mutating func add(_ locations: [Location]) {
    if finding.locations.count == Self.mostLocations, let last = finding.locations.last,
      locations.allSatisfy({ last < $0 })
    {
      return
    }
    let all = Set(finding.locations).union(locations).sorted()
    finding.locations = Array(all.prefix(Self.mostLocations))
  }

  /// The finding with its texts.
  var complete: Finding {
    var finding = finding
    finding.cause = Self.text(cause, finding.count ?? 0)
    if finding.verdict == .pass, finding.comingCause != nil, let since = finding.since {
      finding.announce(on: since)
    }
    finding.remedy = Self.text(remedy, finding.count ?? 0)
    finding.checks = finding.count.flatMap { $0 > 1 ? $0 : nil }
    return finding
  }

  private static func text(_ pieces: [String], _ count: Int) -> String {
    var text = pieces.first ?? ""
    for piece in pieces.dropFirst() {
      text += String(count)
      text += Plural.continuing(text, with: piece)
    }
    return text
  }
}

/// What makes one finding of those of the rows of a dataset.
public struct DatasetFindingKey: Hashable, Sendable, Comparable {
  /// The identity of the finding.
  public var id: String
  /// The day on which a breach of a forecast begins.
  public var since: CivilDate?

  /// Names a finding.
  public init(id: String, since: CivilDate? = nil) {
    self.id = id
    self.since = since
  }

  init(_ finding: Finding) {
    self.init(id: finding.id, since: finding.verdict == .pass ? finding.since : nil)
  }

  /// In the order of identities, then of days.
  public static func < (left: DatasetFindingKey, right: DatasetFindingKey) -> Bool {
    if left.id != right.id { return left.id < right.id }
    return (left.since?.dayNumber ?? .min) < (right.since?.dayNumber ?? .min)
  }
}

extension Location: Comparable {
  /// In the order of files by name, then of lines.
  public static func < (left: Location, right: Location) -> Bool {
    if left.path != right.path {
      return left.path.precedes(right.path)
    }
    return (left.line, left.column) < (right.line, right.column)
  }
}
