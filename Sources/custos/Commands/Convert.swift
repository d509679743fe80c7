import ArgumentParser
import CustosKit
import Glibc

/// `custos convert`.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write an inventory, or other files that a mapping reads, as XML or JSON.",
    discussion: """
      An existing file is replaced only when the new one is complete. Exit codes: 0 \
      written, 2 a mapping has an error or does not fit, 3 the input is not whole, 4 it could not be \
      written.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files that are one inventory together, or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @OptionGroup
  var mapping: MappingOptions

  @Option(help: "The format to write: xml or json.")
  var to: Conversion.Spelling

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file to write (default: standard output).", valueName: "[format=]path"),
    completion: .file())
  var output: WrittenPlace<Conversion.Spelling>?

  func validate() throws { _ = try path() }

  /// The file to write; `nil` for standard output.
  ///
  /// - Throws: A usage error if it names another format than `--to`.
  private func path() throws -> String? {
    guard let text = output?.text, text.path != "-" || text.form != nil else { return nil }
    guard !text.path.isEmpty, text.form == nil || text.form == to.rawValue else {
      throw ValidationError(
        text.form.flatMap(Conversion.Spelling.init(rawValue:)) == nil || text.path.isEmpty
          ? text.problem([to.rawValue])
          : "--to \(to.rawValue) and --output \(text.form ?? "")=\(text.path) contradict each other"
      )
    }
    return text.path == "-" ? nil : text.path
  }

  func run() throws {
    let path = try path()
    var outputs = OutputGuard()
    outputs.reads("the input", inputs)
    outputs.reads("the mapping", mapping.mappings)
    outputs.writes("the inventory", [path])
    try outputs.refuse()
    var outcome: (diagnostics: [Diagnostic], isWhole: Bool) = ([], false)
    var failure: ConfigurationFailure?
    do {
      if let path {
        try AtomicFile.writeWhole(to: path) { buffer in
          convert(to: &buffer, &outcome, &failure)
          return outcome.isWhole
        }
      } else {
        var buffer = OutputBuffer(fileDescriptor: STDOUT_FILENO)
        convert(to: &buffer, &outcome, &failure)
        try buffer.finish()
      }
    } catch {
      Messages.write(
        "custos: cannot write \(path ?? "the inventory"): \(error)\nexit 4: the inventory could not be written whole\n"
      )
      throw ExitCode.output
    }
    if let failure { throw Messages.end(failure.diagnostics, ExitCode.configuration) }
    Messages.print(outcome.diagnostics)
    guard outcome.isWhole else {
      Messages.write(
        "exit 3: the input is not whole\(path == nil ? "" : "; nothing was written")\n")
      throw ExitCode.noVerdict
    }
  }

  private func convert(
    to buffer: inout OutputBuffer, _ outcome: inout (diagnostics: [Diagnostic], isWhole: Bool),
    _ failure: inout ConfigurationFailure?
  ) {
    let sink = Sink()
    swap(&sink.buffer, &buffer)
    defer { swap(&sink.buffer, &buffer) }
    do throws(ConfigurationFailure) {
      outcome = try Conversion.run(inputs, to: to, mappings: mapping.mappings) { bytes in
        bytes.withUnsafeBufferPointer { sink.buffer.write(contentsOf: $0) }
      }
    } catch {
      failure = error
    }
  }
}

/// Holds a buffer for a closure that outlives the borrow of it.
private final class Sink {
  var buffer = OutputBuffer()
}
