import CEL
import Diagnostics
import Testing

@testable import Inventory

/// A text with a place in it, marked by an arrow.
struct Marked {
  let text: String
  let line: Int
  let column: Int

  init(_ marked: String) {
    let parts = marked.split(separator: "↓", maxSplits: 1, omittingEmptySubsequences: false)
    text = parts.joined()
    let before = Array(parts[0].utf8)
    line = before.count { $0 == 0x0a } + 1
    column = before.count - (before.lastIndex(of: 0x0a) ?? -1)
  }
}

@Suite struct DiagnosticsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let code: String
    var severity = Diagnostic.Severity.error
    var hint: String?
    var testDescription: String { name }
  }

  static let jsonCases = [
    Case(
      name: "a misspelt field", text: #"{"systems": [{"id": "a", ↓"ownr": "b"}]}"#,
      code: "reader.unknown-name", severity: .notice, hint: "did you mean \"owner\"?"),
    Case(
      name: "a day that does not exist",
      text: #"{"systems": [{"id": "a", "goLive": ↓"2026-02-30"}]}"#,
      code: "reader.no-such-day"),
    Case(
      name: "a day in another form", text: #"{"systems": [{"id": "a", "goLive": ↓"01/02/2026"}]}"#,
      code: "reader.wrong-value"),
    Case(
      name: "a stand-in for no day", text: #"{"systems": [{"id": "a", "goLive": ↓"9999-12-31"}]}"#,
      code: "reader.sentinel-date", severity: .notice),
    Case(
      name: "a number for text", text: #"{"systems": [{"id": ↓5}]}"#, code: "reader.wrong-type",
      hint: "put it in quotation marks"),
    Case(
      name: "text for a Boolean", text: #"{"systems": [{"id": "a", "highRisk": ↓"true"}]}"#,
      code: "reader.wrong-type"),
    Case(
      name: "a negative count",
      text: #"{"systems": [{"id": "a", "datasets": [{"id": "d", "count": ↓-1}]}]}"#,
      code: "reader.wrong-type"),
    Case(
      name: "a fraction for a count",
      text: #"{"systems": [{"id": "a", "datasets": [{"id": "d", "count": ↓1.5}]}]}"#,
      code: "reader.wrong-type"),
    Case(
      name: "a key twice", text: #"{"systems": [{"id": "a", "owner": "b", "owner": ↓"b"}]}"#,
      code: "reader.duplicate-field"),
    Case(
      name: "an id twice", text: #"{"systems": [{"id": "a"}, ↓{"id": "a"}]}"#,
      code: "reader.duplicate-id"),
    Case(
      name: "no id", text: #"{"systems": [↓{"name": "a"}]}"#, code: "reader.missing-id"),
    Case(
      name: "the id of a record twice",
      text: """
        {"systems": [{"id": "a", "datasets": [{"id": "d", "records": [
          {"id": "r1"}, {"id": "r2"}, {"id": ↓"r1"}]}]}]}
        """, code: "reader.duplicate-id"),
    Case(
      name: "the id of a hold twice",
      text: #"{"organisations": [{"id": "a", "holds": [{"id": "h"}, {"id": ↓"h"}]}]}"#,
      code: "reader.duplicate-id"),
    Case(
      name: "no number", text: #"{"systems": [{"id": "a", "highRisk": ↓yes}]}"#,
      code: "reader.malformed"),
    Case(
      name: "a comma too many", text: #"{"systems": [{"id": "a"↓,}]}"#, code: "reader.malformed"),
    Case(
      name: "text behind the end", text: #"{"systems": []} ↓x"#, code: "reader.malformed"),
    Case(
      name: "an object for a list", text: #"{"systems": ↓{"id": "a"}}"#, code: "reader.wrong-type"),
    Case(
      name: "another version", text: #"{"version": ↓2, "systems": []}"#,
      code: "reader.unsupported-version"),
    Case(name: "no inventory", text: #"↓{"a": [1, 2]}"#, code: "reader.not-an-inventory"),
    Case(name: "a list at the top", text: "↓[1, 2]", code: "reader.not-an-inventory"),
    Case(name: "nothing", text: "↓", code: "reader.empty"),
  ]

  static let xmlCases = [
    Case(
      name: "a misspelt attribute", text: #"<inventory><system id="a" ownr=↓"b"/></inventory>"#,
      code: "reader.unknown-name", severity: .notice, hint: "did you mean \"owner\"?"),
    Case(
      name: "a list as it is in JSON",
      text: #"<inventory><system id="a">↓<datasets/></system></inventory>"#,
      code: "reader.unknown-name", severity: .notice,
      hint: "write each item as an element \"dataset\""),
    Case(
      name: "a day that does not exist behind a character of two bytes",
      text: "<inventory>\n<system id='é' goLive=↓'2026-02-30'/></inventory>",
      code: "reader.no-such-day"),
    Case(
      name: "a value with a reference on another line",
      text: "<inventory>\n<system id='é' \n x='1' goLive=↓'2026-&#48;2-30'\n/></inventory>",
      code: "reader.no-such-day"),
    Case(
      name: "a scalar as an element",
      text: "<inventory><system id='a'>↓<status>live</status></system></inventory>",
      code: "reader.wrong-type", hint: "write it as an attribute of a system"),
    Case(
      name: "an organisation behind the systems",
      text: "<inventory><system id='a'/>↓<organisation id='b'/></inventory>",
      code: "reader.out-of-order"),
    Case(
      name: "a retention rule behind the records",
      text: """
        <inventory><system id='a'><dataset id='d'><record id='r'/>
        ↓<retention period='P6Y'/></dataset></system></inventory>
        """, code: "reader.out-of-order"),
    Case(
      name: "an object twice",
      text: "<inventory><system id='a'><dpia/>↓<dpia/></system></inventory>",
      code: "reader.duplicate-field"),
    Case(
      name: "a period with hours",
      text: "<inventory><system id='a'><backup retention=↓'PT5H'/></system></inventory>",
      code: "reader.wrong-value"),
    Case(
      name: "an entity", text: "<inventory source=\"&x;↓\"/>", code: "reader.entity"),
    Case(
      name: "an internal subset", text: "<!DOCTYPE inventory ↓[<!ENTITY x 'y'>]><inventory/>",
      code: "reader.doctype"),
    Case(name: "another root", text: "↓<html/>", code: "reader.not-an-inventory"),
    Case(
      name: "a byte 0", text: "<inventory>↓\0</inventory>", code: "reader.encoding"),
    Case(
      name: "an encoding that is not read",
      text: "↓<?xml version='1.0' encoding='shift_jis'?><inventory/>",
      code: "reader.encoding"),
  ]

  @Test("what is wrong is told with its place", arguments: jsonCases + xmlCases)
  func tells(_ example: Case) throws {
    let marked = Marked(example.text)
    for chunk in [nil, 1, 7] {
      let reading = Reading([marked.text], chunk: chunk)
      let worst = reading.outcome.diagnostics.filter { $0.code == example.code }
      try #require(worst.count == 1, "\(reading.outcome.diagnostics)")
      #expect(worst[0].severity == example.severity)
      #expect(
        worst[0].position
          == SourcePosition(path: "input0", line: marked.line, column: marked.column))
      if let hint = example.hint { #expect(worst[0].hint == hint) }
      #expect(reading.outcome.isComplete == (example.severity != .error))
    }
  }

  @Test("a field that could not be read is unknown, and the rest is read")
  func goesOn() {
    let reading = Reading([
      #"{"systems": [{"id": "a", "goLive": "2026-02-30", "owner": "b", "dpia": 3}]}"#
    ])
    #expect(reading.facts == "systems/a {id='a' owner='b' goLive=unknown dpia=unknown}")
    #expect(reading.codes == ["reader.no-such-day", "reader.wrong-type"])
  }

  @Test("unknown names are errors under strict")
  func strict() {
    var options = ReaderOptions()
    options.isStrict = true
    let reading = Reading([#"{"systems": [{"id": "a", "ownr": "b"}]}"#], options: options)
    #expect(reading.outcome.diagnostics.map(\.severity) == [.error])
    #expect(!reading.outcome.isComplete)
  }

  @Test("local members and attributes are passed over without a word, and elements are told of")
  func additions() {
    let json = Reading([#"{"x-a": {"b": [1]}, "systems": [{"id": "a", "x-b": {"x": 1}}]}"#])
    #expect(json.codes == [])
    let xml = Reading([
      """
      <inventory xmlns:o="urn:other" o:a="1"><o:thing><system/></o:thing>
      <system id="a" o:b="2"/></inventory>
      """
    ])
    #expect(xml.codes == ["reader.foreign-element", "reader.unread-element"])
    #expect(xml.facts == json.facts)
  }

  @Test("codes are compared with the code lists")
  func codes() {
    var options = ReaderOptions()
    options.codes = CodeBook(lists: ["regime": ["law-enforcement", "general"]])
    let text = """
      {"systems": [{"id": "a", "regime": "generl", "status": "odd"},
       {"id": "b", "regime": "generl"}, {"id": "c", "regime": "general"}]}
      """
    let reading = Reading([text], options: options)
    #expect(reading.codes == ["reader.unknown-code"])
    #expect(
      reading.outcome.diagnostics[0].hint
        == "did you mean \"general\"? use one of law-enforcement, general")
    #expect(reading.outcome.isComplete)
    #expect(
      reading.facts.split(separator: "\n").map { $0.contains("regime=unknown") }
        == [true, true, false])
  }

  @Test("a code outside a closed list is an error, and so is one outside an open list under strict")
  func closedLists() {
    let text = #"{"systems": [{"id": "a", "regime": "generl"}]}"#
    var options = ReaderOptions()
    options.codes = CodeBook(lists: ["regime": ["general"]], closed: ["regime"])
    #expect(Reading([text], options: options).outcome.diagnostics.map(\.severity) == [.error])
    options.codes = CodeBook(lists: ["regime": ["general"]])
    #expect(Reading([text], options: options).outcome.diagnostics.map(\.severity) == [.notice])
    options.isStrict = true
    #expect(Reading([text], options: options).outcome.diagnostics.map(\.severity) == [.error])
  }

  @Test("a list of codes with one that nobody knows is unknown as a whole")
  func unknownCodeInList() {
    var options = ReaderOptions()
    options.codes = CodeBook(lists: ["purpose": ["custody", "vetting"]])
    let json = #"{"systems": [{"id": "a", "purposes": ["custody", "veting"]}]}"#
    let xml = "<inventory><system id='a' purposes='custody veting'/></inventory>"
    for text in [json, xml] {
      #expect(Reading([text], options: options).facts == "systems/a {id='a' purposes=unknown}")
    }
  }

  @Test("past the limit errors are counted")
  func limit() {
    var options = ReaderOptions()
    options.diagnosticLimit = 3
    let systems = (0..<10).map { "{\"id\": \"s\($0)\", \"owner\": 1}" }
    let reading = Reading(["{\"systems\": [\(systems.joined(separator: ","))]}"], options: options)
    #expect(reading.codes.count == 4)
    #expect(reading.outcome.diagnostics.last?.message == "7 more in input0 are not shown")
  }

  @Test("what would act in a terminal is shown as an escape")
  func inert() {
    let reading = Reading([#"{"systems": [{"id": "a", "goLive": "\u001b[31m\u202e"}]}"#])
    #expect(
      reading.outcome.diagnostics[0].message
        == #""goLive": "\u{1b}[31m\u{202e}" is not a day"#)
  }

  @Test("personal values are not repeated")
  func personal() {
    let reading = Reading([
      #"{"systems": [{"id": "a", "datasets": [{"id": "d", "records": [{"born": "1.2.1980"}]}]}]}"#
    ])
    #expect(reading.outcome.diagnostics[0].message == "\"born\": the value is not a day")
  }
}

@Suite struct StandInTests {
  @Test(
    "what only stands for something left open is a stand-in",
    arguments: [
      "", " ", "-", "--", "_", "?", "...", "\u{2026}", "/", "*", "\t", "\u{a0}", "\u{200b}", "n/a",
      "N/A", " n / a ",
      "TBC", "tbd", "None", "not applicable", "not-applicable", "Not  Known", "#N/A",
    ])
  func standsIn(_ text: String) { #expect(text.isStandIn) }

  @Test(
    "what says something is none",
    arguments: [
      "a", "Z", "0", "9", "[", "@", "{", "\u{e9}", "no", "nobody", "n/a, see the file",
      "not applicable here",
      "unknown soldier", "not-applicable-here", "tbcx",
    ])
  func says(_ text: String) { #expect(!text.isStandIn) }
}
