import ArgumentParser
import CustosKit

/// Where something is to be written: `PATH`, or `FORMAT=PATH`.
struct OutputPlace: ExpressibleByArgument {
  /// The word for a page and a table for each owner.
  static let worklist = "worklist"

  /// The file or folder; `-` for standard output.
  var path: String { text.path }

  /// Whether a format is named, so that it is for a report.
  var isReport: Bool { text.form != nil }

  /// Whether each owner is to get a worklist in a folder.
  var isWorklist: Bool { text.form == Self.worklist }

  private let text: PlaceText

  init?(argument: String) { text = PlaceText(argument) }

  /// What can be written.
  private static let forms = ReportFormat.allCases.map(\.rawValue) + [worklist]

  /// The folder for worklists.
  ///
  /// - Throws: A usage error where none is named.
  func folder() throws -> String {
    guard !path.isEmpty else { throw ValidationError(text.problem(Self.forms)) }
    return path
  }

  /// The report to write.
  ///
  /// - Throws: A usage error where neither a word nor the ending of the file tells the format.
  func target() throws -> ReportTarget {
    let told = text.form ?? text.formOfEnding
    guard !path.isEmpty, let known = told.flatMap(ReportFormat.init(rawValue:)) else {
      throw ValidationError(text.problem(Self.forms))
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
