import CivilTime
import Diagnostics
import Findings
import Foundation
import Results

/// A folder that proves a run: the result, the reports, the rules, waivers and profile that were
/// used, the digests of the inputs (and the inputs where that is wanted), the version and the
/// command, under an in-toto statement in a DSSE envelope.
///
/// The same request makes the same bytes; nothing in the folder tells the time or the machine.
/// The folder comes to be whole or not at all: it is written under another name and renamed.
public enum EvidenceFolder {
  /// The result's name in the folder.
  static let resultName = "result.json"
  /// The name of the text that explains the folder.
  static let readmeName = "README.txt"
  /// The statement's name, for people; the envelope holds the same bytes.
  static let statementName = "statement.json"
  /// The envelope's name.
  static let envelopeName = "statement.dsse.json"

  /// Writes the evidence of a run.
  ///
  /// - Parameters:
  ///   - path: The folder to make; it must not exist yet.
  ///   - request: What goes into it.
  ///   - key: The key to sign with; without one the evidence shows changes, but not who made it.
  /// - Returns: SHA-256 of the statement, which stands for the whole folder.
  @discardableResult
  public static func create(
    at path: String, _ request: EvidenceRequest, signingWith key: EvidenceSigningKey? = nil
  ) throws(EvidenceFailure) -> String {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let folder = try PartialFolder(target: path)
    do throws(EvidenceFailure) {
      let statement = try write(request, to: folder)
      try folder.write(statement, to: statementName)
      try folder.write(Envelope(statement, key: key).bytes, to: envelopeName)
      try folder.finish()
      return FileDigest.hexadecimal(of: statement)
    } catch {
      folder.remove()
      throw error
    }
  }

  /// Writes everything that the statement is about, and returns the statement.
  private static func write(
    _ request: EvidenceRequest, to folder: PartialFolder
  ) throws(EvidenceFailure) -> [UInt8] {
    var subject: [Statement.Resource] = []
    func add(_ name: String, _ bytes: [UInt8]) throws(EvidenceFailure) -> Statement.Resource {
      try folder.write(bytes, to: name)
      let resource = Statement.Resource(name: name, sha256: FileDigest.hexadecimal(of: bytes))
      subject.append(resource)
      return resource
    }
    _ = try add(readmeName, EvidenceReadme.bytes(of: run(request, inputs: [])))
    _ = try add(resultName, request.resultBytes)
    var configuration: [Statement.Resource] = []
    for file in request.files {
      let resource = try add("\(file.role.rawValue)/\(file.name)", file.bytes)
      if file.role != .report { configuration.append(resource) }
    }
    var inputs: [Statement.Input] = []
    for (index, input) in request.result.inputs.enumerated() {
      let (entry, digest) = try addInput(
        input, number: index + 1, isIncluded: request.includesInputs, to: folder)
      inputs.append(entry)
      subject.append(Statement.Resource(name: entry.name, sha256: digest))
    }
    subject.sort { $0.name.precedes($1.name) }
    configuration.sort { $0.name.precedes($1.name) }
    let predicate = predicate(request, configuration: configuration, inputs: inputs)
    return Statement(
      type: Statement.type, subject: subject, predicateType: Statement.predicateType,
      predicate: predicate
    ).bytes
  }

  /// Reads an input again, into the folder where it is wanted there.
  private static func addInput(
    _ input: Input, number: Int, isIncluded: Bool, to folder: PartialFolder
  ) throws(EvidenceFailure) -> (Statement.Input, digest: String) {
    let base = input.path.split(separator: "/").last.map(String.init) ?? "input"
    var entry = Statement.Input(
      name: "inputs/\(number)-\(base)", path: input.path, bytes: input.bytes,
      isIncluded: isIncluded)
    if input.path == "-" {
      guard let digest = input.digest, !isIncluded else {
        throw EvidenceFailure(
          .cannotRead, "the standard input cannot be read again; name a file to keep evidence of it"
        )
      }
      entry.name = "inputs/\(number)-standard-input"
      return (entry, digest)
    }
    let read =
      isIncluded
      ? try folder.copy(input.path, to: entry.name) : try FileDigest.read(input.path)
    guard input.digest == nil || input.digest == read.digest else {
      throw EvidenceFailure(
        .inputChanged, "the input \"\(input.path)\" is not what it was when it was checked")
    }
    entry.bytes = read.bytes
    return (entry, read.digest)
  }

  private static func predicate(
    _ request: EvidenceRequest, configuration: [Statement.Resource], inputs: [Statement.Input]
  ) -> Statement.Predicate {
    let tests = Statement.Predicate.tests(request.result)
    return Statement.Predicate(
      result: Statement.Predicate.word(request.result.summary), configuration: configuration,
      warnedTests: tests.warned, failedTests: tests.failed, custos: run(request, inputs: inputs))
  }

  private static func run(_ request: EvidenceRequest, inputs: [Statement.Input]) -> Statement.Run {
    let header = request.result.header
    return Statement.Run(
      toolVersion: header.toolVersion, asOf: String(describing: header.asOf),
      exitCode: request.result.summary.exitCode, command: request.command,
      historyHead: request.historyHead, inputs: inputs)
  }
}
