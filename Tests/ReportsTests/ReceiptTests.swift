import Findings
import ResultFixtures
import Results
import Testing

@testable import Reports

/// Which computed values a sum shows to people, and as what.
@Suite struct ReceiptTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let step: Derivation.Step
    /// The line of the sum, such as `end of the period = 2 June 2026`; `nil` for none.
    let line: String?
    var testDescription: String { name }
  }

  private static func step(
    _ name: String, _ formula: String, _ substituted: String, _ value: String
  ) -> Derivation.Step {
    Derivation.Step(name: name, formula: formula, substituted: substituted, value: value)
  }

  static let cases = [
    Case(
      name: "what stands for today is no fact",
      step: step(
        "answered", "has(request.responded) ? request.responded : today", "2026-11-01",
        "2026-11-01"), line: nil),
    Case(
      name: "what repeats a fact is not said twice",
      step: step("begun", "request.received", "2026-05-05", "2026-05-05"), line: nil),
    Case(
      name: "a number that only conditions need is left out",
      step: step("secondsOfFirstHour", "x.getMinutes() * 60", "0 + 0", "0"), line: nil),
    Case(
      name: "a code that only conditions need is left out",
      step: step("deletionCounting", "a.?b.orValue('from')", "from", "from"), line: nil),
    Case(
      name: "a day that a sum leads to is shown with the sum",
      step: step(
        "periodEnd", "lastDay(a, period('P1M'))", "lastDay(2026-05-05, P1M)", "2026-06-05"),
      line: "end of the period: 5 June 2026 (5 May 2026 + one month (P1M))"),
    Case(
      name: "a day whose sum does not read is said to be computed",
      step: step("wasDue", "latest(a + b)", "", "2026-06-07"),
      line: "review was due: 7 June 2026 (computed)"),
    Case(
      name: "the next working day from a working day is no news",
      step: step(
        "firstWorkingDay", "nextWorkingDay(a, b)", "nextWorkingDay(2026-05-05, ireland)",
        "2026-05-05"), line: nil),
    Case(
      name: "a period that was chosen has its words",
      step: step("endsAfter", "a ? b : c", "P6Y", "P6Y"),
      line: "period that ends it: six years (P6Y) (computed)"),
  ]

  @Test("a computed value is labelled as one, or left to the condition", arguments: cases)
  func labels(_ example: Case) throws {
    var finding = try #require(SampleResult.make().findings.first { $0.verdict == .breach })
    finding.derivation = Derivation()
    finding.derivation.facts = [Derivation.Fact(path: "request.received", value: "2026-05-05")]
    finding.derivation.steps = [example.step]
    (finding.since, finding.dueDate, finding.daysOver) = (nil, nil, nil)
    let receipt = Receipt(finding, asOf: SampleResult.asOf, in: FactWords(FieldLabels()))
    let lines = receipt.lines.filter { $0.kind == .step }.map {
      "\($0.name): \($0.value) (\($0.working))"
    }
    #expect(lines == [example.line].compactMap(\.self))
    if example.line == nil { #expect(receipt.formulas.contains { $0.name == example.step.name }) }
  }
}
