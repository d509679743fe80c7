import CustosKit
import Findings
import Results
import Testing

@Suite struct ExitDecisionTests {
  static func finding(
    _ verdict: Verdict, _ severity: Severity = .high, isProvisional: Bool = false
  ) -> Finding {
    Finding(
      id: "0", rule: "own/rule", catalogue: [], title: "All is well", verdict: verdict,
      severity: severity, authority: .statute, citations: [], isProvisional: isProvisional,
      subject: Subject(links: [.init(level: .system, id: "s")]), locations: [],
      causeCode: "not-met", cause: "it is not", derivation: Derivation(), remedy: "Do it.")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let findings: [Finding]
    var failOn = Severity.medium
    var incomplete: String?
    var mostUndetermined: Int? = 0
    let code: Int
    let meaning: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "nothing found", findings: [], code: 0,
      meaning: "complete; nothing at or above severity medium"),
    Case(
      name: "a breach at the threshold", findings: [finding(.breach, .medium)], code: 1,
      meaning: "complete; 1 breach at or above severity medium"),
    Case(
      name: "two breaches", findings: [finding(.breach), finding(.breach)], code: 1,
      meaning: "complete; 2 breaches at or above severity medium"),
    Case(
      name: "a breach below the threshold", findings: [finding(.breach, .low)], code: 0,
      meaning: "complete; nothing at or above severity medium"),
    Case(
      name: "a breach below another threshold", findings: [finding(.breach, .high)],
      failOn: .critical, code: 0, meaning: "complete; nothing at or above severity critical"),
    Case(
      name: "a breach of severity info, where all count", findings: [finding(.breach, .info)],
      failOn: .info, code: 1, meaning: "complete; 1 breach at or above severity info"),
    Case(
      name: "passes, waived and inapplicable checks",
      findings: [finding(.pass), finding(.waived), finding(.notApplicable)], code: 0,
      meaning: "complete; nothing at or above severity medium"),
    Case(
      name: "one undetermined check", findings: [finding(.undetermined)], code: 3,
      meaning: "no verdict: 1 check at or above severity medium could not be decided"),
    Case(
      name: "as many undetermined checks as are accepted",
      findings: [finding(.undetermined), finding(.undetermined)], mostUndetermined: 2, code: 0,
      meaning: "complete; nothing at or above severity medium"),
    Case(
      name: "one more undetermined check than is accepted",
      findings: [finding(.undetermined), finding(.undetermined)], mostUndetermined: 1, code: 3,
      meaning: "no verdict: 2 checks at or above severity medium could not be decided"),
    Case(
      name: "any number of undetermined checks", findings: [finding(.undetermined)],
      mostUndetermined: nil, code: 0, meaning: "complete; nothing at or above severity medium"),
    Case(
      name: "an undetermined check below the threshold",
      findings: [finding(.undetermined, .low)], code: 0,
      meaning: "complete; nothing at or above severity medium"),
    Case(
      name: "a breach outranks an undetermined check",
      findings: [finding(.undetermined), finding(.breach)], code: 1,
      meaning: "complete; 1 breach at or above severity medium"),
    Case(
      name: "a provisional breach alone", findings: [finding(.breach, isProvisional: true)],
      code: 3,
      meaning: "no verdict: only 1 provisional breach at or above severity medium, whose figures "
        + "nobody has confirmed"),
    Case(
      name: "a provisional breach beside a confirmed one",
      findings: [finding(.breach, isProvisional: true), finding(.breach)], code: 1,
      meaning: "complete; 1 breach at or above severity medium"),
    Case(
      name: "an incomplete run outranks a breach", findings: [finding(.breach)],
      incomplete: "an input is unreadable", code: 3,
      meaning: "no verdict: an input is unreadable"),
    Case(
      name: "an incomplete run without a finding", findings: [], incomplete: "no rule was found",
      mostUndetermined: nil, code: 3, meaning: "no verdict: no rule was found"),
  ]

  @Test("the code and its meaning follow from the findings", arguments: cases)
  func decides(_ example: Case) {
    let decision = ExitDecision.decide(
      ThresholdCounts(FindingStore(example.findings), failOn: example.failOn),
      failOn: example.failOn, incomplete: example.incomplete,
      mostUndetermined: example.mostUndetermined)
    #expect(decision.code == example.code)
    #expect(decision.meaning == example.meaning)
  }

  @Test("findings that do not count change nothing")
  func passesOver() {
    let findings = FindingStore([Self.finding(.breach), Self.finding(.undetermined)])
    let decision = ExitDecision.decide(
      ThresholdCounts(findings, failOn: .medium, counts: { _ in false }), failOn: .medium,
      incomplete: nil, mostUndetermined: 0)
    #expect(decision.code == 0)
  }
}
