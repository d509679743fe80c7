import ArgumentParser
import CustosKit
import Ledger
import Reports

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
      let first = try EvidenceFolder.verify(at: folder, signedBy: signer, inputs: inputs)
      verification = try EvidenceFolder.verify(
        at: folder, signedBy: signer, inputs: inputs, rerun: try rerun(first))
    } catch let failure as EvidenceFailure {
      Messages.write("custos: \(failure)\nexit 4: the evidence could not be read\n")
      throw ExitStatus.output
    } catch let failure as ConfigurationFailure {
      throw Messages.end(failure.diagnostics, ExitStatus.configuration)
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

  /// The result of doing the run again; `nil` where it cannot be done.
  ///
  /// Nothing is read but what the folder holds and what the user named: what the folder says could
  /// point anywhere.
  private func rerun(_ verification: EvidenceVerification) throws -> [UInt8]? {
    guard let outline = verification.outline,
      var options = try? RunOptions.parse(outline.command)
    else { return nil }
    options.asOf = options.asOf ?? outline.asOf
    options.rules.rulePaths = options.rules.rulePaths.map { path in
      let name = "rules/\(CreateEvidence.name(of: path))"
      let isKept = outline.files.contains { $0 == name || $0.hasPrefix(name + "/") }
      return isKept ? "\(folder)/\(name)" : path
    }
    let more = options.rules.rulePaths.filter { !$0.hasPrefix("\(folder)/rules/") }
    let elsewhere =
      more + options.rules.schedulePaths + [options.acceptance.baseline].compactMap(\.self)
    guard elsewhere.allSatisfy({ $0 == RuleSet.builtInName || inputs.contains($0) }) else {
      return nil
    }
    var request = try options.request(inputs: outline.inputs.map(\.path), digestsInputs: true)
    for input in outline.inputs {
      let included = input.name.flatMap { outline.files.contains($0) ? "\(folder)/\($0)" : nil }
      let given = inputs.first { $0 == input.path || $0.hasSuffix("/" + input.path) }
      guard let file = included ?? given else { return nil }
      request.substitutes[input.path] = file
    }
    let kept = [(options.rules.profile, "profile"), (options.acceptance.waivers, "waivers")]
    for (path, role) in kept {
      guard let path else { continue }
      let name = "\(role)/\(CreateEvidence.name(of: path))"
      guard outline.files.contains(name) || inputs.contains(path) else { return nil }
      request.substitutes[path] = outline.files.contains(name) ? "\(folder)/\(name)" : path
    }
    return (try? CheckRun.run(request)).map { Rendering.bytes(of: $0, as: .json) }
  }
}
