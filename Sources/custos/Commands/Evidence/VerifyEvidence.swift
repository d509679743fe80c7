import ArgumentParser
import CustosKit

/// `custos evidence verify`.
struct VerifyEvidence: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Verify evidence: repeat the run and compare the bytes.",
    discussion: """
      Inputs that are not in the folder must be there under the names that the run used. Exit \
      codes: 0 proven, 1 not proven, 4 the folder could not be read.
      """)

  @Argument(help: "The folder.", completion: .file())
  var folder: String

  @Argument(
    help: ArgumentHelp("The inputs, where the folder does not hold them.", valueName: "input"),
    completion: .file())
  var inputs: [String] = []

  @Option(
    help: ArgumentHelp("The Ed25519 public key that must have signed.", valueName: "file"),
    completion: .file())
  var key: String?

  func run() throws {
    let verification: EvidenceVerification
    do {
      let signer = try key.map { try EvidenceVerifyingKey(try FileBytes.read($0)) }
      let outline = try EvidenceFolder.verify(at: folder, signedBy: signer).outline
      let again = try outline.map {
        try EvidenceRepeating(folder: folder, outline: $0, named: inputs)
      }
      verification = try EvidenceFolder.verify(
        at: folder, signedBy: signer, inputs: again?.inputs ?? inputs,
        repetition: try again?.repetition())
    } catch let failure as EvidenceFailure {
      Messages.write("custos: \(failure)\nexit 4: the evidence could not be read\n")
      throw ExitCode.output
    } catch let failure as ConfigurationFailure {
      throw Messages.end(failure.diagnostics, ExitCode.configuration)
    }
    var text = verification.problems.map { problem in
      "\(problem.path): \(problem.message) [\(problem.kind.rawValue)]\n"
    }.joined()
    text += "signature: \(verification.signature.rawValue)\n"
    let again = verification.isReproduced.map { $0 ? "the same bytes" : "OTHER BYTES" }
    text += "run again: \(again ?? "not done")\n"
    text += verification.isProven ? "proven\n" : "NOT PROVEN\n"
    try StandardOutput.write(text)
    if !verification.isProven { throw ExitCode.failure }
  }
}
