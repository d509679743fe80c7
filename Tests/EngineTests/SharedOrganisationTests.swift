import Findings
import Testing

@testable import Engine

/// What conditions see where several organisations answer for a system.
@Suite struct SharedOrganisationTests {
  private static func verdict(_ condition: String, _ first: String, _ second: String) throws
    -> Verdict
  {
    let organisations = """
      [{"id": "f", "name": "F", "kind": "police-force", "jurisdiction": "england-and-wales"\(first)},
       {"id": "g", "name": "G", "kind": "police-force", "jurisdiction": "england-and-wales"\(second)}]
      """
    let systems = #"[{"id": "s", "name": "S", "controllers": ["f", "g"], "datasets": []}]"#
    let outcome = try MadeUpRules.outcome(
      [MadeUpRules.rule("shared", "system", condition)], systems: systems,
      organisations: organisations)
    return outcome.findings.first { $0.rule == "own/shared" }?.verdict ?? .pass
  }

  private static let notice =
    #", "privacyNotice": {"url": "a", "statesRetention": true, "reviewed": "2026-01-01"}"#
  private static let other =
    #", "privacyNotice": {"url": "b", "statesRetention": true, "reviewed": "2026-02-01"}"#

  @Test("what all say alike of an object is known, whatever else differs in it")
  func objects() throws {
    let alike = "organisation.privacyNotice.statesRetention"
    #expect(try Self.verdict(alike, Self.notice, Self.other) == .pass)
    let differing = "organisation.privacyNotice.url == 'a'"
    #expect(try Self.verdict(differing, Self.notice, Self.other) == .undetermined)
    #expect(try Self.verdict(differing, Self.notice, Self.notice) == .pass)
    // A list within it that neither gives, and that means none, stays none.
    let none = "!has(organisation.privacyNotice.periods)"
    #expect(try Self.verdict(none, Self.notice, Self.other) == .pass)
    #expect(try Self.verdict(alike, Self.notice, "") == .undetermined)
  }

  @Test("lists are put together, and one that is not known leaves open what it may hold")
  func lists() throws {
    let documents = #", "policyDocuments": [{"id": "a"}]"#
    let others = #", "policyDocuments": [{"id": "b"}]"#
    let hasA = "organisation.policyDocuments.exists(p, p.id == 'a')"
    let hasC = "organisation.policyDocuments.exists(p, p.id == 'c')"
    #expect(try Self.verdict(hasA, documents, others) == .pass)
    #expect(try Self.verdict(hasC, documents, others) == .breach)
    #expect(try Self.verdict(hasA, documents, "") == .pass)
    #expect(try Self.verdict(hasC, documents, "") == .undetermined)
    #expect(try Self.verdict(hasC, documents, #", "policyDocuments": []"#) == .breach)
  }
}
