import Findings
import ResultFixtures
import Results
import Testing

@testable import Reports

@Suite struct FactWordsTests {
  struct Wording: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let words: String
    var testDescription: String { name }
  }

  static let sentences = [
    Wording(
      name: "a day is long", text: "kept 32 days past its limit of 2026-09-30, six clear years",
      words: "kept 32 days past its limit of 30 September 2026, six clear years"),
    Wording(
      name: "a month is long", text: "the last event in (2020-08).",
      words: "the last event in (August 2020)."),
    Wording(
      name: "a period keeps its spelling", text: "the period is set to P24M; row N1 requires P2Y",
      words: "the period is set to 24 months (P24M); row N1 requires two years (P2Y)"),
    Wording(
      name: "parts of names stay",
      text: "file backup-2026-01-01, run 2026-01-01T10:00:00Z, P12 and 2026",
      words: "file backup-2026-01-01, run 2026-01-01T10:00:00Z, P12 and 2026"),
    Wording(
      name: "a day that does not exist stays", text: "born on 2026-02-30",
      words: "born on 2026-02-30"),
    Wording(name: "two spaces stay", text: "a  b - c", words: "a  b - c"),
  ]

  @Test("what is wrong has words for codes, and only for codes that are known")
  func writesCodesInWords() {
    let labels = FieldLabels(codes: [
      "last-review", "deletion-return", "art6-1-f", "s35-2-b", "review",
    ])
    let words = FactWords(labels)
    let cases = [
      ("the period starts from last-review; see s35-2-b", "last review; see section 35(2)(b)"),
      ("the contract lacks deletion-return, audit", "lacks deletion return, audit"),
      ("the decisions rest on art6-1-f", "rest on Article 6(1)(f)"),
      ("the ten-year review of shared-drive", "the ten-year review of shared-drive"),
      ("set on last-review-2", "set on last-review-2"),
    ]
    for (cause, expected) in cases { #expect(words.cause(cause).hasSuffix(expected), "\(cause)") }
    #expect(words.text("Change it to last-review").hasSuffix("last-review"))
  }

  @Test("a code that is no word by itself has the words of its list, in a finding that has it")
  func writesPhrases() throws {
    let labels = FieldLabels(
      ["transfer.mechanism": .init(label: "mechanism", form: .code)],
      codes: ["adequacy", "deletion-return"],
      names: ["adequacy": "an adequacy decision", "deletion-return": "deletion or return"])
    var finding = try #require(SampleResult.make().findings.first { _ in true })
    finding.derivation.facts = [Derivation.Fact(path: "transfer.mechanism", value: "adequacy")]
    let words = FactWords(labels)
    #expect(
      words.cause("sent under adequacy, which lacks deletion-return", of: finding)
        == "sent under an adequacy decision, which lacks deletion or return")
    #expect(words.cause("of the adequacy of the record") == "of the adequacy of the record")
  }

  @Test("a fact without letters is said to be empty, and a list without members to be none")
  func writesEmptyValues() {
    let words = FactWords(FieldLabels())
    #expect(words.value("''", of: "processor.contract") == "left empty")
    #expect(words.value("", of: "processor.contract") == "left empty")
    #expect(words.value("[]", of: "processor.terms") == "none")
  }

  @Test("labels stand in quotes where a sentence says what to do with a field")
  func quotesLabels() {
    let labels = FieldLabels(["record.reviewed": .init(label: "last review", form: .day)])
    let words = FactWords(labels)
    #expect(words.text("the day in record.reviewed", naming: .bare) == "the day in last review")
    #expect(
      words.text("the day in record.reviewed", naming: .quoted)
        == "the day in \u{201C}last review\u{201D}")
  }

  @Test("sentences have long days and periods in words", arguments: sentences)
  func writesSentences(_ wording: Wording) {
    #expect(FactWords.sentence(wording.text) == wording.words)
  }

  static let periods = [
    ("P6Y", "six years"), ("P1Y", "one year"), ("P24M", "24 months"),
    ("P10Y6M", "ten years and six months"),
    ("P31D", "31 days"), ("P2W", "two weeks"), ("P1Y2M3D", "one year, two months and three days"),
  ]

  @Test("a period is told in the units of the file", arguments: periods)
  func tellsPeriods(_ text: String, _ words: String) {
    #expect(FactWords.period(text) == words)
  }

  @Test("what is no period has no words", arguments: ["indefinite", "P", "PT1H", "6Y", "P6", ""])
  func refusesPeriods(_ text: String) {
    #expect(FactWords.period(text) == nil)
  }

  private static let labels = FieldLabels([
    "record.lastEvent": .init(label: "last event", form: .day),
    "record.events.kind": .init(label: "kind of event", form: .asWritten),
    "dataset.retention.period": .init(label: "retention period", form: .period),
    "record.custodial": .init(label: "custodial sentence", form: .truth),
    "related(record).group": .init(label: "highest review group", form: .asWritten),
  ])

  private static let record = Subject(links: [
    .init(level: .dataset, id: "d"), .init(level: .record, id: "r"),
  ])

  @Test("facts are called by their labels, with the level where it is another")
  func namesFacts() {
    let words = FactWords(Self.labels)
    #expect(words.name(of: "record.lastEvent", on: Self.record) == "last event")
    #expect(words.name(of: "record.events[3].kind", on: Self.record) == "kind of event")
    #expect(words.name(of: "record.?custodial", on: Self.record) == "custodial sentence")
    #expect(
      words.name(of: "dataset.retention.period", on: Self.record) == "retention period (dataset)")
    #expect(
      words.name(of: "related(record).group", on: Self.record)
        == "highest review group (linked records)")
    #expect(words.name(of: "record.unknown", on: Self.record) == "record.unknown")
  }

  @Test("paths in a text stand behind their labels")
  func labelsPaths() {
    let words = FactWords(Self.labels)
    #expect(
      words.text(
        "Record record.lastEvent; then dataset.retention.period. See record.unknown of P6Y")
        == "Record \u{201C}last event\u{201D} (record.lastEvent); then \u{201C}retention period\u{201D} "
        + "(dataset.retention.period). See record.unknown of six years (P6Y)")
  }

  @Test("values keep the file's spelling but for days, periods and truth")
  func writesValues() {
    let words = FactWords(Self.labels)
    #expect(words.value("2020-02-29", of: "record.lastEvent") == "29 February 2020")
    #expect(words.value("2020", of: "record.lastEvent") == "2020")
    #expect(words.value("[masked]", of: "record.lastEvent") == "[masked]")
    #expect(words.value("P24M", of: "dataset.retention.period") == "24 months (P24M)")
    #expect(words.value("indefinite", of: "dataset.retention.period") == "indefinite")
    #expect(words.value("true", of: "record.custodial") == "yes")
    #expect(words.value("2020-02-29", of: "record.events[0].kind") == "2020-02-29")
  }
}

@Suite struct WorkingTests {
  private static func words(_ substituted: String, _ value: String) -> String? {
    Working.inWords(
      Derivation.Step(name: "end", formula: "f", substituted: substituted, value: value))
  }

  @Test("sums of days read as sums")
  func readsAsSum() {
    #expect(
      Self.words("lastDay(2020-02-29, P6Y)", "2026-02-28") == "29 February 2020 + six years (P6Y)")
    #expect(
      Self.words("lastDay(2020-02-29, P3Y, beginning-with)", "2023-02-28")
        == "29 February 2020 + three years (P3Y), the first day included")
    #expect(Self.words("latest([2026-02-28])", "2026-02-28") == "")
    #expect(
      Self.words("latest([2026-02-28, 2026-05-01])", "2026-05-01")
        == "the latest of 28 February 2026 and 1 May 2026")
  }

  @Test(
    "a formula that only a programmer reads has no words",
    arguments: [
      "true || false", "lastDay(x, P6Y)", "a ? b : c", "lastDay(2020-02-29, P6Y, currentPlus)",
      "latest([2020-01-01, x])", "lastDay(latest([2020-01-01]), P6Y)",
    ])
  func leavesFormulas(_ text: String) {
    #expect(Self.words(text, "2026-02-28") == nil)
  }
}

@Suite struct LawLinkTests {
  private static func citation(_ at: String, _ url: String?) -> Citation {
    Citation(title: "Law", at: at, url: url, evidence: Evidence(.read))
  }

  @Test("each section of an Act leads to its page")
  func linksSections() {
    let base = "https://www.legislation.gov.uk/ukpga/1984/60"
    let links = Self.citation("s.63D, s.63U(1) to (6)", base + "/part/V").links
    #expect(
      links == [
        LawLink(text: "s.63D", url: base + "/section/63D"), LawLink(text: ", "),
        LawLink(text: "s.63U(1)", url: base + "/section/63U"), LawLink(text: " to (6)"),
      ])
  }

  @Test("articles, schedules and regulations have paths of their own; other laws have none")
  func linksOthers() {
    let base = "https://www.legislation.gov.uk/ukpga/2025/18"
    let links = Self.citation("Sch. 8 para. 9 (UK GDPR Art. 44A)", base).links
    #expect(
      links == [
        LawLink(text: "Sch. 8", url: base + "/schedule/8"),
        LawLink(text: " para. 9 (UK GDPR Art. 44A)"),
      ])
    #expect(
      Self.citation("Art. 5(1)(e)", "https://www.legislation.gov.uk/eur/2016/679").links.first?.url
        == "https://www.legislation.gov.uk/eur/2016/679/article/5")
    #expect(
      Self.citation("reg. 2(j)", "https://www.legislation.gov.uk/uksi/2026/82").links.first?.url
        == "https://www.legislation.gov.uk/uksi/2026/82/regulation/2")
  }

  @Test(
    "nothing but legislation.gov.uk has a link",
    arguments: [
      "https://example.org/a", "javascript:alert(1)",
      "https://evil.example/legislation.gov.uk/x/1/2",
      "https://www.legislation.gov.uk/ukpga/\"><script>/1",
      "http://www.legislation.gov.uk.evil/a/1/2",
    ])
  func linksNothingElse(_ url: String) {
    #expect(Self.citation("s.1", url).links == [LawLink(text: "s.1")])
  }
}
