import ArgumentParser
import Reports

/// Where something is to be written: `PATH`, or `FORMAT=PATH`.
struct OutputPlace: ExpressibleByArgument {
  /// The word for a page and a table for each owner.
  static let worklist = "worklist"

  /// The format, where one is named.
  private(set) var format: String?
  /// The file or folder; `-` for standard output.
  private(set) var path: String

  /// Whether a format is named, so that it is for a report.
  var isReport: Bool { format != nil }

  /// Whether each owner is to get a worklist in a folder.
  var isWorklist: Bool { format == Self.worklist }

  init?(argument: String) {
    let names = ReportFormat.allCases.map(\.rawValue) + [Self.worklist]
    if let equals = argument.firstIndex(of: "="), names.contains(String(argument[..<equals])) {
      format = String(argument[..<equals])
      path = String(argument[argument.index(after: equals)...])
    } else {
      path = argument
    }
    guard !path.isEmpty else { return nil }
  }

  /// The report to write.
  ///
  /// - Throws: A usage error where neither a word nor the ending of the file tells the format.
  func target() throws -> ReportTarget {
    let known = format.flatMap(ReportFormat.init(rawValue:)) ?? ReportFormat(endingOf: path)
    guard let known else {
      let isFormat = ReportFormat(rawValue: path) != nil || path == Self.worklist
      throw ValidationError(
        isFormat
          ? "--output \(path) names a format and no file; write --output \(path)=PATH"
            + (path == Self.worklist ? "" : ", or --format \(path) for standard output")
          : "--output \(path) does not tell its format; write FORMAT=\(path), such as html=\(path); "
            + "formats are \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return ReportTarget(format: known, path: path == "-" ? nil : path)
  }
}

/// A report to write.
struct ReportTarget {
  var format: ReportFormat
  /// The file; `nil` for standard output.
  var path: String?

  /// Whether it keeps how everything stands and does not list what is new: a saved result, from
  /// which other reports are made, or the metrics, which would else call known breaches gone.
  var isRecord: Bool { path != nil && (format == .json || format == .prometheus) }
}

extension ReportFormat {
  /// The endings of files that only one format has.
  private static let endings: [String: ReportFormat] = [
    "txt": .text, "json": .json, "ndjson": .ndjson, "csv": .csv, "html": .html, "htm": .html,
    "md": .markdown, "sarif": .sarif, "prom": .prometheus, "ics": .ics,
  ]

  /// The format that the ending of a file's name tells; `nil` where several have it or none.
  init?(endingOf path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex,
      let format = Self.endings[name[name.index(after: dot)...].lowercased()]
    else { return nil }
    self = format
  }
}
