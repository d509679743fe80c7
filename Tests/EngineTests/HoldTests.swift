import Findings
import Testing

@testable import Engine

@Suite struct HoldTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// The holds of the first and of the second force.
    var holds: (String, String) = ("[]", "[]")
    var controllers = "\"f\", \"g\""
    var record = ""
    let expected: Verdict
    var missing: [String] = []
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "no hold", expected: .pass),
    Case(
      name: "a hold of either force on the system", holds: ("[]", hold("\"s\"")),
      expected: .breach),
    Case(
      name: "one that begins the day after", holds: (hold("\"s\"", from: "2026-05-02"), "[]"),
      expected: .pass),
    Case(
      name: "one released on the day", holds: (hold("\"d\"", released: "\"2026-05-01\""), "[]"),
      expected: .breach),
    Case(
      name: "one released the day before",
      holds: (hold("\"d\"", released: "\"2026-04-30\""), "[]"), expected: .pass),
    Case(
      name: "one whose release is not known", holds: (hold("\"d\"", released: "null"), "[]"),
      expected: .undetermined, missing: ["organisation.holds[h].released"]),
    Case(
      name: "one whose first day is not known", holds: (hold("\"N003\"", from: nil), "[]"),
      expected: .undetermined, missing: ["organisation.holds[h].from"]),
    Case(
      name: "one whose first day is known in part",
      holds: (hold("\"N003\"", from: "2026-05"), "[]"), expected: .undetermined,
      missing: ["organisation.holds[h].from"]),
    Case(
      name: "one of a later year", holds: (hold("\"N003\"", from: "2027"), "[]"),
      expected: .pass),
    Case(
      name: "one of an earlier year", holds: (hold("\"N003\"", from: "2025"), "[]"),
      expected: .breach),
    Case(
      name: "one whose scope names nothing", holds: (hold("\"sss\""), "[]"),
      expected: .undetermined, missing: ["organisation.holds[h].scope"]),
    Case(
      name: "one whose scope names the dataset, and something that is not there",
      holds: (hold("\"d\", \"sss\""), "[]"), expected: .breach),
    Case(
      name: "one whose scope names nothing, beside one that holds",
      holds: (hold("\"sss\""), hold("\"d\"")), expected: .breach),
    Case(name: "one that covers nothing", holds: (hold(""), "[]"), expected: .pass),
    Case(
      name: "one without a scope", holds: ("[{\"id\": \"h\", \"from\": \"2020-01-01\"}]", "[]"),
      expected: .undetermined, missing: ["organisation.holds[h].scope"]),
    Case(
      name: "a register that is not known", holds: ("null", "[]"), expected: .undetermined,
      missing: ["organisation.holds"]),
    Case(
      name: "a controller that nobody described", controllers: "\"f\", \"x\"",
      expected: .undetermined, missing: ["system.controllers"]),
    Case(
      name: "another force's hold on the class", holds: ("[]", hold("\"N003\"")),
      controllers: "\"f\"", expected: .pass),
    Case(
      name: "another force's hold of the same name", holds: ("[]", hold("")),
      controllers: "\"f\"", record: "\"hold\": \"h\",", expected: .undetermined,
      missing: ["organisation.holds[h]"]),
    Case(
      name: "the other controller's hold that the record names", holds: ("[]", hold("")),
      record: "\"hold\": \"h\",", expected: .breach),
    Case(
      name: "a hold that nobody registered", holds: (hold(""), "[]"),
      record: "\"hold\": \"hh\",", expected: .undetermined, missing: ["organisation.holds[hh]"]),
  ]

  private static func hold(
    _ scope: String, from: String? = "2020-01-01", released: String? = nil
  ) -> String {
    let days =
      (from.map { "\"from\": \"\($0)\", " } ?? "")
      + (released.map { "\"released\": \($0), " } ?? "")
    return "[{\"id\": \"h\", \(days)\"scope\": [\(scope)]}]"
  }

  private static func organisations(_ holds: (String, String)) -> String {
    func force(_ id: String, _ holds: String) -> String {
      """
      {"id": "\(id)", "name": "F", "kind": "police-force", "jurisdiction": "england-and-wales", \
      "holds": \(holds)}
      """
    }
    return "[\(force("f", holds.0)), \(force("g", holds.1))]"
  }

  @Test(
    "a disposal under any controller's hold is told, and what is not known decides nothing",
    arguments: cases)
  func judgesDisposals(_ example: Case) throws {
    let systems = """
      [{"id": "s", "name": "S", "controllers": [\(example.controllers)], "datasets": [{"id": "d", \
      "name": "D", "category": "N003", "recordFields": ["hold"], \
      "disposals": [{"id": "b", "date": "2026-05-01"}], \
      "records": [{"id": "r", "kind": "offender", \(example.record) "disposed": "2026-05-01"}]}]}]
      """
    let batch = "dataset.disposals.all(b, !heldOn(dataset, b.date))"
    for rule in [
      MadeUpRules.rule("rows", "record", "!heldOn(record, record.disposed)"),
      MadeUpRules.rule("batches", "dataset", batch),
    ] where example.record.isEmpty || rule.contains("level: record") {
      let findings = try MadeUpRules.outcome(
        [rule], systems: systems, organisations: Self.organisations(example.holds)
      ).findings.map { $0 }
      #expect((findings.first?.verdict ?? .pass) == example.expected)
      #expect(findings.first?.derivation.missing.map(\.path) ?? [] == example.missing)
    }
  }

  /// A record that names a hold, and what the hold says that it covers.
  static let named: [(scope: String, kept: Verdict, disposed: Verdict)] = [
    ("\"d\"", .pass, .breach), ("\"N003\"", .pass, .breach), ("", .pass, .breach),
    // By its scope it is for others: it forbids a disposal, and lifts no limit for certain.
    ("\"N117\"", .undetermined, .breach),
    // What else it covers is not known, so neither is whether it covers the record.
    ("\"N117\", \"sss\"", .undetermined, .breach), ("\"sss\"", .undetermined, .breach),
    ("\"N003\", \"sss\"", .pass, .breach),
  ]

  @Test("a hold that is for other records forbids and does not excuse", arguments: named)
  func namesHoldsForOthers(_ scope: String, _ kept: Verdict, _ disposed: Verdict) throws {
    func verdict(_ requirement: String) throws -> Verdict {
      let systems = """
        [{"id": "s", "name": "S", "controllers": ["f"], "datasets": [ \
        {"id": "e", "name": "E", "category": "N117", "records": []}, {"id": "d", "name": "D", \
        "category": "N003", "records": [{"id": "r", "hold": "h", "disposed": "2026-05-01"}]}]}]
        """
      let findings = try MadeUpRules.outcome(
        [MadeUpRules.rule("rows", "record", requirement)], systems: systems,
        organisations: Self.organisations((Self.hold(scope), "[]"))
      ).findings.map { $0 }
      return findings.first?.verdict ?? .pass
    }
    let isKept = try verdict("onHold(record)")
    #expect(isKept == kept)
    let isDisposed = try verdict("!heldOn(record, record.disposed)")
    #expect(isDisposed == disposed)
  }

  @Test("texts name the holds that certainly cover a record, and the days of release")
  func namesHolds() throws {
    let systems = """
      [{"id": "s", "name": "S", "controllers": ["f"], "datasets": [{"id": "d", "name": "D", \
      "records": [{"id": "r", "hold": "h", "disposed": "2026-05-01"}]}]}]
      """
    let holds = """
      [{"id": "h", "from": "2020-01-01", "released": "2026-06-30", "scope": []}, \
      {"id": "i", "from": "2020-01-01", "scope": ["s"]}, {"id": "j", "scope": ["s"]}]
      """
    let rule = MadeUpRules.rule(
      "rows", "record", "!heldOn(record, record.disposed)",
      cause: "under {holdsOn(record, record.disposed)}, released {holdReleases(record)}")
    let outcome = try MadeUpRules.outcome(
      [rule], systems: systems, organisations: Self.organisations((holds, "[]")))
    #expect(outcome.findings.first { _ in true }?.cause == "under h and i, released 2026-06-30")
  }
}
