/// What a reader may choose about a report.
public struct ReportOptions: Hashable, Sendable {
  /// Whether `text` uses colours.
  public var usesColor: Bool
  /// How many columns `text` may fill.
  public var width: Int
  /// Whether `text` keeps to the verdict and the findings.
  public var isBrief: Bool

  /// The choices, each with what a plain file wants.
  public init(usesColor: Bool = false, width: Int = 100, isBrief: Bool = false) {
    self.usesColor = usesColor
    self.width = width
    self.isBrief = isBrief
  }
}
