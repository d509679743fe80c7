import CivilTime
import Diagnostics
import Findings
import Rules
import Testing
import YAMLTree

@Suite struct LibraryReaderTests {
  @Test("a pack says where it applies, what it rests on and what may be chosen")
  func readsPack() throws {
    let pack = try #require(try Files.read([]).library.pack("own"))
    #expect(pack.title == "Our own")
    #expect(pack.version == "1")
    #expect(pack.jurisdictions == ["scotland"])
    #expect(pack.appliesTo == ["police-force"])
    #expect(pack.source("policy")?.edition == "3")
    #expect(pack.parameters.map(\.name) == ["mode", "limit"])
    #expect(pack.parameters[0].allowed == ["time-based", "five-yearly"])
    #expect(pack.parameters[1].defaultValue?.text == "P31D")
    #expect(pack.parameters[1].evidence == Evidence(.unread))
  }

  @Test("a pack applies where it says, and where nobody knows")
  func applies() throws {
    let pack = try #require(try Files.read([]).library.pack("own"))
    #expect(pack.applies(toKind: "police-force", in: "scotland"))
    #expect(!pack.applies(toKind: "police-force", in: "england-and-wales"))
    #expect(!pack.applies(toKind: "company", in: "scotland"))
    #expect(pack.applies(toKind: nil, in: nil))
  }

  @Test("rules come in the order of their identifiers, whatever the files")
  func sortsRules() throws {
    let other = Files.replacing(Files.rule, "own/first", "own/zeroth")
    let (library, problems) = try Files.read([
      ("own/a.yaml", other), ("own/b.yaml", Files.rule),
    ])
    #expect(problems == [])
    #expect(library.rules.map(\.id) == ["own/first", "own/zeroth"])
  }

  @Test("a rule that is defined twice is an error that names both places")
  func refusesDuplicates() throws {
    let (_, problems) = try Files.read([("own/a.yaml", Files.rule), ("own/b.yaml", Files.rule)])
    let problem = try #require(problems.first)
    #expect(problem.code == "rule.duplicate-id")
    #expect(problem.position?.path == "rules/own/b.yaml")
    #expect(problem.related.map(\.position.path) == ["rules/own/a.yaml"])
  }

  @Test("a rule without its pack is an error")
  func refusesOrphans() throws {
    let rule = Files.replacing(Files.rule, "own/first", "other/first")
    let (_, problems) = try Files.read([("other/first.yaml", rule)])
    #expect(problems.map(\.code) == ["rule.no-pack"])
  }

  @Test("the digest of a pack changes with its rules and not with examples or comments")
  func digests() throws {
    func digest(_ text: String) throws -> String? {
      try Files.read([("own/first.yaml", text)]).library.pack("own")?.digest
    }
    let reference = try digest(Files.rule)
    #expect(reference?.count == 64)
    #expect(try digest(Files.rule) == reference)
    #expect(try digest(Files.rule + "\n# a comment at the end") == reference)
    let example = Files.replacing(Files.rule, "name: no reason", "name: none")
    #expect(try digest(example) == reference)
    let severity = Files.replacing(Files.rule, "severity: high", "severity: low")
    #expect(try digest(severity) != reference)
    let condition = Files.replacing(Files.rule, "record.group == 3", "record.group == 2")
    #expect(try digest(condition) != reference)
  }

  @Test("a schedule is read, and a second row of a class is an error with both places")
  func readsSchedule() throws {
    let schedule = """
      schedule: own
      title: Ours
      edition: "2020"
      rows:
        - {code: c, row: "1", title: First, period: P6Y, trigger: closed, actions: [dispose]}
        - {code: c, row: "2", title: Second, minimum: P1Y, action: review}
      """
    let (library, problems) = try Files.read([("schedule/own.yaml", schedule)])
    #expect(problems.map(\.code) == ["schedule.doubled-class"])
    #expect(problems[0].position?.line == 6 && problems[0].related[0].position.line == 5)
    #expect(library.schedule.codes == ["c"])
    let row = try #require(library.schedule["c"])
    #expect(row.title == "Second")
    #expect(row.period == nil)
    #expect(row.minimum?.description == "P1Y")
    #expect(row.actions == ["review"])
    #expect(row.origin.contains("own, 2020"))
  }

  @Test(
    "a default that no profile could choose is an error",
    arguments: [
      ("default: P31D", []), ("default: P31X", ["rule.wrong-kind"]),
      ("default: [P31D]", []), ("default: indefinite", []), ("default: soon", ["rule.wrong-kind"]),
    ] as [(String, [String])])
  func checksDefaults(_ value: String, _ codes: [String]) throws {
    let pack = Files.replacing(Files.pack, "default: P31D", value)
    let problems = LibraryReader.read([
      try Files.file("own/pack.yaml", pack), try Files.file("own/first.yaml", Files.rule),
    ]).problems
    #expect(problems.map(\.code) == codes)
    #expect(problems.first?.position?.line == (codes.isEmpty ? nil : 10))
  }

  @Test(
    "a row of a schedule has one trigger and one action",
    arguments: [
      ("trigger: closed, action: review", 0), ("trigger: [closed], action: review", 1),
      ("trigger: [], action: review", 1), ("trigger: closed, action: [review]", 1),
      ("trigger: closed, actions: [review]", 0),
      ("trigger: closed, action: review, also: {minimum: P1Y, trigger: [closed]}", 1),
    ])
  func readsWords(_ facts: String, _ count: Int) throws {
    let schedule = "schedule: own\nrows:\n  - {code: c, title: T, \(facts)}\n"
    let (_, problems) = try Files.read([("schedule/own.yaml", schedule)])
    #expect(problems.count == count, "\(problems)")
    #expect(problems.first?.code == (count == 0 ? nil : "rule.wrong-kind"))
  }

  @Test(
    "a reason that voids a record is one of the reasons that a parameter has",
    arguments: [("time-based", nil), ("time-basd", "did you mean \"time-based\"?")])
  func readsVoidReasons(_ reason: String, _ hint: String?) throws {
    let pack = Files.pack + "\nlinking: {records: [], events: [], void-reasons: [\(reason)]}"
    let (library, problems) = LibraryReader.read([
      try Files.file("own/pack.yaml", pack), try Files.file("own/first.yaml", Files.rule),
    ])
    #expect(problems.map(\.code) == (hint == nil ? [] : ["rule.unknown-word"]))
    #expect(problems.first?.hint == hint)
    #expect(library.pack("own")?.linking.voidReasons == [reason])
  }

  @Test("a code list is read with meanings")
  func readsCodes() throws {
    let codes = "list: own\ntitle: Ours\nopen: false\ncodes: {a: First, b: Second}\n"
    let (library, problems) = try Files.read([("codes/own.yaml", codes)])
    #expect(problems == [])
    let list = try #require(library.codeLists["own"])
    #expect(list.isOpen == false)
    #expect(list.codes.map(\.code) == ["a", "b"])
    #expect(list.codes.map(\.meaning) == ["First", "Second"])
  }
}

@Suite struct CalendarReaderTests {
  @Test("a calendar has the holidays of its years, and a place of parts those of each")
  func reads() throws {
    let (library, problems) = try Files.read([
      (
        "calendars/here.yaml",
        "calendar: here\ntitle: Here\nsource: Act\nyears:\n  2026: [2026-04-03, 2026-04-06]\n"
      ),
      ("calendars/both.yaml", "calendar: both\nparts: [here, there]\n"),
    ])
    #expect(problems == [])
    #expect(library.calendars["here"]?.holidays[2026]?.count == 2)
    let friday = DateInterval(try CivilDate(parsing: "2026-04-03"))
    let calendars = library.workingCalendars
    #expect(calendars.nextWorkingDay(friday, in: "here").description == "2026-04-07")
    #expect(calendars.nextWorkingDay(friday, in: "both").description == "2026-04-03/2026-04-17")
  }

  @Test(
    "a day outside its year, a year that is none and a word that is no day are errors",
    arguments: ["2026: [2027-01-01]", "soon: [2026-01-01]", "2026: [Easter]", "2026: 2026-01-01"])
  func refuses(_ years: String) throws {
    let (_, problems) = try Files.read([
      ("calendars/here.yaml", "calendar: here\nyears:\n  \(years)\n")
    ])
    #expect(problems.map(\.code) == ["rule.wrong-kind"])
  }
}
