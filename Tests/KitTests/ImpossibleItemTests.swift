import CivilTime
import Findings
import Results
import Testing

@testable import CustosKit

/// Of a list in a row only the item is ignored that cannot be true.
@Suite struct ImpossibleItemTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let facts: String
    let verdict: Verdict
    var testDescription: String { name }
  }

  private static let conviction = #"{"kind": "conviction", "date": "2010-02-28"}"#

  static let examples = [
    Example(
      name: "an access request dated tomorrow hides no conviction",
      facts: #""events": [\#(conviction), {"kind": "access-request", "date": "2026-11-02"}]"#,
      verdict: .breach),
    Example(
      name: "a conviction dated tomorrow leaves the last event open",
      facts: #""events": [\#(conviction), {"kind": "conviction", "date": "2026-11-02"}]"#,
      verdict: .undetermined),
    Example(
      name: "nothing is ignored that can be true",
      facts: #""events": [\#(conviction), {"kind": "conviction", "date": "2026-11-01"}]"#,
      verdict: .pass),
    Example(
      name: "a birth after an event leaves both open",
      facts: #""born": "2010-03-01", "events": [\#(conviction)]"#, verdict: .undetermined),
    Example(
      name: "a birth after an event, and an access request dated tomorrow",
      facts: #"""
        "born": "2010-03-01",
        "events": [\#(conviction), {"kind": "access-request", "date": "2026-11-02"}]
        """#, verdict: .undetermined),
  ]

  @Test(
    "an item that cannot be true decides nothing, and the others decide, with a key or without",
    arguments: examples, [false, true])
  func decides(_ example: Example, _ hasKey: Bool) throws {
    let key = hasKey ? #""subject": "p1", "# : ""
    let found = try check(
      #"{"id": "r1", "kind": "offender", "group": 3, \#(key)\#(example.facts)}"#)
    #expect(found.map(\.verdict) == [example.verdict])
  }

  @Test("what cannot be true is told, also where the others decide")
  func isTold() throws {
    let row = #"{"id": "r1", "kind": "offender", "group": 3, \#(Self.examples[0].facts)}"#
    let told = try check(row, rule: "governance/matter-dates-in-order")
    #expect(told.map(\.verdict) == [.breach])
  }

  @Test("offences are judged without the one that cannot be true")
  func judgesOffences() throws {
    let offences = #"""
      "offences": [{"code": "invented-1", "group": 1, "role": "convicted", "date": "2019-01-01"},
        {"code": "invented-2", "group": 3, "role": "quashed", "date": "2026-11-02"}]
      """#
    let found = try check(
      #"{"id": "r1", "kind": "offender", "group": 3, "lastEvent": "2020-01-01", \#(offences)}"#,
      rule: "mopi/group-from-highest-offence")
    #expect(found.map(\.verdict) == [.breach])
  }

  /// The findings of a rule on one record.
  private func check(
    _ record: String, rule: String = "mopi/group-3-clear-period"
  ) throws -> [Finding] {
    let folder = try Folder()
    let input = try folder.write(
      "inventory.json",
      """
      {"version": 1, "organisations": [{"id": "o", "name": "Invented", "kind": "police-force",
      "jurisdiction": "england-and-wales", "holds": []}],
      "systems": [{"id": "s", "name": "S", "controllers": ["o"], "linkKey": "person-number",
      "datasets": [{"id": "d", "name": "D", "category": "crime-report", "groupMode": "time-based",
      "recordFields": ["reviewed", "outcome", "disposed", "hold"], "records": [\(record)]}]}]}
      """.utf8)
    var request = CheckRequest(inputs: [input], asOf: CivilDate(dayNumber: 20_758))
    request.showsPasses = true
    return try CheckRun.run(request).findings.filter { $0.rule == rule }
  }
}
