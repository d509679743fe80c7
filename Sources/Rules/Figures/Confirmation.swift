public import CivilTime

/// What somebody read in a clause of a source, which serves all rules, rows and defaults that rest on it.
public struct Confirmation: Hashable, Sendable {
  /// The source, such as `mopi/app-rrd`.
  public var source: String
  /// The clause, as rules cite it.
  public var at: String
  /// The figure that the rules have, of those that rest on the clause; `nil` for all of them.
  public var figure: String?
  /// The figure as it was read; `nil` where it is the one that the rules have.
  public var asRead: String?
  /// Who read it.
  public var by: String
  /// When.
  public var on: CivilDate
  /// The edition that was read.
  public var edition: String
  /// The file and line.
  public var origin: String

  /// Says what somebody read.
  public init(
    source: String, at: String, figure: String? = nil, asRead: String? = nil, by: String,
    on: CivilDate, edition: String, origin: String
  ) {
    self.source = source
    self.at = at
    self.figure = figure
    self.asRead = asRead
    self.by = by
    self.on = on
    self.edition = edition
    self.origin = origin
  }

  /// Whether it and another one are of the same figure of a clause, or one of them is of all of them.
  func isOfSameFigure(as other: Confirmation) -> Bool {
    source == other.source && SourceWords.key(at) == SourceWords.key(other.at)
      && (figure == nil || other.figure == nil || figure == other.figure)
  }

  /// Who, when and in which edition, in words.
  public var inWords: String { "\(by) on \(on) in the edition \(edition)" }
}
