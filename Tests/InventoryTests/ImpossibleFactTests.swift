import CivilTime
import Testing

@testable import Inventory

/// Facts that cannot be true.
@Suite struct ImpossibleFactTests {
  static func options() -> ReaderOptions {
    var options = ReaderOptions()
    options.latestDay = CivilDate(year: 2026, month: 11, day: 1)
    return options
  }

  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let system: String
    let facts: String
    let codes: [String]
    var testDescription: String { name }
  }

  static let examples = [
    Example(
      name: "a review on the day of the check", system: #""dpia": {"reviewed": "2026-11-01"}"#,
      facts: "dpia={reviewed=2026-11-01}", codes: []),
    Example(
      name: "a review after it", system: #""dpia": {"reviewed": "2026-11-02"}"#,
      facts: "dpia={reviewed=unknown}", codes: ["reader.impossible-date"]),
    Example(
      name: "a month that may be over", system: #""dpia": {"reviewed": "2026-11"}"#,
      facts: "dpia={reviewed=2026-11}", codes: []),
    Example(
      name: "a plan after it", system: #""disposalPlan": {"due": "2027-01-01"}"#,
      facts: "disposalPlan={due=2027-01-01}", codes: []),
    Example(
      name: "a review before what it reviews",
      system: #""dpia": {"date": "2024-05-02", "reviewed": "2024-05-01"}"#,
      facts: "dpia={date=unknown reviewed=unknown}", codes: ["reader.impossible-date"]),
    Example(
      name: "a minimum above its period",
      system: #""datasets": [{"id": "d", "retention": {"period": "P6Y", "minimum": "P7Y"}}]"#,
      facts: "retention={period=unknown minimum=unknown}", codes: ["reader.impossible-value"]),
    Example(
      name: "a minimum that may be its period",
      system: #""datasets": [{"id": "d", "retention": {"period": "P1Y", "minimum": "P365D"}}]"#,
      facts: "retention={period=P1Y minimum=P365D}", codes: []),
    Example(
      name: "a part above its whole",
      system: #""datasets": [{"id": "d", "count": 5, "missingTrigger": 6}]"#,
      facts: "count=unknown missingTrigger=unknown", codes: ["reader.impossible-value"]),
    Example(
      name: "a part that is the whole",
      system: #""datasets": [{"id": "d", "count": 5, "missingTrigger": 5}]"#,
      facts: "count=5 missingTrigger=5", codes: []),
  ]

  @Test("what cannot be true is told and counts as unknown", arguments: examples)
  func withholds(_ example: Example) {
    let reading = Reading(
      ["{\"systems\": [{\"id\": \"a\", \(example.system)}]}"], options: Self.options())
    #expect(reading.facts.contains(example.facts), "\(reading.facts)")
    #expect(reading.codes == example.codes)
  }

  static let rows = """
    {"systems": [{"id": "a", "datasets": [{"id": "d", "records": [
      {"id": "1", "lastEvent": "2026-11-02"}, {"id": "2", "lastEvent": "2026-11-01"},
      {"id": "3", "events": [{"date": "2027-01-01"}]},
      {"id": "4", "created": "2020-01-02", "reviewed": "2020-01-01"},
      {"id": "5", "born": "2021", "created": "2020-05-05"}]}]}]}
    """

  @Test("a row keeps such facts, with a note of which they are")
  func notesRows() {
    final class Notes: RowConsumer {
      var fields: [[String]] = []
      func begin(_ dataset: InventoryNode) {}
      func end(_ dataset: InventoryNode) {}
      func holding(_ holding: FactObject, ordinal: Int) {}
      func record(_ record: FactObject, ordinal: Int) {
        fields.append(
          Vocabulary.record.fields.indices.filter { record.impossible.contains($0) }
            .map { Vocabulary.record.fields[$0].name })
      }
    }
    let notes = Notes()
    let reader = InventoryReader(
      [.bytes(Array(Self.rows.utf8), name: "a")], options: Self.options())
    _ = reader.read(.everything, rows: notes)
    #expect(
      notes.fields == [
        ["lastEvent"], [], ["events"], ["created", "reviewed"], ["born", "created"],
      ])
  }
}
