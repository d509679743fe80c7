import CivilTime
import Findings
import Results
import Testing

@testable import CustosKit

/// That a person has no other record is only said where every system with keys of people says what it
/// holds.
@Suite struct UnlistedRecordsTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    /// What another system says beside its name.
    let other: String
    let verdict: Verdict
    var testDescription: String { name }
  }

  private static let copy = #"{"id": "2", "kind": "offender", "group": 3, "subject": "p1"}"#
  private static func dataset(_ facts: String) -> String {
    #""datasets": [{"id": "d", "name": "D", "category": "crime-report"\#(facts)}]"#
  }

  static let examples = [
    Example(name: "a copy", other: dataset(#", "records": [\#(copy)]"#), verdict: .breach),
    Example(name: "no record", other: dataset(#", "records": []"#), verdict: .pass),
    Example(name: "no dataset", other: #""datasets": []"#, verdict: .pass),
    Example(name: "nothing about records", other: dataset(""), verdict: .undetermined),
    Example(name: "no records", other: dataset(#", "records": null"#), verdict: .undetermined),
    Example(
      name: "records that nobody knows", other: dataset(#", "records": "unknown""#),
      verdict: .undetermined),
    Example(name: "nothing about datasets", other: #""status": "live""#, verdict: .undetermined),
    Example(name: "no datasets", other: #""datasets": null"#, verdict: .undetermined),
    Example(
      name: "datasets that nobody knows", other: #""datasets": "unknown""#,
      verdict: .undetermined),
    Example(
      name: "a dataset of counts", other: dataset(#", "holdings": []"#), verdict: .pass),
    Example(
      name: "a copy beside a dataset that says nothing",
      other: """
        "datasets": [{"id": "d", "name": "D", "category": "crime-report", "records": [\(copy)]},
        {"id": "e", "name": "E", "category": "crime-report"}]
        """, verdict: .breach),
  ]

  @Test("what another system holds decides, and not what it leaves out", arguments: examples)
  func decides(_ example: Example) throws {
    #expect(try verdicts(of: example.other, linkKey: "person-number") == [example.verdict])
  }

  @Test("a system without keys of people, or with others, hides none of these")
  func otherKeys() throws {
    for key in ["not-applicable", "employee-number"] {
      #expect(try verdicts(of: Self.dataset(""), linkKey: key) == [.pass], "\(key)")
    }
  }

  private func verdicts(of other: String, linkKey: String) throws -> [Verdict] {
    let folder = try Folder()
    let input = try folder.write(
      "inventory.json",
      """
      {"version": 1, "organisations": [{"id": "o", "name": "Invented", "kind": "police-force",
      "jurisdiction": "england-and-wales", "holds": []}],
      "systems": [{"id": "a", "name": "A", "controllers": ["o"], "linkKey": "person-number",
      "datasets": [{"id": "d", "name": "D", "category": "crime-report", "records": [{"id": "1",
      "kind": "offender", "group": 3, "subject": "p1", "lastEvent": "2019-01-01",
      "disposed": "2026-01-01"}]}]},
      {"id": "b", "name": "B", "controllers": ["o"], "linkKey": "\(linkKey)", \(other)}]}
      """.utf8)
    var request = CheckRequest(inputs: [input], asOf: CivilDate(dayNumber: 20_758))
    request.showsPasses = true
    return try CheckRun.run(request).findings.filter {
      $0.rule == "mopi/disposed-everywhere" && $0.subject.systemKey == "a"
    }.map(\.verdict)
  }
}
