import ArgumentParser

/// `custos evidence`.
struct Evidence: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Keep the proof of a run, and do it again later.",
    subcommands: [CreateEvidence.self, VerifyEvidence.self])
}
