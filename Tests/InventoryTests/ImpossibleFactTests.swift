import CEL
import CivilTime
import Diagnostics
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
      name: "a system in use that was taken out of use",
      system: #""status": "live", "retired": "2026-01-01""#,
      facts: "status=unknown retired=unknown",
      codes: ["reader.impossible-date"]),
    Example(
      name: "reviews every 999 years",
      system: #""review": {"interval": "P999Y"}, "backup": {"retention": "P999Y"}"#,
      facts: "review={interval=unknown} backup={retention=P999Y}",
      codes: ["reader.impossible-value"]),
    Example(
      name: "a review every 150 years", system: #""review": {"interval": "P150Y"}"#,
      facts: "review={interval=P150Y}", codes: []),
    Example(
      name: "a system in use until the day of the check",
      system: #""status": "live", "retired": "2026-11-01""#,
      facts: "status='live' retired=2026-11-01", codes: []),
    Example(
      name: "an archive of a system that was taken out of use",
      system: #""status": "archive", "retired": "2026-01-01""#,
      facts: "status='archive' retired=2026-01-01", codes: []),
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
      name: "a system in use that goes live after it",
      system: #""status": "live", "goLive": "2099-01-01""#, facts: "goLive=unknown",
      codes: ["reader.impossible-date"]),
    Example(
      name: "a system in use that goes live after it, with a dataset behind it",
      system:
        #""status": "live", "goLive": "2099-01-01", "datasets": [{"id": "d", "recordFields": ["hold"]}]"#,
      facts: "recordFields=['hold']", codes: ["reader.impossible-date"]),
    Example(
      name: "a system that is planned",
      system: #""status": "planned", "goLive": "2099-01-01""#, facts: "goLive=2099-01-01",
      codes: []),
    Example(
      name: "a disposal after it",
      system: #""datasets": [{"id": "d", "disposals": [{"id": "1", "date": "2027-01-01"}]}]"#,
      facts: "date=unknown", codes: ["reader.impossible-date"]),
    Example(
      name: "a system taken out of use after it",
      system: #""status": "retired", "retired": "2099-01-01""#, facts: "retired=unknown",
      codes: ["reader.impossible-date"]),
    Example(
      name: "a system that is to be taken out of use",
      system: #""status": "live", "retired": "2099-01-01""#, facts: "retired=2099-01-01",
      codes: []),
    Example(
      name: "an authorisation after it",
      system: #""processors": [{"subprocessors": [{"authorised": "2026-11-02"}]}]"#,
      facts: "authorised=unknown", codes: ["reader.impossible-date"]),
    Example(
      name: "a contract that ends after it",
      system: #""processors": [{"ended": "2026-11-02"}]"#, facts: "ended=2026-11-02", codes: []),
    Example(
      name: "a transfer after it", system: #""transfers": [{"date": "2026-11-02"}]"#,
      facts: "date=unknown", codes: ["reader.impossible-date"]),
    Example(
      name: "a link accepted as missing after it", system: #""linkGapAccepted": "2026-11-02""#,
      facts: "linkGapAccepted=unknown", codes: ["reader.impossible-date"]),
    Example(
      name: "an oldest record after it", system: #""datasets": [{"id": "d", "oldest": "2027"}]"#,
      facts: "oldest=unknown", codes: ["reader.impossible-date"]),
    Example(
      name: "a maximum below its period",
      system: #""datasets": [{"id": "d", "retention": {"period": "P6Y", "maximum": "P5Y"}}]"#,
      facts: "retention={period=unknown maximum=unknown}", codes: ["reader.impossible-value"]),
    Example(
      name: "a part that is the whole",
      system: #""datasets": [{"id": "d", "count": 5, "missingTrigger": 5}]"#,
      facts: "count=5 missingTrigger=5", codes: []),
  ]

  /// The days that may lie after the day of the check: plans, ends that are set, and days up to which
  /// something lasts.
  static let daysAhead: [String: Set<String>] = [
    "Inventory": ["extracted"], "PolicyDocument": ["keptUntil"],
    "Organisation": ["financialYearEnd", "taxYearEnd", "schoolYearEnd"],
    "Hold": ["from", "reviewDue", "released"], "System": ["goLive", "retired"],
    "DisposalPlan": ["due"], "Processor": ["ended"], "Dataset": ["irrelevantPurge"],
    "DatasetReview": ["next"], "ReviewFunction": ["next"], "Holding": ["to", "bornTo"],
    "Record": [
      "nextReview", "authorisationEnd", "sentenceEnd", "consentUntil", "consentWithdrawn",
      "concluded", "purposeMet", "interpolCancelled",
    ],
    "Biometric": [
      "searchUntil", "orderEnd", "determinationUntil", "disclosableUntil", "interpolInformed",
    ],
    "LaterMatter": ["concluded"], "RequestFigures": ["until"],
  ]

  @Test("every day of the vocabulary has happened, but for those that may lie ahead")
  func daysOfTheVocabulary() {
    for object in Vocabulary.objects {
      let ahead = object.fields.filter { $0.kind.isDay && !$0.isPast }.map(\.name)
      #expect(Set(ahead) == Self.daysAhead[object.name] ?? [], "\(object.name)")
    }
  }

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
      {"id": "5", "born": "2021", "created": "2020-05-05"},
      {"id": "6", "born": "1990-01-01", "events": [{"date": "1980-01-01"}]},
      {"id": "7", "created": "2020-01-01", "nextReview": "1801-01-01"},
      {"id": "8", "lastEvent": "2020-01-01", "disposed": "2018-01-01"}]}]}]}
    """

  static let organisation = """
    {"organisations": [{"id": "o", "requests": [
      {"id": "1", "received": "2026-05-02", "extensionTold": "2025-09-01"},
      {"id": "2", "received": "2026-05-02", "responded": "2026-11-02"}],
      "incidents": [{"id": "3", "aware": "2026-05-02T09:00:00Z", "peopleTold": "2026-04-30"},
        {"id": "4", "aware": "2026-05-02T09:00:00Z", "peopleTold": "2026-05-01"}]}]}
    """

  @Test("an answer before its acknowledgement, and facts after the day of the facts, are told")
  func tellsOfOrder() throws {
    let text = """
      {"extracted": "2025-02", "organisations": [{"id": "o", "requests": [
        {"id": "1", "received": "2025-01-02", "acknowledged": "2025-02-20", "responded": "2025-01-05"},
        {"id": "2", "received": "2025-03-01"}]}]}
      """
    let reader = InventoryReader([.bytes(Array(text.utf8), name: "a")], options: Self.options())
    let outcome = reader.read(.everything)
    let organisation = try #require(reader.tree.organisations.first)
    #expect(
      organisation.impossible == ["request.acknowledged", "request.responded", "request.received"])
    let later = outcome.diagnostics.filter { $0.code == "input.later-facts" }
    #expect(later.map(\.code) == ["input.later-facts"])
    #expect(later.first?.position?.line == 3)
  }

  @Test("an organisation knows which of its facts cannot be true")
  func notesOrganisations() throws {
    let reader = InventoryReader(
      [.bytes(Array(Self.organisation.utf8), name: "a")], options: Self.options())
    _ = reader.read(.everything)
    let organisation = try #require(reader.tree.organisations.first)
    #expect(
      organisation.impossible == [
        "request.received", "request.extensionTold", "request.responded", "incident.aware",
        "incident.peopleTold",
      ])
  }

  struct Band: Sendable, CustomTestStringConvertible {
    let facts: String
    let isPossible: Bool
    var testDescription: String { facts }
  }

  static let bands = [
    Band(facts: #""reviewed": 60, "held": 50, "reviewedAndHeld": 10"#, isPossible: true),
    Band(facts: #""reviewed": 60, "held": 50, "reviewedAndHeld": 9"#, isPossible: false),
    Band(facts: #""reviewed": 60, "held": 5, "reviewedAndHeld": 6"#, isPossible: false),
    Band(facts: #""reviewed": 60, "held": 50"#, isPossible: true),
    Band(facts: #""reviewed": 101"#, isPossible: false),
    Band(facts: #""reviewedAndHeld": 6"#, isPossible: false),
    Band(facts: #""reviewed": 10, "reviewedAndHeld": 6"#, isPossible: false),
    Band(facts: #""held": 10, "reviewedAndHeld": 6"#, isPossible: false),
    Band(facts: #""reviewedAndHeld": 0"#, isPossible: true),
  ]

  @Test("a band is no smaller than those in it that are reviewed or on hold", arguments: bands)
  func comparesBands(_ band: Band) {
    let reading = Reading(
      [
        #"{"systems": [{"id": "a", "datasets": [{"id": "d", "holdings": [{"count": 100, \#(band.facts)}]}]}]}"#
      ], options: Self.options())
    #expect(reading.codes == (band.isPossible ? [] : ["reader.impossible-value"]))
  }

  @Test("parts of a band that are not given, and yet both, are not known, and leave nothing behind")
  func comparesBandsAfterAnother() {
    final class Parts: RowConsumer {
      var values: [[String]] = []
      func begin(_ dataset: InventoryNode) {}
      func end(_ dataset: InventoryNode) {}
      func record(_ record: FactObject, ordinal: Int) {}
      func holding(_ holding: FactObject, ordinal: Int) {
        values.append(
          ["reviewed", "held"].map { name in
            let value = holding.value(name)
            return value.tag == .int ? "\(value.asInt)" : "\(value.tag)"
          })
      }
    }
    let text =
      #"{"systems": [{"id": "a", "datasets": [{"id": "d", "holdings": ["#
      + #"{"count": 100, "reviewed": 60, "held": 50, "reviewedAndHeld": 10}, "#
      + #"{"count": 100, "held": 8, "reviewedAndHeld": 6}, {"count": 100, "reviewed": 7}]}]}]}"#
    let parts = Parts()
    let reader = InventoryReader([.bytes(Array(text.utf8), name: "a")], options: Self.options())
    let outcome = reader.read(.everything, rows: parts)
    #expect(outcome.diagnostics.map(\.code) == ["reader.impossible-value"])
    #expect(parts.values == [["60", "50"], ["unknown", "8"], ["7", "0"]])
  }

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
        ["born", "events"], ["created", "nextReview"], ["lastEvent", "disposed"],
      ])
  }
}
