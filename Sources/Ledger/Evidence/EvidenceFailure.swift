/// Why evidence could not be written or looked at.
public struct EvidenceFailure: Error, Hashable, Sendable {
  /// The kind of failure; its name is stable.
  ///
  /// New kinds may come in a minor version, so match with a `default`.
  public struct Code: Hashable, Sendable {
    private enum Kind: String {
      case exists
      case missing
      case badName = "bad-name"
      case badKey = "bad-key"
      case cannotRead = "cannot-read"
      case cannotWrite = "cannot-write"
      case inputChanged = "input-changed"
    }
    private let kind: Kind
    /// The stable name, such as `evidence.exists`.
    public var name: String { "evidence.\(kind.rawValue)" }

    /// Something of the name is there already; evidence is never overwritten.
    public static let exists = Code(kind: .exists)
    /// There is no folder to verify.
    public static let missing = Code(kind: .missing)
    /// A file's name would lead out of its folder, or stands twice.
    public static let badName = Code(kind: .badName)
    /// The key is none of Ed25519.
    public static let badKey = Code(kind: .badKey)
    /// A file could not be read.
    public static let cannotRead = Code(kind: .cannotRead)
    /// The folder could not be written whole; nothing is left of it.
    public static let cannotWrite = Code(kind: .cannotWrite)
    /// An input is not what it was when it was checked.
    public static let inputChanged = Code(kind: .inputChanged)
  }

  /// What went wrong.
  public let code: Code
  /// What went wrong, in words.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension EvidenceFailure: CustomStringConvertible {
  /// The form in which messages are printed.
  public var description: String { "error: \(message) [\(code.name)]" }
}
