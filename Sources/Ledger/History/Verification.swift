/// What verifying a history found.
public struct Verification: Hashable, Sendable {
  /// Something that is not as it was written.
  public struct Problem: Hashable, Sendable {
    /// The kinds of problems, with stable names.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// The database itself is not sound.
      case unsound = "history.unsound"
      /// Entries are missing before this one.
      case gap = "history.gap"
      /// The entry does not follow from the one before it.
      case chain = "history.chain-broken"
      /// The content of the run is not what was recorded.
      case changed = "history.run-changed"
      /// Rows of a run that has no entry, or that was pruned.
      case stray = "history.stray-rows"
      /// How a finding stands does not follow from the runs.
      case finding = "history.finding-changed"
      /// The expected head is not in the ledger: rows were cut off, or all was computed anew.
      case head = "history.head-unknown"
    }

    /// The kind.
    public var kind: Kind
    /// The number of the entry; 0 where none is concerned.
    public var number: Int
    /// What is wrong, in words.
    public var message: String
  }

  /// How many runs are there with their content.
  public var runs: Int
  /// How many runs were pruned; their entries are still in the chain.
  public var pruned: Int
  /// The hash of the newest entry.
  public var head: String
  /// How many entries were added since the expected head; `nil` if none was given or it is not
  /// there.
  public var sinceExpected: Int?
  /// What is wrong, in order of entry.
  public var problems: [Problem]

  /// Whether nothing is wrong.
  public var isSound: Bool { problems.isEmpty }
}
