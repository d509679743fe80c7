import CivilTime
import Findings
import Foundation
import Inventory
import Results
import Rules
import TestSeeds
import Testing

@testable import Engine

/// Deals rows out to several consumers, each of which gets those up to the next cut.
private final class Splitter: RowConsumer {
  private let consumers: [any RowConsumer]
  private var cuts: ArraySlice<Int>
  private var current = 0
  private var rows = 0

  /// - Precondition: There is one consumer more than cuts.
  init(_ consumers: [any RowConsumer], cuts: [Int]) {
    self.consumers = consumers
    self.cuts = cuts[...]
  }

  func begin(_ dataset: InventoryNode) { for consumer in consumers { consumer.begin(dataset) } }
  func end(_ dataset: InventoryNode) { for consumer in consumers { consumer.end(dataset) } }

  func record(_ record: FactObject, ordinal: Int) {
    next().record(record, ordinal: ordinal)
  }

  func holding(_ holding: FactObject, ordinal: Int) {
    next().holding(holding, ordinal: ordinal)
  }

  private func next() -> any RowConsumer {
    while let cut = cuts.first, rows >= cut {
      cuts.removeFirst()
      current += 1
    }
    rows += 1
    return consumers[current]
  }
}

@Suite struct PiecesTests {
  private static func outcome(
    _ inputs: [InventoryInput], cuts: [Int], isLinked: Bool
  ) -> Engine.Outcome {
    let reader = InventoryReader(inputs)
    _ = reader.read(.structure)
    let linkers = (0...cuts.count).map { _ in Linker(SignatureTests.terms) }
    if isLinked { _ = reader.read(.rows, rows: Splitter(linkers, cuts: cuts)) }
    for linker in linkers.dropFirst() { linkers[0].add(linker) }
    let engine = Engine(
      rules: SignatureTests.rules, library: SignatureTests.library, profile: Profile(),
      tree: reader.tree, options: EngineOptions(asOf: CivilDate(dayNumber: 20_758)),
      linker: isLinked ? linkers[0] : nil)
    let consumers = (0...cuts.count).map { _ in engine.rowConsumer() }
    _ = reader.read(.rows, rows: Splitter(consumers, cuts: cuts))
    return engine.finish()
  }

  private static func compare(_ inputs: [InventoryInput], rows: Int, seed: UInt64) {
    var maker = RecordMaker(seed: TestSeed.of("cuts", seed))
    for isLinked in [true, false] {
      let whole = outcome(inputs, cuts: [], isLinked: isLinked)
      #expect(whole.summary.records + whole.summary.holdings == rows)
      #expect(whole.findings.count > 0)
      let random = (0..<5).map { _ in maker.below(rows + 1) }.sorted()
      for cuts in [[1], [rows - 1], [rows], [0, 0, 3], random] {
        let pieces = outcome(inputs, cuts: cuts, isLinked: isLinked)
        #expect(Array(pieces.findings) == Array(whole.findings), "cuts \(cuts)")
        #expect(pieces.summary == whole.summary)
        #expect(pieces.coverage == whole.coverage)
        #expect(pieces.rootCauses == whole.rootCauses)
        #expect(pieces.faults == whole.faults)
      }
    }
  }

  @Test("where pieces of made-up inventories are cut does not show", arguments: 1...6)
  func cutsDoNotShow(_ seed: UInt64) {
    var maker = RecordMaker(seed: TestSeed.of("pieces", seed))
    let inputs = (0..<2).map { number in
      let text = maker.inventory(system: "s\(number)", records: 25, withForces: number == 0)
      return InventoryInput.bytes(Array(text.utf8), name: "input-\(number)")
    }
    Self.compare(inputs, rows: 100, seed: seed)
  }

  @Test("where age bands are cut does not show")
  func cutsInBands() {
    let bands = (0..<12).map { row in
      """
      {"group": \(1 + row % 3), "lastEventFrom": "\(1990 + row)-01-01", \
      "lastEventTo": "\(1990 + row)-12-31", "count": \(10 + row)}
      """
    }
    let text = """
      {"organisations": [{"id": "f", "name": "F", "kind": "police-force", "jurisdiction": \
      "england-and-wales"}], "systems": [{"id": "s", "name": "S", "controllers": ["f"], \
      "datasets": [{"id": "d", "name": "D", "category": "N003", "regime": "law-enforcement", \
      "groupMode": "time-based", "holdings": [\(bands.joined(separator: ","))]}]}]}
      """
    let inputs = [InventoryInput.bytes(Array(text.utf8), name: "bands")]
    let whole = Self.outcome(inputs, cuts: [], isLinked: false)
    let joined = whole.findings.filter { $0.subject.level == .holding }
    #expect(joined.contains { $0.locations.count > 1 })
    Self.compare(inputs, rows: 12, seed: 3)
  }
}
