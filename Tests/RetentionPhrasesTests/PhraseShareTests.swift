import CivilTime
import Foundation
import RetentionPhrases
import Testing

/// How much is read of real registers, and that nothing is read by half.
@Suite struct PhraseShareTests {
  static let corpora = ProcessInfo.processInfo.environment["CUSTOS_CORPORA"] ?? ""

  @Test(
    "at least three quarters of the phrases of real schedules are read",
    .enabled(if: !corpora.isEmpty, "CUSTOS_CORPORA names no folder with the corpora"))
  func readsMostPhrases() throws {
    let phrases = try Self.phrases()
    #expect(phrases.count > 4000)
    let reader = RetentionPhrases()
    var understood = 0
    for phrase in phrases {
      guard let rules = try? reader.rules(in: phrase) else { continue }
      understood += 1
      // Every number of a phrase that was read is in its rules, so none was dropped in silence.
      for rule in rules {
        for period in [rule.period, rule.minimum].compactMap(\.self) {
          #expect(throws: Never.self) { _ = try Period(parsing: period) }
        }
      }
    }
    print("retention phrases: \(understood) of \(phrases.count) read")
    #expect(Double(understood) / Double(phrases.count) >= 0.75)
  }

  @Test("adding a condition to a phrase never leaves its meaning as it was")
  func dropsNoCondition() {
    let reader = RetentionPhrases()
    for phrase in ["6 years", "6 years after closure", "Permanent", "Until superseded", "CFY + 6"] {
      for tail in [
        " unless needed", " if closed", " or as required", " except for murder", " and 3", " 5",
        " and", " plus", " not", " years", ", see note", " subject to review by the board",
        " excluding minors", " without appeal", " pending review", " for adults", " or death",
        " barring a claim", " where convicted", " save for murder", " (current audit cycle)",
      ] {
        let plain = try? reader.rules(in: phrase)
        #expect(plain != nil)
        if let longer = try? reader.rules(in: phrase + tail) {
          #expect(longer != plain, "\(phrase + tail)")
        }
      }
    }
  }

  @Test(
    "an event with a condition in its words is refused",
    arguments: [
      "excluding minors", "without appeal", "pending review", "for adults", "or death",
      "minus holidays", "only", "assuming payment", "in the case of minors", "in case of dispute",
      "with consent",
    ])
  func refusesConditionsOfEvents(_ tail: String) {
    for start in ["6 years after closure", "6 years after the case is closed", "until superseded"] {
      #expect(throws: PhraseRefusal.self) {
        try RetentionPhrases().rules(in: "\(start) \(tail)")
      }
    }
    #expect(throws: PhraseRefusal.self) {
      try RetentionPhrases().rules(in: "6 years after the case is not closed")
    }
  }

  @Test("what is superseded by anything is superseded, and an audit cycle binds on one side")
  func readsLongerEvents() throws {
    let reader = RetentionPhrases()
    let superseded = try reader.rules(in: "until superseded by revised plan")
    #expect(superseded.first?.trigger == "supersession")
    #expect(try reader.rules(in: "3 years (current audit cycle)").first?.bound == .minimum)
    #expect(try reader.rules(in: "6 years after closure of the account").first?.period == "P6Y")
  }

  /// The phrases of schedules, one for each series, with the period beside an event in words.
  private static func phrases() throws -> [String] {
    let folder = URL(fileURLWithPath: corpora).appendingPathComponent("real")
    let schedules = folder.appendingPathComponent("us-retention-schedules")
    var phrases: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: schedules.path).sorted() {
      let data = try Data(contentsOf: schedules.appendingPathComponent(name))
      guard name.hasSuffix(".json"),
        let rows = try? JSONSerialization.jsonObject(with: data) as? [[String: Any]]
      else { continue }
      phrases += rows.compactMap(phrase)
    }
    let published = folder.appendingPathComponent("uk-phrases/uk-phrases.json")
    let rows = try JSONSerialization.jsonObject(with: Data(contentsOf: published))
    phrases += (rows as? [[String: String]] ?? []).compactMap { $0["keep_for"] }
    return phrases.filter { !$0.isEmpty }
  }

  private static func phrase(of row: [String: Any]) -> String? {
    guard let rules = row["retention_rules"] as? [String: Any] else {
      return row["retention_statement"] as? String
    }
    let event = rules["trigger_event"] as? String ?? ""
    let years = rules["duration_years"] as? Int
    let months = rules["duration_months"] as? Int
    // The scrape repeats a period that the words have already; 999 stands for ever.
    if years == 999 || event.contains(where: \.isNumber) { return event }
    let parts = [
      event.isEmpty ? nil : event, years.map { "\($0) years" }, months.map { "\($0) months" },
    ]
    return parts.compactMap(\.self).joined(separator: " + ")
  }
}
