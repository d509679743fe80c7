import CivilTime
import Diagnostics
import Findings
import Rules
import Testing
import YAMLTree

/// What somebody read in a source, in a profile and in a table.
@Suite struct ConfirmationTests {
  static let schedule = """
    schedule: ours
    rows:
      - {code: a, title: A, period: P6Y, minimum: P6Y, source: own/policy, at: "Table 2"}
      - {code: b, title: B, period: P6Y, maximum: P10Y, source: own/policy, at: "Table 2"}
    """

  static let rule = Files.replacing(
    Files.replacing(Files.rule, "at: \"1\", evidence: read", "at: \"Table  2\""),
    "require: record.rationale",
    "require: record.rationale || today <= lastDay(record.lastEvent, period('P6Y'))")

  static func library() throws -> RuleLibrary {
    let (library, problems) = try Files.read([
      ("own/first.yaml", rule), ("schedule/ours.yaml", schedule),
    ])
    #expect(problems == [])
    return library
  }

  static let today = CivilDate(year: 2026, month: 11, day: 30)

  static func read(_ confirmation: String) throws -> (Profile.Choices, [Diagnostic]) {
    let text = "confirmations:\n  - {\(confirmation)}\n"
    let root = try #require(YAMLReader.read(text, path: "profile.yaml").root)
    let (profile, problems) = ProfileReader.read(
      root, path: "profile.yaml", library: try library(), today: today)
    return (profile.common, problems)
  }

  static let who = "by: A. Jones, on: 2026-11-20, edition: \"2025\""

  @Test("one confirmation of a clause serves the rule and the row that have its figure")
  func serves() throws {
    let library = try Self.library()
    let (choices, problems) = try Self.read(
      "source: own/policy, at: table 2, figure: 6 years, \(Self.who)")
    #expect(problems == [])
    let register = FigureRegister(library)
    let book = ConfirmationBook(choices.confirmations, register)
    let figures = register.figures.filter { $0.at.hasPrefix("Table") }
    #expect(figures.map(\.figure) == ["P6Y", "P6Y", "P6Y and P10Y"])
    #expect(figures.map { book.evidence(of: $0).counts } == [true, true, false])
    #expect(
      book.evidence(of: figures[0]).inWords
        == "not read in the document, confirmed by A. Jones on 2026-11-20 in the edition 2025")
  }

  @Test("another figure takes the place of that of the row, and leaves the rule in dispute")
  func overrides() throws {
    let library = try Self.library()
    let (choices, problems) = try Self.read(
      "source: policy, at: Table 2, figure: P6Y, read: P7Y, \(Self.who)")
    #expect(problems == [])
    let register = FigureRegister(library)
    let book = ConfirmationBook(choices.confirmations, register)
    let row = try #require(library.schedule["a"])
    let read = try #require(book.row(row))
    #expect(read.periodsInWords == "P7Y, at least P7Y")
    #expect(read.origin.contains("profile.yaml:2, read by A. Jones on 2026-11-20"))
    #expect(read.origin.contains("instead of P6Y, at least P6Y of ours"))
    #expect(read.evidence?.counts == true)
    #expect(book.row(try #require(library.schedule["b"])) == nil)
    let rule = try #require(library.rule("own/first"))
    let evidence = book.evidence(of: FigureRegister.figures(of: rule)[0])
    #expect(evidence.grade == .disputed && !evidence.counts)
    #expect(evidence.differs == "A. Jones on 2026-11-20 in the edition 2025 it says P7Y")
  }

  @Test("several figures are replaced in their order")
  func overridesSeveral() throws {
    let (choices, problems) = try Self.read(
      "source: policy, at: Table 2, figure: P6Y and P10Y, read: P6Y and P12Y, \(Self.who)")
    #expect(problems == [])
    let library = try Self.library()
    let book = ConfirmationBook(choices.confirmations, FigureRegister(library))
    let row = try #require(library.schedule["b"])
    #expect(book.row(row)?.periodsInWords == "P6Y, at most P12Y")
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let text: String
    let code: String
    var hint: String?
    var testDescription: String { "\(code): \(text)" }
  }

  static let mistakes = [
    Mistake(
      text: "source: own/polcy, at: Table 2, \(who)", code: "profile.unknown-source",
      hint: "did you mean \"own/policy\"?"),
    Mistake(
      text: "source: policy, at: Table 3, \(who)", code: "profile.unknown-clause",
      hint: "did you mean \"Table 2\"?"),
    Mistake(
      text: "source: policy, at: Table 2, figure: P8Y, \(who)", code: "profile.unknown-figure"),
    Mistake(
      text: "source: policy, at: Table 2, read: P8Y, \(who)", code: "profile.unknown-figure"),
    Mistake(
      text: "source: policy, at: Table 2, figure: P6Y, read: soon, \(who)",
      code: "profile.wrong-figure"),
    Mistake(
      text: "source: policy, at: Table 2, figure: P6Y and P10Y, read: P6Y, \(who)",
      code: "profile.wrong-figure"),
    Mistake(
      text: "source: policy, at: Table 2, by: A, on: 2026-12-01, edition: x",
      code: "profile.future-date"),
    Mistake(
      text: "source: policy, at: Table 2, by: A, on: 31/11/2026, edition: x",
      code: "profile.wrong-date"),
    Mistake(text: "source: policy, at: Table 2, by: A", code: "profile.incomplete-confirmation"),
    Mistake(text: "source: policy, clause: Table 2, \(who)", code: "rule.unknown-key"),
  ]

  struct Pair: Sendable, CustomTestStringConvertible {
    let second: String
    let isDoubled: Bool
    var testDescription: String { second }
  }

  static let pairs = [
    Pair(second: "figure: P6Y and P10Y", isDoubled: true),
    Pair(second: "figure: P6Y and P10Y, read: P7Y and P10Y", isDoubled: true),
    Pair(second: "figure: P6Y", isDoubled: false),
  ]

  @Test("a figure of a clause is confirmed once", arguments: pairs)
  func comparesTwo(_ pair: Pair) throws {
    let first = "source: policy, at: Table 2, figure: P6Y and P10Y, \(Self.who)}"
    let (_, problems) = try Self.read(
      "\(first)\n  - {source: policy, at: table 2, \(pair.second), \(Self.who)")
    #expect(problems.map(\.code) == (pair.isDoubled ? ["profile.doubled-confirmation"] : []))
    #expect(problems.first?.position?.line == (pair.isDoubled ? 3 : nil))
  }

  @Test("a confirmation that cannot be is an error with a place", arguments: mistakes)
  func refuses(_ mistake: Mistake) throws {
    let (choices, problems) = try Self.read(mistake.text)
    #expect(problems.map(\.code) == [mistake.code], "\(problems)")
    #expect(problems.first?.position?.line == 2)
    if let hint = mistake.hint { #expect(problems.first?.hint == hint) }
    #expect(choices.confirmations == [])
  }

  @Test("the last day on which something can have been read is today")
  func takesToday() throws {
    let (choices, problems) = try Self.read(
      "source: policy, at: Table 2, by: A, on: 30/11/2026, edition: x")
    #expect(problems == [])
    #expect(choices.confirmations.map(\.on) == [Self.today])
  }

  static let tables = [
    "source,clause,figure,confirmed by,on,edition read,figure as read\r\n"
      + "own/policy,Table 2,P6Y,A. Jones,2026-11-20,2025,\r\n"
      + "own/policy,Table 2,P6Y and P10Y,,,,\r\n",
    "\u{FEFF}clause;confirmed by;source;edition read;on;look for;figure\n\n"
      + "\"Table\n2\";\"A. Jones\";own/policy;2025;20/11/2026;\"a \"\"b\"\"; c\";6 years\n",
  ]

  @Test("a table is read as spreadsheets write it back, without its empty rows", arguments: tables)
  func readsTables(_ table: String) throws {
    var reader = ConfirmationReader(
      path: "t.csv", register: FigureRegister(try Self.library()), today: Self.today)
    let read = reader.read(table: table, path: "t.csv")
    #expect(reader.problems == [])
    #expect(read.map(\.by) == ["A. Jones"])
    #expect(read.map(\.figure) == ["P6Y"])
    #expect(read.map(\.asRead) == [nil])
    #expect(read.map(\.on) == [CivilDate(year: 2026, month: 11, day: 20)])
  }

  @Test("a table without its columns is an error")
  func refusesOtherTables() throws {
    var reader = ConfirmationReader(
      path: "t.csv", register: FigureRegister(try Self.library()), today: Self.today)
    #expect(reader.read(table: "a,b\n1,2\n", path: "t.csv") == [])
    #expect(reader.problems.map(\.code) == ["profile.no-table"])
  }
}
