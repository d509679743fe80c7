import ArgumentParser
import CustosKit

/// Refuses a run whose outputs would take the place of what it reads, or of each other.
struct OutputGuard {
  private var reads: [(what: String, path: String)] = []
  private var writes: [(what: String, path: String)] = []

  /// Adds files or folders that are read.
  mutating func reads(_ what: String, _ paths: [String]) {
    reads += paths.map { (what, $0) }
  }

  /// Adds what rules are loaded from.
  mutating func reads(_ rules: RuleOptions) {
    reads("the rule file", rules.rulePaths + rules.schedulePaths)
    reads("the profile", [rules.profile].compactMap(\.self))
  }

  /// Adds everything, besides the inputs, that the options of a run name.
  mutating func reads(_ options: RunOptions) {
    reads += options.sources.map { ($0.role.inWords, $0.path) }
  }

  /// Adds files that are written; `-` and no name are standard output.
  mutating func writes(_ what: String, _ paths: [String?]) {
    writes += paths.compactMap { path in path.flatMap { $0 == "-" ? nil : (what, $0) } }
  }

  /// Adds what is written of a result.
  mutating func writes(_ output: OutputOptions) throws {
    writes("the report", try output.files().map(\.path))
  }

  /// - Throws: Exit code 2 with everything that would be lost.
  func refuse() throws {
    var problems: [Diagnostic] = []
    var places: [String: String] = [:]
    for write in writes {
      guard let place = FilePlace.identity(of: write.path) else { continue }
      if let other = places[place] {
        problems.append(
          Diagnostic(
            .error, "output.same-place", at: nil,
            "\(other) and \(write.what) are to be written to the same file, \"\(write.path)\"",
            hint: "name another file for one of them"))
      }
      places[place] = write.what
      let lost = reads.first { read in
        FilePlace.identity(of: read.path) == place
          || FilePlace.isInventory(write.path, in: read.path)
      }
      guard let lost else { continue }
      problems.append(
        Diagnostic(
          .error, "output.replaces-input", at: nil,
          "\(write.what) would replace \(lost.what) \"\(write.path)\", which this run reads",
          hint: "name another file to write"))
    }
    guard problems.isEmpty else { throw Messages.end(problems, ExitCode.configuration) }
  }
}

extension EvidenceRequest.File.Role {
  /// What a file is to the run that reads it.
  fileprivate var inWords: String {
    switch self {
    case .report: "the report"
    case .rule: "the rule file"
    case .schedule: "the schedule"
    case .mapping: "the mapping"
    case .waivers: "the waivers"
    case .profile: "the profile"
    case .baseline: "the baseline"
    case .expected: "the list of expected systems"
    case .configuration: "the configuration"
    }
  }
}
