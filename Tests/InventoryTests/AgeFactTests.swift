import CivilTime
import Testing

@testable import Inventory

/// Ages and ends of matters that do not fit the other days of a record.
@Suite struct AgeFactTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let facts: String
    /// The fields that cannot all be true.
    let impossible: [String]
    var testDescription: String { name }
  }

  static let examples = [
    Example(
      name: "the age at the event",
      facts: #""born": "1988-03-14", "lastEvent": "2020-11-01", "ageAtEvent": 32"#, impossible: []),
    Example(
      name: "the day before the birthday",
      facts: #""born": "1988-03-14", "lastEvent": "2021-03-13", "ageAtEvent": 32"#, impossible: []),
    Example(
      name: "the birthday",
      facts: #""born": "1988-03-14", "lastEvent": "2021-03-14", "ageAtEvent": 32"#,
      impossible: ["born", "lastEvent", "ageAtEvent"]),
    Example(
      name: "an age that comes later",
      facts: #""born": "1988-03-14", "lastEvent": "2021-03-13", "ageAtEvent": 33"#,
      impossible: ["born", "lastEvent", "ageAtEvent"]),
    Example(
      name: "a birth of 29 February, on the day before the first of March",
      facts: #""born": "2000-02-29", "lastEvent": "2018-02-28", "ageAtEvent": 18"#, impossible: []),
    Example(
      name: "a year of birth",
      facts: #""born": "1988", "lastEvent": "2020-11-01", "ageAtEvent": 31"#, impossible: []),
    Example(
      name: "a year of birth that leaves only two ages",
      facts: #""born": "1988", "lastEvent": "2020-11-01", "ageAtEvent": 33"#,
      impossible: ["born", "lastEvent", "ageAtEvent"]),
    Example(
      name: "the age at an earlier event",
      facts:
        #""born": "1988-03-14", "lastEvent": "2020-11-01", "ageAtEvent": 20, "events": [{"date": "2008-05-01"}]"#,
      impossible: []),
    Example(
      name: "an age before every event",
      facts:
        #""born": "1988-03-14", "lastEvent": "2020-11-01", "ageAtEvent": 19, "offences": [{"date": "2008-05-01"}]"#,
      impossible: ["born", "lastEvent", "ageAtEvent", "offences"]),
    Example(
      name: "the age when the record was made, before an event that restarted it",
      facts:
        #""born": "1988-03-14", "created": "2020-03-10", "lastEvent": "2020-06-24", "ageAtEvent": 31"#,
      impossible: []),
    Example(
      name: "an offence long before the material was taken",
      facts:
        #""born": "1967-01-01", "lastEvent": "2012-02-29", "taken": "2012-02-29", "ageAtEvent": 17"#,
      impossible: []),
    Example(
      name: "an offence after the material was taken",
      facts: #""born": "1995-01-01", "taken": "2012-02-29", "ageAtEvent": 45"#,
      impossible: ["born", "taken", "ageAtEvent"]),
    Example(
      name: "an age that nobody born then has yet",
      facts: #""born": "2019-01-01", "ageAtEvent": 8"#,
      impossible: ["born", "ageAtEvent"]),
    Example(
      name: "an age at a later matter",
      facts:
        #""born": "1995-01-01", "biometric": {"laterMatters": [{"date": "2013-06-01", "ageAtEvent": 19}]}"#,
      impossible: ["born", "biometric"]),
    Example(
      name: "an age before a later matter",
      facts:
        #""born": "1995-01-01", "biometric": {"laterMatters": [{"date": "2013-06-01", "ageAtEvent": 17}]}"#,
      impossible: []),
    Example(
      name: "a later matter before the birth",
      facts: #""born": "1995-01-01", "biometric": {"laterMatters": [{"date": "1994-06-01"}]}"#,
      impossible: ["born", "biometric"]),
    Example(
      name: "a matter that ended before anything of it happened",
      facts: #""created": "2024-06-11", "lastEvent": "2024-06-11", "concluded": "2001-01-01""#,
      impossible: ["created", "lastEvent", "concluded"]),
    Example(
      name: "a matter that ended before an event that restarted the period",
      facts: #""created": "2012-06-11", "lastEvent": "2024-06-11", "concluded": "2013-01-01""#,
      impossible: []),
    Example(
      name: "material that was taken after the end",
      facts: #""taken": "2012-06-11", "concluded": "2011-01-01""#, impossible: []),
    Example(
      name: "a release before the conviction",
      facts: #""release": "2020-01-01", "conviction": "2025-01-01""#,
      impossible: ["release", "conviction"]),
    Example(
      name: "a conviction after the death",
      facts: #""died": "2020-01-01", "conviction": "2025-01-01""#,
      impossible: ["died", "conviction"]),
    Example(
      name: "a review in 2199", facts: #""nextReview": "2199-01-01""#, impossible: ["nextReview"]),
    Example(name: "a review in 2176", facts: #""nextReview": "2176-10-31""#, impossible: []),
  ]

  @Test(
    "an age fits the birth and the events, and a matter ends after they began", arguments: examples)
  func compares(_ example: Example) {
    final class Notes: RowConsumer {
      var fields: Set<String> = []
      func begin(_ dataset: InventoryNode) {}
      func end(_ dataset: InventoryNode) {}
      func holding(_ holding: FactObject, ordinal: Int) {}
      func record(_ record: FactObject, ordinal: Int) {
        fields = Set(
          Vocabulary.record.fields.indices.filter { record.impossible.contains($0) }
            .map { Vocabulary.record.fields[$0].name })
      }
    }
    let text = """
      {"systems": [{"id": "a", "datasets": [{"id": "d", "records": [{"id": "1", \(example.facts)}]}]}]}
      """
    let notes = Notes()
    let reader = InventoryReader(
      [.bytes(Array(text.utf8), name: "a")], options: ImpossibleFactTests.options())
    let outcome = reader.read(.everything, rows: notes)
    #expect(notes.fields == Set(example.impossible))
    #expect(outcome.diagnostics.isEmpty == example.impossible.isEmpty)
  }

  @Test("an age that nobody reaches is no age", arguments: [(130, 0), (131, 1), (900, 1)])
  func bounds(_ age: Int, _ errors: Int) {
    let reading = Reading([
      #"{"systems": [{"id": "a", "datasets": [{"id": "d", "records": [{"ageAtEvent": \#(age)}]}]}]}"#
    ])
    #expect(reading.codes.filter { $0 == "reader.wrong-value" }.count == errors)
  }
}
