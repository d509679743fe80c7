import Engine
import Inventory
import Synchronization

/// Reads the rows of all inputs once their structure is known, by several threads.
///
/// Small inputs are read side by side, one thread each; a large one by all threads together.
struct RowReading {
  let reader: InventoryReader
  /// How many bytes each input has.
  let sizes: [Int]
  /// From how many bytes on an input is worth the help of other threads.
  let largeBytes: Int
  let jobs: Int

  /// Reads rows into consumers, one for each input and more for the pieces of large ones.
  ///
  /// What comes of it does not depend on the number of jobs.
  func run(_ makeConsumer: @escaping () -> any RowConsumer) -> ReadOutcome {
    let isLarge = sizes.map { jobs > 1 && $0 >= largeBytes }
    let work = Work(reader: reader, consumers: sizes.map { _ in makeConsumer() })
    let small = sizes.indices.filter { !isLarge[$0] }
    Workers.run(small.count, jobs: jobs) { work.read(small[$0], pieces: nil) }
    for input in sizes.indices where isLarge[input] {
      work.read(input, pieces: PieceReading(jobs: jobs, makeConsumer: makeConsumer))
    }
    return work.outcome
  }

  /// What threads share; each consumer is used by one of them.
  private final class Work: @unchecked Sendable {
    private let reader: InventoryReader
    private let consumers: [any RowConsumer]
    private let outcomes: Mutex<[ReadOutcome?]>

    init(reader: InventoryReader, consumers: [any RowConsumer]) {
      self.reader = reader
      self.consumers = consumers
      outcomes = Mutex(Array(repeating: nil, count: consumers.count))
    }

    func read(_ input: Int, pieces: PieceReading?) {
      let outcome = reader.readRows(ofInput: input, into: consumers[input], pieces: pieces)
      outcomes.withLock { $0[input] = outcome }
    }

    /// The outcomes of all inputs as one, in their order.
    var outcome: ReadOutcome {
      let outcomes = outcomes.withLock { $0.compactMap(\.self) }
      // Without inputs, what reading them comes to is nothing.
      guard var all = outcomes.first else { return reader.read(.rows) }
      for outcome in outcomes.dropFirst() {
        all.diagnostics += outcome.diagnostics
        all.inputs += outcome.inputs
        all.hasUnprovenPieces = all.hasUnprovenPieces || outcome.hasUnprovenPieces
      }
      reader.compareSharedIdentities(&all)
      return all
    }
  }
}
