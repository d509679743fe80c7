import CivilTime
import Diagnostics
import Findings
import Results

/// Holds a folder of evidence against its statement, step by step.
struct EvidenceVerifier {
  let files: EvidenceFiles
  private var verification = EvidenceVerification()

  init(files: EvidenceFiles) {
    self.files = files
  }

  private mutating func report(
    _ kind: EvidenceVerification.Problem.Kind, _ path: String, _ message: String
  ) {
    verification.problems.append(
      EvidenceVerification.Problem(kind: kind, path: path, message: message))
  }

  /// What was found, in order of path.
  func sorted() -> EvidenceVerification {
    var verification = verification
    verification.problems.sort { left, right in
      if left.path != right.path {
        return left.path.precedes(right.path)
      }
      return left.kind.rawValue.precedes(right.kind.rawValue)
    }
    return verification
  }

  /// Reads the statement from its envelope and checks the signature.
  mutating func statement(
    signedBy key: EvidenceVerifyingKey?
  ) throws(EvidenceFailure) -> Statement? {
    let name = EvidenceFolder.envelopeName
    guard let bytes = try files.bytes(name) else {
      report(.missingFile, name, "the envelope with the statement is missing")
      return nil
    }
    guard let envelope = Envelope(bytes), let body = envelope.body else {
      report(.badEnvelope, name, "the file is not a DSSE envelope around an in-toto statement")
      return nil
    }
    verifySignature(envelope, key)
    guard let statement = Statement(body), let day = statement.day else {
      let form = Statement.otherForm(body)
      report(
        .badStatement, name,
        form.map {
          "the statement has the form \($0); this version of custos reads \(Statement.predicateType)"
        } ?? "the statement was not written by custos, or was rewritten")
      return nil
    }
    if let plain = try files.bytes(EvidenceFolder.statementName), plain != body {
      report(
        .changedFile, EvidenceFolder.statementName, "the file is not the statement in the envelope")
    }
    verification.outline = statement.outline(asOf: day, files: files.regular)
    return statement
  }

  private mutating func verifySignature(_ envelope: Envelope, _ key: EvidenceVerifyingKey?) {
    let name = EvidenceFolder.envelopeName
    guard let key else {
      verification.signature = envelope.signatures.isEmpty ? .none : .unchecked
      return
    }
    if envelope.signatures.isEmpty {
      verification.signature = .none
      report(.unsigned, name, "nobody signed the evidence")
    } else if envelope.isSigned(by: key) {
      verification.signature = .valid
    } else {
      verification.signature = .invalid
      report(
        .badSignature, name,
        "no signature was made with the given key, or the signed content was changed")
    }
  }

  /// Compares every file with the statement, and the statement with every file.
  mutating func verifyFiles(_ statement: Statement) throws(EvidenceFailure) {
    let outside = Set(statement.predicate.custos.inputs.filter { !$0.isIncluded }.map(\.name))
    var listed: Set<String> = [EvidenceFolder.envelopeName, EvidenceFolder.statementName]
    let present = Set(files.regular)
    for resource in statement.subject where !outside.contains(resource.name) {
      listed.insert(resource.name)
      guard present.contains(resource.name) else {
        report(.missingFile, resource.name, "the file is missing")
        continue
      }
      let digest = try files.digest(resource.name)
      if digest != resource.digest.sha256 {
        report(
          .changedFile, resource.name,
          "the file has the digest \(digest), and had \(resource.digest.sha256)")
      }
    }
    verifyConfiguration(statement)
    if !present.contains(EvidenceFolder.statementName) {
      report(.missingFile, EvidenceFolder.statementName, "the file is missing")
    }
    for name in files.regular where !listed.contains(name) {
      report(.unlistedFile, name, "the file is not in the statement")
    }
    for name in files.others {
      report(.notAFile, name, "this is not a regular file, and was not followed")
    }
  }

  /// Compares the inputs that were given with the digests of those that are not included.
  mutating func verifyInputs(_ statement: Statement, _ paths: [String]) throws(EvidenceFailure) {
    guard !paths.isEmpty, let outline = verification.outline else { return }
    var waiting = outline.inputs
    var unmatched: [(path: String, digest: String)] = []
    for path in paths {
      let digest = try FileDigest.read(path).digest
      if let index = waiting.firstIndex(where: { $0.digest == digest }) {
        waiting.remove(at: index)
      } else {
        unmatched.append((path, digest))
      }
    }
    for (path, digest) in unmatched {
      guard let index = waiting.firstIndex(where: { Self.base($0.path) == Self.base(path) }) else {
        report(.inputUnknown, path, "this input was not part of the run")
        continue
      }
      report(
        .inputChanged, path,
        "the input has the digest \(digest), and had \(waiting[index].digest)")
      waiting.remove(at: index)
    }
    for input in waiting where input.name == nil {
      report(.inputMissing, input.path, "the input was not given")
    }
  }

  private static func base(_ path: String) -> Substring? { path.split(separator: "/").last }

  /// Checks that the result says what the statement says, and is what doing it again gives.
  mutating func verifyResult(
    _ statement: Statement, _ repetition: EvidenceRepetition?
  ) throws(EvidenceFailure) {
    let name = EvidenceFolder.resultName
    guard let bytes = try files.bytes(name) else {
      if case .done = repetition { verification.isReproduced = false }
      if !verification.problems.contains(where: { $0.path == name }) {
        report(.missingFile, name, "the file is missing, and the statement does not list it")
      }
      return
    }
    verifyClaims(statement, bytes)
    switch repetition {
    case nil: return
    case .impossible(let reasons):
      for reason in reasons { report(.notRepeated, EvidenceFolder.statementName, reason) }
    case .done(let result, var reports):
      reports[EvidenceFolder.readmeName] = EvidenceReadme.bytes(of: statement.predicate.custos)
      try verifyRepetition(bytes, result, reports)
    }
  }

  private mutating func verifyRepetition(
    _ kept: [UInt8], _ result: [UInt8], _ texts: [String: [UInt8]]
  ) throws(EvidenceFailure) {
    let name = EvidenceFolder.resultName
    verification.isReproduced = kept == result
    guard kept == result else {
      let packs = Self.otherPacks(kept, result)
      if packs.isEmpty {
        if let difference = ByteDifference(kept, result) {
          report(.resultDiffers, name, difference.message)
        }
      } else {
        report(
          .otherRules, name,
          "the run used other rules than this version of custos has (\(Self.list(packs))); verify "
            + "it with the version that made it")
      }
      return
    }
    for (name, bytes) in texts.sorted(by: { $0.key < $1.key }) {
      guard let found = try files.bytes(name), found != bytes, !isReported(name) else { continue }
      report(
        .contradiction, name, "the file is not what custos writes for this result and statement")
    }
    for name in files.regular
    where name.hasPrefix("reports/") && texts[name] == nil && !isReported(name) {
      report(.contradiction, name, "no such report can be made of the result again")
    }
  }

  private func isReported(_ name: String) -> Bool {
    verification.problems.contains { $0.path == name }
  }

  /// The packs that two results were made with in different versions.
  private static func otherPacks(_ kept: [UInt8], _ result: [UInt8]) -> [String] {
    guard let old = try? ResultReader.read(kept, path: ""),
      let new = try? ResultReader.read(result, path: "")
    else { return [] }
    let digests = Dictionary(new.header.packs.map { ($0.name, $0.digest) }) { first, _ in first }
    return old.header.packs.filter { digests[$0.name] != $0.digest }.map(\.name)
  }

  /// Holds the files that the statement calls configuration against those in the folder.
  mutating func verifyConfiguration(_ statement: Statement) {
    let roles = EvidenceRequest.File.Role.allCases.filter { $0 != .report }.map(\.rawValue)
    let kept = statement.subject.filter { resource in
      roles.contains { resource.name.hasPrefix("\($0)/") }
    }
    guard kept != statement.predicate.configuration else { return }
    let named = Set(statement.predicate.configuration.map(\.name))
    let present = Set(kept.map(\.name))
    let others = named.symmetricDifference(present).sorted()
    report(
      .contradiction, EvidenceFolder.statementName,
      others.isEmpty
        ? "the configuration is listed with other digests than its files have"
        : "the configuration that is listed and the files in the folder differ in \(Self.list(others))"
    )
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  private mutating func verifyClaims(_ statement: Statement, _ bytes: [UInt8]) {
    let name = EvidenceFolder.resultName
    guard let result = try? ResultReader.read(bytes, path: name) else {
      report(.contradiction, name, "the result cannot be read")
      return
    }
    let run = statement.predicate.custos
    var claims = [
      ("version", run.toolVersion, result.header.toolVersion),
      ("day", run.asOf, String(describing: result.header.asOf)),
      ("exit code", String(run.exitCode), String(result.summary.exitCode)),
      ("number of inputs", String(run.inputs.count), String(result.inputs.count)),
      ("outcome", statement.predicate.result, Statement.Predicate.word(result.summary)),
    ]
    let tests = Statement.Predicate.tests(result)
    claims += [
      ("failed tests", Self.list(statement.predicate.failedTests), Self.list(tests.failed)),
      ("warned tests", Self.list(statement.predicate.warnedTests), Self.list(tests.warned)),
    ]
    for (claimed, input) in zip(run.inputs, result.inputs) {
      claims.append(("name of an input", claimed.path, input.path))
      // A result without digests was not made for evidence, and its sizes are not those of files.
      guard input.digest != nil else { continue }
      claims.append(("size of \(input.path)", String(claimed.bytes), String(input.bytes)))
    }
    for (claimed, input) in zip(verification.outline?.inputs ?? [], result.inputs) {
      guard let digest = input.digest else { continue }
      claims.append(("digest of \(input.path)", claimed.digest, digest))
    }
    for (what, claimed, actual) in claims where claimed != actual {
      report(
        .contradiction, name,
        "the statement gives the \(what) as \(claimed), and the result as \(actual)")
    }
  }
}

extension Statement {
  fileprivate var day: CivilDate? {
    guard type == Self.type, predicateType == Self.predicateType else { return nil }
    return try? CivilDate(parsing: predicate.custos.asOf)
  }

  fileprivate func outline(
    asOf day: CivilDate, files: [String]
  ) -> EvidenceVerification.Outline {
    let run = predicate.custos
    return EvidenceVerification.Outline(
      toolVersion: run.toolVersion, asOf: day, exitCode: run.exitCode, command: run.command,
      historyHead: run.historyHead,
      inputs: run.inputs.map { input in
        EvidenceVerification.Outline.Input(
          path: input.path,
          digest: subject.first { $0.name == input.name }?.digest.sha256 ?? "",
          name: input.isIncluded ? input.name : nil)
      }, files: files)
  }
}
