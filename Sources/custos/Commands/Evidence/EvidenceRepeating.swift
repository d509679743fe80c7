import ArgumentParser
import CustosKit

/// Does the run of a folder of evidence again.
///
/// Nothing is read but what the folder holds and what the user named: what the folder says could
/// point anywhere.
struct EvidenceRepeating {
  private let folder: String
  private let outline: EvidenceVerification.Outline
  /// What the user named.
  private let named: [String]
  /// The options of the run; `nil` where the recorded command cannot be read.
  private let options: RunOptions?
  /// Why the run cannot be done again.
  private var reasons: [String] = []
  private var substitutes: [String: String] = [:]

  init(folder: String, outline: EvidenceVerification.Outline, named: [String]) throws {
    self.folder = folder
    self.outline = outline
    self.named = named
    do { options = try RunOptions.parse(outline.command) } catch {
      options = nil
      reasons = ["the recorded command cannot be read: \(RunOptions.message(for: error))"]
      return
    }
    if let day = options?.asOf, day != outline.asOf {
      reasons.append(
        "the recorded command checks as of \(day), and the statement gives \(outline.asOf)")
    }
    for source in options?.sources ?? [] { try find(source) }
    for input in outline.inputs { find(input) }
  }

  /// What of the files that the user named are inputs.
  var inputs: [String] {
    let sources = Set(options?.sources.map(\.path) ?? [])
    return named.filter { !sources.contains($0) }
  }

  /// What doing the run again gives.
  func repetition() throws -> EvidenceRepetition {
    guard reasons.isEmpty, var options else { return .impossible(reasons) }
    options.asOf = options.asOf ?? outline.asOf
    var request = try options.request(inputs: outline.inputs.map(\.path), digestsInputs: true)
    request.substitutes = substitutes
    do throws(ConfigurationFailure) {
      let result = try CheckRun.run(request)
      return .done(
        result: Rendering.bytes(of: result, as: .json),
        reports: [
          "\(EvidenceRequest.File.Role.report.rawValue)/\(CreateEvidence.reportName)":
            Rendering.bytes(of: result, as: .html)
        ])
    } catch {
      let errors = error.diagnostics.filter { $0.severity == .error }.prefix(3)
      return .impossible(
        errors.map { "the run cannot be done again: \($0.message) [\($0.code)]" })
    }
  }

  /// Finds a file or folder, besides the inputs, that the run read.
  private mutating func find(_ source: EvidenceSource) throws {
    let name = source.name(of: source.path)
    let isKept = outline.files.contains { $0 == name || $0.hasPrefix(name + "/") }
    guard isKept else {
      // Evidence of earlier versions does not hold all of them.
      if !named.contains(source.path) {
        reasons.append(
          "the run read \"\(source.path)\", which is not in the folder; name it on the command line"
        )
      }
      return
    }
    let kept = "\(folder)/\(name)"
    substitutes[source.path] = kept
    if named.contains(source.path), outline.files.contains(name),
      try FileBytes.read(source.path) != FileBytes.read(kept)
    {
      reasons.append("the file \"\(source.path)\" is not the one that the run read")
    }
    guard source.role == .profile else { return }
    for table in source.files(at: kept) where table != source.path {
      let name = source.name(of: table)
      if outline.files.contains(name) {
        substitutes[table] = "\(folder)/\(name)"
      } else if !named.contains(table) {
        reasons.append(
          "the profile names \"\(table)\", which is not in the folder; name it on the command line")
      }
    }
  }

  private mutating func find(_ input: EvidenceVerification.Outline.Input) {
    let included = input.name.flatMap { outline.files.contains($0) ? "\(folder)/\($0)" : nil }
    let given = named.first { $0 == input.path || $0.hasSuffix("/" + input.path) }
    guard let file = included ?? given else {
      reasons.append(
        "the input \"\(input.path)\" is not in the folder; name it on the command line")
      return
    }
    substitutes[input.path] = file
  }
}
