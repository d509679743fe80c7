import CivilTime
import Inventory
import Synchronization

/// Counts rows over all threads and tells the caller now and then.
final class ProgressMeter: Sendable {
  /// After how many rows of a consumer the caller is told.
  static let step = 1 << 14

  private let stage: CheckProgress.Stage
  private let total: Int?
  private let bytes: BytesRead?
  private let rows = Mutex(0)
  private let report: @Sendable (CheckProgress) -> Void

  init(
    _ stage: CheckProgress.Stage, total: Int? = nil, bytes: BytesRead? = nil,
    report: @escaping @Sendable (CheckProgress) -> Void
  ) {
    self.stage = stage
    self.total = total
    self.bytes = bytes
    self.report = report
  }

  func add(_ count: Int) {
    rows.withLock { rows in
      rows += count
      report(
        CheckProgress(
          stage: stage, rows: rows, total: total, bytes: bytes?.count, size: bytes?.size))
    }
  }
}

/// Counts the bytes of inputs as they are read.
final class BytesRead: Sendable {
  /// How many there are; `nil` where an input is no regular file.
  let size: Int?
  private let read: Mutex<[Int]>

  init(_ inputs: [InventoryInput]) {
    let sizes = inputs.compactMap { FileSearch.size(of: $0.name) }
    size = sizes.count == inputs.count ? sizes.reduce(0, +) : nil
    read = Mutex(Array(repeating: 0, count: inputs.count))
  }

  /// How many were read.
  var count: Int { read.withLock { $0.reduce(0, +) } }

  /// What a reader calls with bytes of an input, up to an offset.
  @Sendable
  func note(_ input: Int, _ end: Int) { read.withLock { $0[input] = end } }

  /// Begins anew, where the inputs are read once more.
  func restart() { read.withLock { $0 = $0.map { _ in 0 } } }
}

/// Passes rows on and counts them.
final class MeteredConsumer: RowConsumer {
  private let consumer: any RowConsumer
  private let meter: ProgressMeter
  private var rows = 0

  init(_ consumer: any RowConsumer, meter: ProgressMeter) {
    self.consumer = consumer
    self.meter = meter
  }

  func take(factsUntil day: CivilDate?) { consumer.take(factsUntil: day) }
  func begin(_ dataset: InventoryNode) { consumer.begin(dataset) }
  func end(_ dataset: InventoryNode) { consumer.end(dataset) }

  func record(_ record: FactObject, ordinal: Int) {
    count()
    consumer.record(record, ordinal: ordinal)
  }

  func holding(_ holding: FactObject, ordinal: Int) {
    count()
    consumer.holding(holding, ordinal: ordinal)
  }

  private func count() {
    rows &+= 1
    if rows & (ProgressMeter.step - 1) == 0 { meter.add(ProgressMeter.step) }
  }
}

extension RowConsumer {
  /// The consumer, counted where somebody wants to know.
  func metered(_ meter: ProgressMeter?) -> any RowConsumer {
    meter.map { MeteredConsumer(self, meter: $0) } ?? self
  }
}
