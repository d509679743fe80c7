public import Results

/// What evidence of a run is made of.
public struct EvidenceRequest: Sendable {
  /// A file that goes into the folder.
  public struct File: Sendable {
    /// What a file is for, and so the folder it goes to.
    public enum Role: String, Sendable, CaseIterable {
      case report = "reports"
      case rule = "rules"
      case schedule = "schedules"
      case mapping = "mappings"
      case waivers, profile, baseline, expected, configuration
    }

    /// What it is for.
    public var role: Role
    /// Its name in the role's folder, such as `mopi/pack.yaml`: no `..`, not absolute.
    public var name: String
    /// Its bytes.
    public var bytes: [UInt8]

    /// Names a file.
    public init(_ role: Role, name: String, bytes: [UInt8]) {
      self.role = role
      self.name = name
      self.bytes = bytes
    }
  }

  /// The result.
  public var result: CheckResult
  /// The result in its canonical form, as it was written.
  public var resultBytes: [UInt8]
  /// Reports, rules, waivers, profile, configuration.
  public var files: [File]
  /// Whether the inputs go into the folder too; they hold personal data. Their digests do in any
  /// case, from reading the files that the result names again.
  public var includesInputs: Bool
  /// The command that was run, word by word.
  public var command: [String]
  /// The head of the history after the run, where there is one.
  public var historyHead: String?

  /// Puts a request together.
  public init(
    result: CheckResult, resultBytes: [UInt8], files: [File] = [],
    includesInputs: Bool = false, command: [String], historyHead: String? = nil
  ) {
    self.result = result
    self.resultBytes = resultBytes
    self.files = files
    self.includesInputs = includesInputs
    self.command = command
    self.historyHead = historyHead
  }
}
