import CivilTime
import Inventory
import Results
import Rules
import TestSeeds
import Testing

@testable import Engine

@Suite struct ConsumerOrderTests {
  @Test("what several consumers find does not depend on the order in which they are used")
  func mergesInOrder() {
    var maker = RecordMaker(seed: TestSeed.of("order"))
    let inputs = (0..<4).map { number in
      InventoryInput.bytes(
        Array(
          maker.inventory(system: "s\(number)", records: 30, withForces: number == 0).utf8),
        name: "input-\(number)")
    }
    func run(_ order: [Int]) -> Engine.Outcome {
      let reader = InventoryReader(inputs)
      _ = reader.read(.structure)
      let engine = Engine(
        rules: SignatureTests.rules, library: SignatureTests.library, profile: Profile(),
        tree: reader.tree, options: EngineOptions(asOf: CivilDate(dayNumber: 20_758)), linker: nil)
      let consumers = inputs.map { _ in engine.rowConsumer() }
      for index in order { _ = reader.readRows(ofInput: index, into: consumers[index]) }
      return engine.finish()
    }
    let forwards = run([0, 1, 2, 3])
    let backwards = run([3, 1, 2, 0])
    #expect(Array(forwards.findings) == Array(backwards.findings))
    #expect(forwards.summary == backwards.summary)
    #expect(forwards.findings.count > 0)
  }
}
