public import Diagnostics

/// What came of reading inputs.
public struct ReadOutcome: Sendable {
  /// What came of one input.
  public struct Input: Sendable {
    /// The name that the user gave.
    public var name: String
    /// Its spelling; `nil` where it could not be told.
    public var format: ContentFormat?
    /// What the spelling is called where a mapping reads it, such as `csv`.
    public var foreignFormat: String?
    /// What came of a mapping.
    public var summary: ForeignSummary?
    /// What reports call its spelling.
    public var formatName: String { foreignFormat ?? (format == .xml ? "xml" : "json") }
    /// How many bytes were read.
    public var byteCount = 0
    /// How many records were delivered.
    public var recordCount = 0
    /// How many holdings were delivered.
    public var holdingCount = 0
    /// Whether it holds an inventory.
    public var isInventory = false
    /// Whether all of it could be read and understood.
    public var isComplete = true

    init(name: String) {
      self.name = name
    }
  }

  /// What was wrong or odd, by input and place.
  public var diagnostics: [Diagnostic] = []
  /// One for each input, in order.
  public var inputs: [Input] = []
  /// Whether a fact came after rows that would have needed it; see ``ReadingMode/everything``.
  public var hasLateFacts = false

  /// Whether pieces of a file that threads read did not fit together; see ``PieceReading``.
  ///
  /// Then forget what came, and read again without pieces. Only files that are wrong come to this.
  public var hasUnprovenPieces = false

  /// Whether all inputs could be read and understood.
  public var isComplete: Bool {
    !hasLateFacts && !hasUnprovenPieces && inputs.allSatisfy(\.isComplete)
  }
}
