import CEL
import CivilTime
import Diagnostics
import Inventory

/// Reads an inventory in one go and in pieces, which have to come to the same.
enum InventoryFuzz {
  static func run(_ bytes: [UInt8]) {
    let whole = read(bytes, jobs: 1)
    let pieces = read(bytes, jobs: 2)
    expect(whole == pieces, "one thread and two read different things")
  }

  /// What a reading comes to.
  private struct Reading: Equatable {
    var diagnostics: [Diagnostic]
    var records: [Int]
    var isComplete: Bool
  }

  private static func read(_ bytes: [UInt8], jobs: Int) -> Reading {
    var options = ReaderOptions()
    options.pieceBytes = 2_048
    options.latestDay = Seed.day
    let reader = InventoryReader([.bytes(bytes, name: "fuzz")], options: options)
    let pieces = PieceReading(jobs: jobs) { Consumer() }
    var outcome = reader.read(.everything, rows: Consumer(), pieces: pieces)
    if outcome.hasUnprovenPieces { return read(bytes, jobs: 1) }
    var diagnostics = outcome.diagnostics
    if outcome.hasLateFacts {
      diagnostics = reader.read(.structure).diagnostics
      outcome = reader.read(.rows, rows: Consumer(), pieces: pieces)
      if outcome.hasUnprovenPieces { return read(bytes, jobs: 1) }
      diagnostics += outcome.diagnostics
    }
    return Reading(
      diagnostics: diagnostics.sorted(), records: outcome.inputs.map(\.recordCount),
      isComplete: outcome.isComplete)
  }
}

/// Looks at every fact of every row.
private final class Consumer: RowConsumer {
  private var seen = 0

  func begin(_ dataset: InventoryNode) {}
  func end(_ dataset: InventoryNode) {}

  func record(_ record: FactObject, ordinal: Int) { look(record) }
  func holding(_ holding: FactObject, ordinal: Int) { look(holding) }

  private func look(_ object: FactObject) {
    for slot in object.definition.fields.indices where object[slot].tag != .absent { seen += 1 }
  }
}
