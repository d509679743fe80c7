public import CivilTime

/// What of an inventory is read.
public enum ReadingMode: Sendable {
  /// Facts and rows in one go.
  ///
  /// Stops with ``ReadOutcome/hasLateFacts`` once a fact arrives that rows already delivered would
  /// have needed: then forget what came, and read ``structure`` and ``rows``.
  case everything
  /// Organisations, systems and datasets only; rows are checked for form and passed over.
  case structure
  /// Rows only, of a structure that has been read.
  case rows
}

/// How inventories are read.
public struct ReaderOptions {
  /// The known codes; without them codes are not checked.
  public var codes: CodeBook?
  /// Whether an unknown name is an error and not a notice.
  public var isStrict = false
  /// The day of the check, after which nothing can have happened; `nil` where there is none.
  public var latestDay: CivilDate?
  /// How many diagnostics of a file are kept.
  public var diagnosticLimit = 100
  /// Where a stream that has to be read twice is kept, in a file without a name.
  public var temporaryFolder = "/tmp"
  /// Sees the bytes of each input, by its index, as they are read, to make a digest for example.
  ///
  /// Called in order, with the offset of the bytes in the input; where the offset is 0 a reading
  /// begins, and what came of that input before is void. Readings of ``ReadingMode/rows`` are not
  /// shown. Of an input that cannot be read to its end, only a part is.
  public var tap: ((_ input: Int, _ offset: Int, _ bytes: UnsafeRawBufferPointer) -> Void)?
  /// Told of bytes of each input, by its index, as they are read in any mode: up to which offset; by
  /// several threads where several read.
  public var progress: (@Sendable (_ input: Int, _ end: Int) -> Void)?
  /// How many bytes are asked for at a time; for tests.
  var chunkBytes: Int?
  /// How long the runs of records are at most that threads read, in bytes.
  package var pieceBytes = 2 << 20
  /// Whether rows in XML that have the usual form are read without the parser, as ``XMLRowTag`` says;
  /// tests compare both ways.
  var readsRowsAtOnce = true
  /// How many ids of records are kept in memory; for tests.
  var mostIdentities = RecordIdentities.mostInMemory

  /// The usual way.
  public init() {}
}
