import Engine
import Inventory
import Synchronization

/// Reads the rows of all inputs once their structure is known, several inputs at once.
struct RowReading {
  let reader: InventoryReader
  let inputCount: Int
  let jobs: Int

  /// Reads rows into a consumer for each input, made in the order of the inputs.
  ///
  /// What comes of it does not depend on the number of jobs.
  func run(_ makeConsumer: () -> any RowConsumer) -> ReadOutcome {
    let work = Work(reader: reader, consumers: (0..<inputCount).map { _ in makeConsumer() })
    Workers.run(inputCount, jobs: jobs) { work.read($0) }
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

    func read(_ input: Int) {
      let outcome = reader.readRows(ofInput: input, into: consumers[input])
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
      }
      reader.compareSharedIdentities(&all)
      return all
    }
  }
}
