import ArgumentParser
import Bytes
import CustosKit
import Diagnostics
import Glibc

/// `custos convert`.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write an inventory as XML or JSON.",
    discussion: """
      A file that stands at the output stays as it is unless the new one is whole. Exit codes: 0 \
      written, 3 the input is not whole, 4 it could not be written.
      """)

  @Argument(help: ArgumentHelp("A file, or - for standard input.", valueName: "input"))
  var input: String

  @Option(help: "The format to write: xml or json.")
  var to: Conversion.Spelling

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The file to write.", valueName: "path"))
  var path: String?

  func run() throws {
    var outcome: (diagnostics: [Diagnostic], isWhole: Bool) = ([], false)
    do {
      if let path {
        try AtomicFile.writeWhole(to: path) { buffer in
          convert(to: &buffer, &outcome)
          return outcome.isWhole
        }
      } else {
        var buffer = OutputBuffer(fileDescriptor: STDOUT_FILENO)
        convert(to: &buffer, &outcome)
        try buffer.finish()
      }
    } catch {
      Messages.write("custos: \(error)\nexit 4: the inventory could not be written whole\n")
      throw ExitStatus.output
    }
    Messages.print(outcome.diagnostics)
    guard outcome.isWhole else {
      Messages.write(
        "exit 3: the input is not whole\(path == nil ? "" : "; nothing was written")\n")
      throw ExitStatus.noVerdict
    }
  }

  private func convert(
    to buffer: inout OutputBuffer, _ outcome: inout (diagnostics: [Diagnostic], isWhole: Bool)
  ) {
    let sink = Sink()
    swap(&sink.buffer, &buffer)
    outcome = Conversion.run(input, to: to) { bytes in
      bytes.withUnsafeBufferPointer { sink.buffer.write(contentsOf: $0) }
    }
    swap(&sink.buffer, &buffer)
  }
}

/// Holds a buffer for a closure that outlives the borrow of it.
private final class Sink {
  var buffer = OutputBuffer()
}
