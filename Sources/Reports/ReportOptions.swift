import Findings
import Results

/// What findings are listed under.
public enum Grouping: String, CaseIterable, Sendable {
  /// The owner of what they are about.
  case owner
  /// The system, or what is above systems.
  case system
  /// The rule.
  case rule
}

/// What a reader may choose about a report.
public struct ReportOptions: Hashable, Sendable {
  /// Whether `text` uses colours.
  public var usesColor: Bool
  /// How many columns `text` may fill.
  public var width: Int
  /// Whether `text` shows the sum behind each finding, and not a line or two.
  public var isVerbose: Bool
  /// What `text`, `html`, `markdown` and `csv` list findings under.
  public var grouping: Grouping
  /// What people call the facts; without labels their paths stand for them.
  public var labels = FieldLabels()
  /// Whether `markdown` is cut to what fits into a comment of a forge.
  public var fitsComment = false
  /// What the file of metrics says that is written over: a run that could not read an input keeps
  /// what it said of systems that are missing now.
  public var earlierMetrics: String?
  /// Folders against which build servers want paths, the innermost first; for files below one of them.
  public var folders: [String]
  /// The folder from which relative paths are meant; `nil` where that is not known.
  public var workingFolder: String?

  /// The choices, each with what a plain file wants.
  public init(
    usesColor: Bool = false, width: Int = 80, isVerbose: Bool = false,
    grouping: Grouping = .system, folders: [String] = [],
    workingFolder: String? = nil
  ) {
    self.usesColor = usesColor
    self.width = width
    self.isVerbose = isVerbose
    self.grouping = grouping
    self.folders = folders
    self.workingFolder = workingFolder
  }
}

extension CheckResult {
  /// The name that tells the run apart from others on the same machine or commit: the one that was
  /// asked for, or else all inputs by their paths from the folder of the run.
  ///
  /// It names every input, as two runs may share the first.
  func runName(_ options: ReportOptions) -> String {
    if let name = header.runName { return name }
    return inputs.isEmpty ? "none" : inputs.map { options.relative($0.path) }.joined(separator: "+")
  }
}

extension ReportOptions {
  /// A path as build servers want it: relative to the first of the folders that it is below.
  ///
  /// A relative path is meant from the working folder, which may itself be below such a folder.
  func relative(_ path: String) -> String {
    guard !path.isEmpty, path != "-" else { return path }
    let full = path.hasPrefix("/") ? path : workingFolder.map { "\($0)/\(path)" } ?? path
    let plain = Self.withoutDots(full)
    for folder in folders {
      let start = folder.hasSuffix("/") ? folder : folder + "/"
      if plain.hasPrefix(start), plain.utf8.count > start.utf8.count {
        return String(plain.dropFirst(start.count))
      }
    }
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }

  /// A path relative to one of the folders that it is below; the whole path of a file that is outside
  /// of them, as far as it is known.
  func placed(_ path: String) -> String {
    let relative = relative(path)
    guard relative.hasPrefix("../"), let workingFolder else { return relative }
    return Self.withoutDots("\(workingFolder)/\(path)")
  }

  /// The path without `.` and with `..` taken back.
  private static func withoutDots(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
