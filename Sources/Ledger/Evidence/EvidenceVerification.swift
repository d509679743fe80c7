public import CivilTime

/// What verifying evidence found.
public struct EvidenceVerification: Sendable {
  /// Something that does not hold.
  public struct Problem: Hashable, Sendable {
    /// The kinds of problems, with stable names.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      case badEnvelope = "evidence.bad-envelope"
      case badStatement = "evidence.bad-statement"
      case unsigned = "evidence.unsigned"
      case badSignature = "evidence.bad-signature"
      case missingFile = "evidence.missing-file"
      case changedFile = "evidence.changed-file"
      case unlistedFile = "evidence.unlisted-file"
      case notAFile = "evidence.not-a-file"
      case contradiction = "evidence.contradiction"
      case inputMissing = "evidence.input-missing"
      case inputChanged = "evidence.input-changed"
      case inputUnknown = "evidence.input-unknown"
      case resultDiffers = "evidence.result-differs"
      case otherRules = "evidence.other-rules"
      case notRepeated = "evidence.not-repeated"
    }

    /// The kind.
    public var kind: Kind
    /// The file in the folder, or the input; empty where the whole is concerned.
    public var path: String
    /// What does not hold, in words.
    public var message: String
  }

  /// How the signature stands.
  public enum Signature: String, Hashable, Sendable, CaseIterable {
    /// Nobody signed.
    case none
    /// Somebody signed, but no key was given to check it with.
    case unchecked
    /// The key that was given signed.
    case valid
    /// The key that was given did not sign.
    case invalid
  }

  /// What the evidence says about its run, so that it can be done again.
  public struct Outline: Hashable, Sendable {
    /// An input.
    public struct Input: Hashable, Sendable {
      /// As the user named it.
      public var path: String
      /// SHA-256.
      public var digest: String
      /// Its name in the folder; `nil` where it is not included.
      public var name: String?
    }

    /// The version of Custos.
    public var toolVersion: String
    /// The day of the check.
    public var asOf: CivilDate
    /// Its exit code.
    public var exitCode: Int
    /// The command, word by word.
    public var command: [String]
    /// The head of the history after the run.
    public var historyHead: String?
    /// The inputs.
    public var inputs: [Input]
    /// The names of all files in the folder, sorted.
    public var files: [String]
  }

  /// What does not hold, by path.
  public var problems: [Problem] = []
  /// How the signature stands.
  public var signature: Signature = .none
  /// What the evidence says about its run; `nil` if its statement cannot be read.
  public var outline: Outline?
  /// Whether doing the run again gave the same bytes; `nil` if it was not done again.
  public var isReproduced: Bool?

  /// Whether everything holds and the run was done again.
  public var isProven: Bool { problems.isEmpty && isReproduced == true }
}
