import CustosKit

/// A file or folder, besides the inputs, that a run reads.
struct EvidenceSource {
  /// What it is for.
  let role: EvidenceRequest.File.Role
  /// As the user named it.
  let path: String

  /// The files of it, as the user would name them.
  ///
  /// - Parameter place: Where a file that names others is read, where that is not at its path.
  func files(at place: String? = nil) -> [String] {
    switch role {
    case .rule, .schedule: RuleFiles.paths(in: path)
    case .profile: ProfileFiles.paths(of: path, at: place)
    default: [path]
    }
  }

  /// The name of one of the files in a folder of evidence.
  func name(of file: String) -> String { "\(role.rawValue)/\(CreateEvidence.name(of: file))" }
}

extension RunOptions {
  /// Everything, besides the inputs, that a run with these options reads.
  var sources: [EvidenceSource] {
    let single: [(EvidenceRequest.File.Role, String?)] = [
      (.waivers, acceptance.waivers), (.profile, rules.profile),
      (.baseline, acceptance.baseline), (.expected, expect),
    ]
    return rules.rulePaths.filter { $0 != RuleSet.builtInName }
      .map { EvidenceSource(role: .rule, path: $0) }
      + rules.schedulePaths.map { EvidenceSource(role: .schedule, path: $0) }
      + mapping.mappings.filter(MappingSet.namesFile)
      .map { EvidenceSource(role: .mapping, path: $0) }
      + single.compactMap { role, path in path.map { EvidenceSource(role: role, path: $0) } }
  }
}
