import ArgumentParser
import CustosKit

/// `custos evidence create`.
struct CreateEvidence: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Check inventories and keep all that proves the result.",
    discussion: """
      The folder holds the result, its page, the rules, waivers and profile that were named, the \
      digests of the inputs, and a statement over all of it, signed where a key is given. Exit \
      codes: 0 written, whatever the result, 2 a configuration error, 4 it could not be written.
      """)

  @Argument(help: "The folder to make; it must not exist yet.", completion: .file())
  var folder: String

  @Argument(help: ArgumentHelp("Files or folders.", valueName: "input"), completion: .file())
  var inputs: [String]

  @OptionGroup
  var options: RunOptions

  @Flag(help: "Put the inputs into the folder too; they hold personal data.")
  var includeInputs = false

  @Option(
    help: ArgumentHelp("An Ed25519 private key in PEM form to sign with.", valueName: "file"),
    completion: .file())
  var sign: String?

  func run() throws {
    CommandWords.tell(isQuiet: false)
    let result = try Runs.run(try options.request(inputs: inputs, digestsInputs: true))
    var request = EvidenceRequest(
      result: result, resultBytes: Rendering.bytes(of: result, as: .json),
      includesInputs: includeInputs, command: command(result))
    request.files = [
      .init(.report, name: Self.reportName, bytes: Rendering.bytes(of: result, as: .html))
    ]
    do {
      for source in options.sources {
        for path in source.files() {
          let bytes = try FileBytes.read(path)
          request.files.append(.init(source.role, name: Self.name(of: path), bytes: bytes))
        }
      }
      let key = try sign.map { try EvidenceSigningKey(try FileBytes.read($0)) }
      let digest = try EvidenceFolder.create(at: folder, request, signingWith: key)
      try StandardOutput.write("\(folder): sha256 \(digest)\n")
    } catch let failure as EvidenceFailure {
      Messages.write("custos: \(failure)\nexit 4: the evidence could not be written\n")
      throw ExitCode.output
    } catch let failure as ConfigurationFailure {
      throw Messages.end(failure.diagnostics, ExitCode.configuration)
    }
  }

  /// The report's name among the reports of the folder.
  static let reportName = "report.html"

  /// The name in a folder of evidence of a file that the user named.
  static func name(of path: String) -> String {
    path.split(separator: "/").filter { $0 != ".." && $0 != "." }.joined(separator: "/")
  }

  /// The words that do the run again: the options as they were given, with the day made plain.
  private func command(_ result: CheckResult) -> [String] {
    let own = ["evidence", "create", folder, "--include-inputs", "--sign", sign ?? ""] + inputs
    var words = CommandWords.effective.words.filter {
      !own.contains($0) && !$0.hasPrefix("--sign=")
    }
    if options.asOf == nil { words += ["--as-of", "\(result.header.asOf)"] }
    return words
  }
}

/// Results in memory.
enum Rendering {
  static func bytes(of result: CheckResult, as format: ReportFormat) -> [UInt8] {
    var buffer = OutputBuffer()
    result.write(as: format, to: &buffer)
    return buffer.bytes
  }
}
