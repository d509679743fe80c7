/// How far a check is.
public struct CheckProgress: Sendable {
  /// What is being done.
  public enum Stage: Sendable {
    /// Records are being counted, to know which of them are a shard's.
    case counting
    /// Records of the same person are being brought together.
    case linking
    /// Rules are being evaluated.
    case checking
    /// What shards found is being put together.
    case merging
  }

  /// What is being done.
  public var stage: Stage
  /// How many records and holdings, or files of shards, were read at this stage.
  public var rows: Int
  /// How many there are; `nil` where that is not known yet.
  public var total: Int?
  /// How many bytes of the inputs were read, where rows are read before it is known how many there
  /// are; `nil` otherwise.
  public var bytes: Int?
  /// How many bytes there are; `nil` where an input is a stream.
  public var size: Int?
}
