import Diagnostics
import Testing

@testable import Inventory

/// Names that a list has twice.
@Suite struct RepeatedNameTests {
  @Test("an organisation that is named twice counts once")
  func dropsRepeated() {
    let text = """
      {"organisations": [{"id": "o"}, {"id": "q"}],
       "systems": [{"id": "a", "controllers": ["o", "q", "o"]}, {"id": "b", "controllers": ["o"]}]}
      """
    let reading = Reading([text], options: ImpossibleFactTests.options())
    #expect(reading.codes == ["reader.repeated-name"])
    #expect(reading.facts.contains("controllers=['o','q']"), "\(reading.facts)")
  }

  @Test("of many texts that name nothing a hundred are told of, and how many more there are")
  func many() {
    let names = (0..<5_000).map { "\"o\($0)\"" }.joined(separator: ", ")
    let datasets = (0..<2_000).map { "{\"id\": \"d\($0)\", \"category\": \"class \($0)\"}" }
    let text = """
      {"organisations": [{"id": "north"}], "systems": [{"id": "a", "controllers": [\(names)],
        "datasets": [\(datasets.joined(separator: ", "))]}]}
      """
    var options = ReaderOptions()
    options.codes = CodeBook(lists: ["category": ["crime-report"]])
    let reader = InventoryReader([.bytes(Array(text.utf8), name: "many")], options: options)
    let clock = ContinuousClock()
    var outcome = ReadOutcome()
    let time = clock.measure { outcome = reader.read(.structure) }
    let codes = outcome.diagnostics.map(\.code)
    #expect(codes.filter { $0 == "reader.unknown-reference" }.count == 100)
    #expect(outcome.diagnostics.contains { $0.message == "6900 more in many are not shown" })
    #expect(time < .seconds(20))
  }
}
