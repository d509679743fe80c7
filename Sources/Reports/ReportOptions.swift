/// What a reader may choose about a report.
public struct ReportOptions: Hashable, Sendable {
  /// Whether `text` uses colours.
  public var usesColor: Bool
  /// How many columns `text` may fill.
  public var width: Int
  /// Whether `text` keeps to the verdict and the findings.
  public var isBrief: Bool
  /// What people call the facts; without labels their paths stand for them.
  public var labels = FieldLabels()
  /// Folders against which build servers want paths, the innermost first; for files below one of them.
  public var folders: [String]

  /// The choices, each with what a plain file wants.
  public init(
    usesColor: Bool = false, width: Int = 100, isBrief: Bool = false,
    folders: [String] = []
  ) {
    self.usesColor = usesColor
    self.width = width
    self.isBrief = isBrief
    self.folders = folders
  }
}

extension ReportOptions {
  /// A path as build servers want it: relative to the first of the folders that it is below.
  func relative(_ path: String) -> String {
    if path.hasPrefix("./") { return String(path.dropFirst(2)) }
    for folder in folders {
      let start = folder.hasSuffix("/") ? folder : folder + "/"
      if path.hasPrefix(start), path.utf8.count > start.utf8.count {
        return String(path.dropFirst(start.count))
      }
    }
    return path
  }
}
