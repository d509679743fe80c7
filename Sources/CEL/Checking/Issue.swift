/// Something that is wrong or odd in a source text.
public struct Issue: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// There is no program.
    case error
    /// The program works, but hardly as it is meant.
    case warning
    /// Worth knowing.
    case notice
  }

  public let severity: Severity
  /// A stable code, such as `cel.undeclared`.
  public let code: String
  public let message: String
  /// A likely cure.
  public let hint: String?
  /// Where it stands, in UTF-8 bytes of its source.
  public let range: Range<Int>
  /// The named expression in which it stands; `nil` in the main one.
  public let letName: String?

  /// Describes something wrong.
  public init(
    _ severity: Severity, _ code: String, _ message: String, hint: String? = nil,
    range: Range<Int>, letName: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.hint = hint
    self.range = range
    self.letName = letName
  }
}
