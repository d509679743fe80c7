import ArgumentParser

/// `custos evidence`.
struct Evidence: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Keep the evidence of a run, and verify it later.",
    subcommands: [CreateEvidence.self, VerifyEvidence.self])
}
