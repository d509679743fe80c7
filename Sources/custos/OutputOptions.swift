import ArgumentParser
import Bytes
import CustosKit
import Glibc
import Reports
import Results

/// The options that say where reports go and how they look.
struct OutputOptions: ParsableArguments {
  @Option(help: "The format of the report on standard output.")
  var format: ReportFormat?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Write a report to a file, such as report.html or sarif=custos.sarif, or a page and a table for each "
        + "owner to a folder, such as worklist=to-do; may be given several times.",
      valueName: "[format=]path"),
    completion: .file())
  var places: [OutputPlace] = []

  @Option(help: "How text, html, markdown and csv group findings.")
  var by: Grouping = .system

  @Flag(
    name: .customLong("fit-comment"),
    help: ArgumentHelp(
      "Cut markdown to what a comment of GitHub takes (65,536 characters); the least severe findings are "
        + "left out and counted."))
  var fitsComment = false

  @Flag(help: "Show the sum behind each finding in text.")
  var verbose = false

  @Flag(help: "Print nothing on standard error when the exit code is 0 or 1, and show no progress.")
  var quiet = false

  @Flag(
    name: .customLong("no-color"), help: "Do not colour text (also: NO_COLOR in the environment).")
  var isPlain = false

  @OptionGroup
  var labels: LabelOptions

  /// The files that were asked for.
  func files() throws -> [ReportTarget] {
    try places.filter { !$0.isWorklist }.map { try $0.target() }
  }

  /// The folders in which each owner gets a worklist.
  var worklists: [String] { places.filter(\.isWorklist).map(\.path) }

  /// The reports to write: standard output unless only files were asked for, then the files.
  func requested() throws -> [ReportTarget] {
    let files = try files()
    let named = try files.compactMap(\.path) + places.filter(\.isWorklist).map { try $0.folder() }
    let paths = named.map { FilePlace.identity(of: $0) ?? $0 }
    guard Set(paths).count == paths.count else {
      throw ValidationError("two reports are to be written to the same place")
    }
    if let format { return [ReportTarget(format: format, path: nil)] + files }
    return places.isEmpty ? [ReportTarget(format: .text, path: nil)] : files
  }

  /// Writes one file whole or not at all.
  func writeFile(_ result: CheckResult, as format: ReportFormat, to path: String) throws {
    var plain = self
    plain.places = []
    try plain.write(result, [ReportTarget(format: format, path: path)])
  }

  /// Writes the reports, each file whole or not at all.
  ///
  /// - Parameter whole: The result for records, where other reports list only a part of it.
  func write(
    _ result: CheckResult, _ targets: [ReportTarget], whole: CheckResult? = nil
  ) throws {
    var failed = false
    for target in targets {
      do {
        try write(target.isRecord ? whole ?? result : result, target)
      } catch {
        Messages.write("custos: cannot write \(target.path ?? "the report"): \(error)\n")
        failed = true
      }
    }
    for folder in worklists {
      do { try Worklists.write(result, to: folder) } catch {
        Messages.write("custos: cannot write the worklists to \(folder): \(error)\n")
        failed = true
      }
    }
    if failed {
      Messages.write("exit 4: a report could not be written whole\n")
      throw ExitStatus.output
    }
  }

  private func write(_ result: CheckResult, _ target: ReportTarget) throws {
    guard let path = target.path else {
      return try StandardOutput.write { buffer in
        result.write(as: target.format, terminalOptions, to: &buffer)
      }
    }
    var options = fileOptions
    if target.format == .prometheus, let bytes = try? FileBytes.read(path) {
      options.earlierMetrics = String(decoding: bytes, as: UTF8.self)
    }
    try AtomicFile.write(to: path) { buffer in
      result.write(as: target.format, options, to: &buffer)
    }
  }

  private var fileOptions: ReportOptions {
    var options = ReportOptions(
      isVerbose: verbose, grouping: by, folders: WorkingFolders.all,
      workingFolder: WorkingFolders.own)
    options.labels = .vocabulary
    options.fitsComment = fitsComment
    return options
  }

  private var terminalOptions: ReportOptions {
    let wantsNoColor = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    var options = fileOptions
    options.usesColor = StandardOutput.isTerminal && !isPlain && !wantsNoColor
    options.width = StandardOutput.columns ?? options.width
    return options
  }
}

/// The folders against which paths are told.
private enum WorkingFolders {
  /// The folder in which the program runs.
  static let own: String? = {
    let working = getcwd(nil, 0)
    defer { free(working) }
    return working.map { String(cString: $0) }
  }()

  /// The folders of the repository that build servers name, and the working folder.
  static let all: [String] = {
    let named = ["CI_PROJECT_DIR", "GITHUB_WORKSPACE"].compactMap { (name: String) -> String? in
      getenv(name).map { String(cString: $0) }
    }
    return (named + [own].compactMap(\.self)).filter { $0.hasPrefix("/") && $0 != "/" }
  }()
}
