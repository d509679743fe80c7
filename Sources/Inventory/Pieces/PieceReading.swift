/// How several threads read the rows of one input.
///
/// The reader reads what is around the rows itself. Long runs of records it cuts out, at places
/// where a record ends, and has them read by whoever is free. What comes of it is the same as
/// without, whatever the number of threads: each thread that reads a run proves that the run ends
/// in the state in which it began.
public struct PieceReading {
  /// How many threads read at the same time, the one that asks for it among them.
  public var jobs: Int
  /// Makes a consumer for a thread, called at most ``jobs`` times, before rows go to it.
  ///
  /// A consumer is given many runs, of any of the datasets and in any order, each between a
  /// `begin` and an `end` of its dataset.
  public var makeConsumer: () -> (any RowConsumer)?

  /// Reads by a number of threads.
  public init(jobs: Int, makeConsumer: @escaping () -> (any RowConsumer)?) {
    self.jobs = jobs
    self.makeConsumer = makeConsumer
  }
}
