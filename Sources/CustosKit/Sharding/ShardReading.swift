import CivilTime
import Diagnostics
import Inventory
import Results

/// Reads the rows of one shard: all rows are counted first, then those of the shard are delivered.
struct ShardReading {
  let reader: InventoryReader
  let shard: Shard
  /// What the pass over the facts came to.
  let structure: ReadOutcome
  /// What counting the rows came to.
  let counted: ReadOutcome

  /// Reads all facts and counts all rows.
  init(_ reader: InventoryReader, _ shard: Shard, meter: ProgressMeter?) {
    self.reader = reader
    self.shard = shard
    let outcome = reader.read(.everything, rows: RowCounter().metered(meter))
    if outcome.hasLateFacts {
      structure = reader.read(.structure)
      counted = reader.read(.rows, rows: RowCounter().metered(meter))
    } else {
      structure = outcome
      counted = outcome
    }
  }

  /// Which rows of each input are the shard's, counted from 0 in the input; those without any are
  /// left out.
  private var shares: [(input: Int, rows: Range<Int>)] {
    let counts = counted.inputs.map { $0.recordCount + $0.holdingCount }
    let own = shard.rows(of: counts.reduce(0, +))
    var start = 0
    var shares: [(input: Int, rows: Range<Int>)] = []
    for (index, count) in counts.enumerated() {
      let rows = own.clamped(to: start..<start + count)
      if !rows.isEmpty { shares.append((index, rows.lowerBound - start..<rows.upperBound - start)) }
      start += count
    }
    return shares
  }

  /// How many rows all shards have together.
  var totalRows: Int { counted.inputs.reduce(0) { $0 + $1.recordCount + $1.holdingCount } }

  /// How many rows are the shard's.
  var rowCount: Int { shares.reduce(0) { $0 + $1.rows.count } }

  /// Delivers the rows of the shard; inputs without any are not read again.
  ///
  /// - Returns: What was wrong or odd.
  func run(_ consumer: any RowConsumer) -> [Diagnostic] {
    shares.flatMap { share in
      reader.readRows(ofInput: share.input, into: RangeConsumer(consumer, rows: share.rows))
        .diagnostics
    }
  }
}

/// Passes on some of the rows of an input.
final class RangeConsumer: RowConsumer {
  private let consumer: any RowConsumer
  private let rows: Range<Int>
  private var next = 0

  /// - Parameter rows: Which rows, counted from 0.
  init(_ consumer: any RowConsumer, rows: Range<Int>) {
    self.consumer = consumer
    self.rows = rows
  }

  func take(factsUntil day: CivilDate?) { consumer.take(factsUntil: day) }
  func begin(_ dataset: InventoryNode) { consumer.begin(dataset) }
  func end(_ dataset: InventoryNode) { consumer.end(dataset) }

  func record(_ record: FactObject, ordinal: Int) {
    defer { next &+= 1 }
    if rows.contains(next) { consumer.record(record, ordinal: ordinal) }
  }

  func holding(_ holding: FactObject, ordinal: Int) {
    defer { next &+= 1 }
    if rows.contains(next) { consumer.holding(holding, ordinal: ordinal) }
  }
}

/// Takes rows that only their number is wanted of, which the reader counts.
private final class RowCounter: RowConsumer {
  func begin(_ dataset: InventoryNode) {}
  func record(_ record: FactObject, ordinal: Int) {}
  func holding(_ holding: FactObject, ordinal: Int) {}
  func end(_ dataset: InventoryNode) {}
}
