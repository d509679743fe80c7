import Diagnostics

/// What came of reading an input in another form.
public struct ForeignSummary: Hashable, Sendable {
  /// A text that was not understood.
  public struct Misread: Hashable, Sendable {
    /// The kind of object and the field, such as `System.status`.
    public var field: String
    /// The text; `nil` where it may be personal data.
    public var text: String?
    /// How often it was met.
    public var count: Int
  }

  /// The name of the mapping.
  public var mapping: String
  /// How many rows were read of each level that has any, such as `systems`.
  public var rows: [(level: String, count: Int)]
  /// How many values were read.
  public var values: Int
  /// How many values were not understood.
  public var misread: Int
  /// The ten commonest of them.
  public var commonest: [Misread]
  /// Columns or paths of the input that nothing used.
  public var unused: [String]

  /// Says what came of it.
  public init(
    mapping: String, rows: [(level: String, count: Int)], values: Int, misread: Int,
    commonest: [Misread], unused: [String]
  ) {
    self.mapping = mapping
    self.rows = rows
    self.values = values
    self.misread = misread
    self.commonest = commonest
    self.unused = unused
  }

  public static func == (left: ForeignSummary, right: ForeignSummary) -> Bool {
    left.mapping == right.mapping && left.values == right.values && left.misread == right.misread
      && left.commonest == right.commonest && left.unused == right.unused
      && left.rows.elementsEqual(right.rows, by: ==)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(mapping)
    hasher.combine(values)
  }
}

/// Counts texts that fields could not be read from.
public struct MisreadTally: Sendable {
  /// The most different texts that are told apart; the rest is counted only.
  private static let most = 10_000

  private struct Key: Hashable {
    var field: String
    var text: String?
  }

  private var counts: [Key: Int] = [:]
  /// How many were met.
  public private(set) var total = 0

  /// None yet.
  public init() {}

  /// Counts a text; that of a field which is not open to all is not kept.
  public mutating func count(_ object: String, _ field: FieldDefinition, _ text: String?) {
    total += 1
    let key = Key(
      field: "\(object).\(field.name)",
      text: field.privacy == .open ? text.map { String($0.unicodeScalars.prefix(80)) } : nil)
    guard counts.count < Self.most || counts[key] != nil else { return }
    counts[key, default: 0] += 1
  }

  /// Adds what another one counted.
  public mutating func add(_ other: MisreadTally) {
    total += other.total
    for (key, count) in other.counts where counts.count < Self.most || counts[key] != nil {
      counts[key, default: 0] += count
    }
  }

  /// The commonest, the most frequent first.
  public func commonest(_ most: Int) -> [ForeignSummary.Misread] {
    counts.map { ForeignSummary.Misread(field: $0.field, text: $0.text, count: $1) }
      .sorted { left, right in
        if left.count != right.count { return left.count > right.count }
        if left.field != right.field {
          return left.field.precedes(right.field)
        }
        return (left.text ?? "").precedes(right.text ?? "")
      }.prefix(most).map(\.self)
  }
}
