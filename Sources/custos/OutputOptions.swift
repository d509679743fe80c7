import ArgumentParser
import Bytes
import CustosKit
import Glibc
import Reports
import Results

/// The options that say where reports go.
struct OutputOptions: ParsableArguments {
  @Option(help: "The format of the report on standard output.")
  var format: ReportFormat?

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "Write a report to a file, such as html=report.html; may be given several times.",
      valueName: "format=path"))
  var files: [ReportTarget] = []

  @Flag(help: "Print nothing on standard error when the exit code is 0 or 1, and show no progress.")
  var quiet = false

  @Flag(
    name: .customLong("no-color"), help: "Do not colour text (also: NO_COLOR in the environment).")
  var isPlain = false

  /// The reports to write: standard output unless only files were asked for, then the files.
  func requested() throws -> [ReportTarget] {
    let paths = files.compactMap(\.path)
    guard Set(paths).count == paths.count else {
      throw ValidationError("two reports are to be written to the same file")
    }
    if let format { return [ReportTarget(format: format, path: nil)] + files }
    return files.isEmpty ? [ReportTarget(format: .text, path: nil)] : files
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
    if failed {
      Messages.write("exit 4: a report could not be written whole\n")
      throw ExitStatus.output
    }
  }

  private func write(_ result: CheckResult, _ target: ReportTarget) throws {
    guard let path = target.path else {
      var buffer = OutputBuffer(fileDescriptor: STDOUT_FILENO)
      result.write(as: target.format, terminalOptions, to: &buffer)
      try buffer.finish()
      return
    }
    try AtomicFile.write(to: path) { buffer in
      var options = ReportOptions(folders: Self.folders)
      options.labels = .vocabulary
      result.write(as: target.format, options, to: &buffer)
    }
  }

  private var terminalOptions: ReportOptions {
    let wantsNoColor = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    var options = ReportOptions(
      usesColor: StandardOutput.isTerminal && !isPlain && !wantsNoColor,
      width: StandardOutput.columns ?? 100, folders: Self.folders)
    options.labels = .vocabulary
    return options
  }

  /// The folders of the repository that build servers name, and the working folder.
  private static let folders: [String] = {
    let named = ["CI_PROJECT_DIR", "GITHUB_WORKSPACE"].compactMap { (name: String) -> String? in
      getenv(name).map { String(cString: $0) }
    }
    let working = getcwd(nil, 0)
    defer { free(working) }
    let last: [String] = working.map { [String(cString: $0)] } ?? []
    let folders = named + last
    return folders.filter { $0.hasPrefix("/") && $0 != "/" }
  }()
}

/// A report to write: `FORMAT=PATH`.
struct ReportTarget: ExpressibleByArgument {
  var format: ReportFormat
  /// The file; `nil` for standard output.
  var path: String?

  /// Whether it keeps how everything stands and does not list what is new: a saved result, from
  /// which other reports are made, or the metrics, which would else call known breaches gone.
  var isRecord: Bool { path != nil && (format == .json || format == .prometheus) }

  init(format: ReportFormat, path: String?) {
    self.format = format
    self.path = path
  }

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="),
      let format = ReportFormat(rawValue: String(argument[..<equals]))
    else { return nil }
    let path = String(argument[argument.index(after: equals)...])
    guard !path.isEmpty else { return nil }
    self.init(format: format, path: path == "-" ? nil : path)
  }
}
