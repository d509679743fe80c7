/// Why bytes could not be written whole.
public struct OutputFailure: Error, Hashable, Sendable {
  /// The kind of failure.
  ///
  /// New kinds may come in a minor version, so match with a `default`.
  public struct Code: Hashable, Sendable {
    private enum Kind { case system, notRegular, symbolicLink, scratch }
    private let kind: Kind
    /// A call of the system failed; the message names it and its reason.
    public static let system = Code(kind: .system)
    /// What was to be written waited in a temporary file and could not be read back.
    public static let scratch = Code(kind: .scratch)
    /// The target is there, but no regular file.
    public static let notRegular = Code(kind: .notRegular)
    /// The target is a symbolic link.
    public static let symbolicLink = Code(kind: .symbolicLink)
  }

  /// What went wrong.
  public let code: Code
  /// What went wrong, in words.
  public let message: String
  /// The number of the system's error; 0 where there is none.
  public let errorNumber: Int32

  /// Describes a failure.
  public init(code: Code, message: String, errorNumber: Int32 = 0) {
    self.code = code
    self.message = message
    self.errorNumber = errorNumber
  }
}

extension OutputFailure: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
