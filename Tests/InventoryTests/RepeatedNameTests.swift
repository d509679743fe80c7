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
}
