import CivilTime
import RetentionPhrases
import Testing

/// What phrases of registers mean, and what is left alone.
@Suite struct PhraseTests {
  private func read(_ text: String, from event: String? = nil) throws -> [RetentionRule] {
    try RetentionPhrases().rules(in: text, from: event)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let phrase: String
    let rules: [RetentionRule]
    var testDescription: String { phrase }

    init(_ phrase: String, _ rules: RetentionRule...) {
      self.phrase = phrase
      self.rules = rules
    }
  }

  static let understood: [Case] = [
    Case("6 years", RetentionRule(.fixed, period: "P6Y")),
    Case("Retain for seven (7) years.", RetentionRule(.fixed, period: "P7Y")),
    Case("twenty-four months", RetentionRule(.fixed, period: "P24M")),
    Case("one hundred and twenty years", RetentionRule(.fixed, period: "P120Y")),
    Case("One year and 30 days", RetentionRule(.fixed, period: "P1Y30D")),
    Case("P6Y", RetentionRule(.fixed, period: "P6Y")),
    Case("31 days", RetentionRule(.fixed, period: "P31D")),
    Case("6 years after closure", RetentionRule(.fixed, period: "P6Y", trigger: "closure")),
    Case(
      "Closed (or terminated, completed, expired, or settled) + 3 years",
      RetentionRule(.fixed, period: "P3Y", trigger: "closure")),
    Case(
      "RETAIN UNTIL: Superseded/Obsolete PLUS: 3 years THEN: Destroy*",
      RetentionRule(.fixed, period: "P3Y", trigger: "supersession", action: "delete")),
    Case(
      "RETAIN UNTIL: Reference value ends ± THEN: Destroy Agency Policy: ________",
      RetentionRule(.indeterminate, action: "delete")),
    Case("birth + 120 years", RetentionRule(.fixed, period: "P120Y", trigger: "birth")),
    Case("6 years + current", RetentionRule(.fixed, period: "P6Y", counting: "current-plus")),
    Case(
      "Current year plus six", RetentionRule(.fixed, period: "P6Y", counting: "current-plus")),
    Case("CFY + 6", RetentionRule(.fixed, period: "P6Y", trigger: "financial-year-end")),
    Case("FY + 6", RetentionRule(.fixed, period: "P6Y", trigger: "financial-year-end")),
    Case(
      "End of financial year + 6",
      RetentionRule(.fixed, period: "P6Y", trigger: "financial-year-end")),
    Case(
      "6 years from the end of the tax year",
      RetentionRule(.fixed, period: "P6Y", trigger: "tax-year-end")),
    Case("tax year end + 6", RetentionRule(.fixed, period: "P6Y", trigger: "tax-year-end")),
    Case(
      "1 academic year plus current academic year",
      RetentionRule(.fixed, period: "P1Y", trigger: "school-year-end")),
    Case(
      "end of the school year + 3 years",
      RetentionRule(.fixed, period: "P3Y", trigger: "school-year-end")),
    Case(
      "end of calendar year + 2", RetentionRule(.fixed, period: "P2Y", trigger: "calendar-year-end")
    ),
    Case("min. 6 years", RetentionRule(.fixed, period: "P6Y", bound: .minimum)),
    Case("max 31 days", RetentionRule(.fixed, period: "P31D", bound: .maximum)),
    Case("Six years, three months", RetentionRule(.fixed, period: "P6Y3M")),
    Case(
      "6 years from the end of the financial year in which the contract ended",
      RetentionRule(
        .fixed, period: "P6Y", trigger: "contract-end", counting: "financial-year-end")),
    Case("Until 100 years of age", RetentionRule(.untilAge, period: "P100Y", trigger: "birth")),
    Case(
      "Until individual's 25th birthday",
      RetentionRule(.untilAge, period: "P25Y", trigger: "birth")),
    Case("Permanent", RetentionRule(.permanent)),
    Case("Indefinitely.", RetentionRule(.permanent)),
    Case("SEE FUNCTIONAL SCHEDULE", RetentionRule(.byReference)),
    Case(
      "Until no longer needed for administrative purposes", RetentionRule(.indeterminate)),
    Case("Until superseded", RetentionRule(.untilEvent, trigger: "supersession")),
    Case(
      "Paper: 3 years ; Electronic: permanent",
      RetentionRule(.fixed, appliesTo: ["paper"], period: "P3Y"),
      RetentionRule(.permanent, appliesTo: ["electronic"])),
    Case(
      "Paper: 5 years. If scanned, retain for 6 months.",
      RetentionRule(.fixed, appliesTo: ["paper"], period: "P5Y"),
      RetentionRule(.fixed, appliesTo: ["paper", "scanned"], period: "P6M", event: "scanned")),
    Case(
      "Two to six years",
      RetentionRule(.fixed, period: "P6Y", minimum: "P2Y", bound: .maximum)),
    Case("Not more than 31 days", RetentionRule(.fixed, period: "P31D", bound: .maximum)),
    Case(
      "6 years or 10 years, whichever is longer",
      RetentionRule(.fixed, period: "P6Y", bound: .minimum)),
    Case(
      "4 years and until audited", RetentionRule(.fixed, period: "P4Y", bound: .minimum)),
    Case(
      "6 years (or longer if ban over six years)",
      RetentionRule(.fixed, period: "P6Y", bound: .minimum)),
    Case("In office 5 years. In records center 20 years", RetentionRule(.fixed, period: "P25Y")),
    Case(
      "Fiscal Year End + 3", RetentionRule(.fixed, period: "P3Y", trigger: "financial-year-end")),
    Case("6 years after award", RetentionRule(.fixed, period: "P6Y", event: "award")),
    Case("6 months, then review", RetentionRule(.fixed, period: "P6M", action: "review")),
  ]

  @Test("phrases that are read", arguments: understood)
  func reads(_ example: Case) throws {
    #expect(try read(example.phrase) == example.rules)
  }

  @Test(
    "phrases with a word left over are refused",
    arguments: [
      "6 years unless a claim is made", "Permanent or until scanned", "18-24",
      "90 days after an election, or 22 months after a federal election",
      "AC + 6 years", "Two years; transfer to storage for 3 years",
      "Variable depending on circumstances",
      "Until child is 18 plus a further three years of inactivity", "five calendar years",
      "Seventy five years or fifteen years after death", "Retain five (5) years and",
      "6 working days", "Up to six years or as required by legislation", "6 years, paper only",
      "Renewed every 5 years", "30 days, unless a disciplinary action occurs", "Paper: ", "5",
      "years", "6.5 years", "6 1/2 years", "not 6 years", "6 years after 2019",
    ])
  func refuses(_ phrase: String) {
    #expect(throws: PhraseRefusal.self) { try read(phrase) }
  }

  @Test("refusals say why")
  func saysWhy() throws {
    func reason(_ text: String, from event: String? = nil) -> PhraseRefusal.Reason? {
      do throws(PhraseRefusal) {
        _ = try RetentionPhrases().rules(in: text, from: event)
        return nil
      } catch { return error.reason }
    }
    #expect(reason(" . ") == .empty)
    #expect(reason("seven (6) years") == .contradictory)
    #expect(reason("1855 years") == .implausible)
    #expect(reason("999 years") == .implausible)
    #expect(reason("whatever") == .notUnderstood)
    #expect(reason("6 years after closure", from: "Date of birth") == .differentEvents)
  }

  @Test("the event beside a period starts it, and nothing else does")
  func startsAtEvent() throws {
    #expect(
      try read("2 years", from: "Date of last contact")
        == [RetentionRule(.fixed, period: "P2Y", trigger: "last-contact")])
    #expect(
      try read("6 years", from: "Date of visit")
        == [RetentionRule(.fixed, period: "P6Y", event: "Date of visit")])
    #expect(try read("Permanent", from: "Creation") == [RetentionRule(.permanent)])
    #expect(try read("6 years").first?.trigger == nil)
  }

  @Test("the user's phrases come first, whatever their case and spacing")
  func readsTable() throws {
    let rule = RetentionRule(.fixed, period: "P6Y", trigger: "conviction")
    let phrases = RetentionPhrases(table: ["6 yrs  CPIA": [rule], "6 years": [rule]])
    #expect(try phrases.rules(in: " 6 YRS CPIA.") == [rule])
    #expect(try phrases.rules(in: "6 years") == [rule])
    #expect(throws: PhraseRefusal.self) { try phrases.rules(in: "6 yrs CPIA or later") }
  }

  @Test("a bare period is read as one, and nothing else is")
  func readsPeriods() throws {
    let phrases = RetentionPhrases()
    #expect(try phrases.period(in: "18 months") == "P18M")
    #expect(try phrases.period(in: "indefinite") == "indefinite")
    for text in ["6 years after closure", "up to 6 years", "6 years + current", "Paper: 6 years"] {
      #expect(throws: PhraseRefusal.self) { try phrases.period(in: text) }
    }
    #expect(phrases.trigger(in: "Date of birth") == "birth")
    #expect(phrases.trigger(in: "termination") == nil)
  }

  @Test("the fields of a rule are those of the vocabulary, with the words of the source")
  func givesFields() throws {
    let rule = try #require(try read("Paper: 6 years after closure").first)
    #expect(
      rule.fields(originalText: "x").map { "\($0.name)=\($0.value)" }
        == [
          "appliesTo=paper", "kind=fixed", "period=P6Y", "trigger=closure", "originalText=x",
        ])
  }
}
