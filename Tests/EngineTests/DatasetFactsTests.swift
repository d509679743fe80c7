import Findings
import Testing

@testable import Engine

/// What was found out about the rows of one dataset counts for those of another only where the rules
/// read the same of both.
@Suite struct DatasetFactsTests {
  private static let rule = MadeUpRules.rule(
    "rows", "record", "today <= lastDay(record.lastEvent, dataset.retention.period)",
    when: "system.status == 'live'")

  private static func dataset(_ id: String, _ period: String) -> String {
    let records = (0..<70).map {
      "{\"id\": \"\(id)\($0)\", \"kind\": \"offender\", \"lastEvent\": \"\(2020 + $0 % 7)-01-01\"}"
    }
    return """
      {"id": "\(id)", "name": "\(id)", "retention": {"period": "\(period)"}, \
      "records": [\(records.joined(separator: ", "))]}
      """
  }

  private static func system(_ id: String, _ status: String, _ datasets: [String]) -> String {
    """
    {"id": "\(id)", "name": "\(id)", "controllers": ["f"], "status": "\(status)", \
    "datasets": [\(datasets.joined(separator: ", "))]}
    """
  }

  private static func breaches(_ systems: [String]) throws -> [String: Int] {
    let findings = try MadeUpRules.findings(
      [rule], systems: "[\(systems.joined(separator: ", "))]"
    ).filter { $0.verdict == .breach }
    return Dictionary(grouping: findings) {
      "\($0.subject.link(.system)?.id ?? "") \($0.subject.link(.dataset)?.id ?? "")"
    }.mapValues(\.count)
  }

  @Test("datasets that are the same, and others between them, each come to their own")
  func mixes() throws {
    let found = try Self.breaches([
      Self.system(
        "s", "live",
        [
          Self.dataset("a", "P1Y"), Self.dataset("b", "P3Y"), Self.dataset("c", "P1Y"),
          Self.dataset("d", "P50Y"), Self.dataset("e", "P3Y"),
        ]),
      Self.system("t", "retired", [Self.dataset("a", "P1Y")]),
      Self.system("u", "live", [Self.dataset("a", "P1Y")]),
    ])
    #expect(found == ["s a": 60, "s b": 40, "s c": 60, "s e": 40, "u a": 60])
  }

  @Test("more datasets than are told apart at a time")
  func many() throws {
    let datasets = (0..<150).map { Self.dataset("d\($0)", "P\($0 % 75 * 30 + 400)D") }
    let found = try Self.breaches([Self.system("s", "live", datasets)])
    for number in 0..<75 {
      #expect(found["s d\(number)"] == found["s d\(number + 75)"], "\(number)")
    }
    // Four hundred days, and more than seven years.
    #expect(found["s d0"] == 60 && found["s d74"] == nil)
  }
}
