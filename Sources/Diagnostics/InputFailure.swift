/// Why an input, in whatever form, cannot be read on.
public struct InputFailure: Error, Hashable, Sendable {
  /// The stable code of the diagnostic.
  public var code: String
  /// What was found and what was expected.
  public var message: String
  /// What to do, where one thing is likely.
  public var hint: String?
  /// The line, or the row of a sheet, from 1; 0 where no place is known.
  public var line: Int
  /// The column, from 1; 0 where no place is known.
  public var column: Int

  /// Where the first of two things is that cannot both be there, if that is what is wrong.
  public var first: Place?

  /// A place in the input.
  public struct Place: Hashable, Sendable {
    /// The line, or the row of a sheet, from 1.
    public var line: Int
    /// The column, from 1.
    public var column: Int

    /// Names a place.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// Says what is wrong.
  public init(
    _ code: String, _ message: String, hint: String? = nil, line: Int = 0, column: Int = 0
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.line = line
    self.column = column
  }
}
