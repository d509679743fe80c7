import Diagnostics
import Findings
import Testing

@testable import Engine

@Suite struct LinkedPeopleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// The record that is judged, beside group 3 and kind offender.
    var own = "\"lastEvent\": \"2010-01-01\""
    var key = "p"
    /// The other record of the person.
    let other: String
    let expected: Verdict
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a newer event as suspect", other: suspect("\"lastEvent\": \"2025-01-01\""),
      expected: .pass),
    Case(
      name: "a newer event as victim", other: victim("\"lastEvent\": \"2025-01-01\""),
      expected: .breach),
    Case(
      name: "a kind that is not known", other: "{\"lastEvent\": \"2025-01-01\"}",
      expected: .undetermined),
    Case(
      name: "an old event of a kind that is not known",
      other: "{\"group\": 3, \"lastEvent\": \"2011-01-01\"}", expected: .breach),
    Case(name: "no last event", other: suspect(""), expected: .undetermined),
    Case(
      name: "a year that ends within the period", other: suspect("\"lastEvent\": \"2020\""),
      expected: .undetermined),
    Case(
      name: "a year within the period", other: suspect("\"lastEvent\": \"2022\""),
      expected: .pass),
    Case(
      name: "events count, and not the last event beside them",
      other: suspect(
        "\"lastEvent\": \"2025-01-01\", \"events\": [{\"kind\": \"offence\", "
          + "\"date\": \"2011-01-01\"}]"), expected: .breach),
    Case(
      name: "the same of a record that stands alone",
      own: "\"lastEvent\": \"2025-01-01\", \"events\": [{\"kind\": \"offence\", "
        + "\"date\": \"2011-01-01\"}]", other: victim(""), expected: .breach),
    Case(
      name: "an event whose kind is not known",
      other: suspect(
        "\"lastEvent\": \"2011-01-01\", \"events\": [{\"date\": \"2025-01-01\"}]"),
      expected: .undetermined),
    Case(
      name: "a request, which counts by no choice",
      other: suspect(
        "\"lastEvent\": \"2011-01-01\", \"events\": [{\"kind\": \"agency-request\", "
          + "\"date\": \"2025-01-01\"}]"), expected: .breach),
    Case(
      name: "an event after the day of the check",
      other: suspect("\"lastEvent\": \"2099-01-01\""), expected: .undetermined),
    Case(
      name: "an event before the birth",
      other: suspect("\"lastEvent\": \"1962-01-01\", \"born\": \"1970-01-01\""),
      expected: .undetermined),
    Case(
      name: "a record that was wrong",
      other: suspect(
        "\"lastEvent\": \"2025-01-01\", \"disposed\": \"2025-06-01\", "
          + "\"disposalAuthority\": \"inaccurate\""), expected: .breach),
    Case(
      name: "a record whose reason may be that it was wrong",
      other: suspect(
        "\"lastEvent\": \"2025-01-01\", \"disposed\": \"2025-06-01\", "
          + "\"disposalAuthority\": \"inacurate\""), expected: .undetermined),
    Case(
      name: "a record disposed of for another reason",
      other: suspect(
        "\"lastEvent\": \"2025-01-01\", \"disposed\": \"2025-06-01\", "
          + "\"disposalAuthority\": \"schedule\""), expected: .pass),
    Case(
      name: "a record that was wrong, and it is not known whether it went",
      other: suspect(
        "\"lastEvent\": \"2025-01-01\", \"disposed\": null, "
          + "\"disposalAuthority\": \"inaccurate\""), expected: .undetermined),
    Case(
      name: "one disposed of nobody knows why",
      other: suspect("\"lastEvent\": \"2025-01-01\", \"disposed\": \"2025-06-01\""),
      expected: .undetermined),
    Case(
      name: "a higher group", other: suspect("\"lastEvent\": \"2011-01-01\"", group: "1"),
      expected: .pass),
    Case(
      name: "a victim's higher group", other: victim("\"group\": 1"), expected: .breach),
    Case(
      name: "a group that is not known",
      other: suspect("\"lastEvent\": \"2011-01-01\"", group: "null"), expected: .undetermined),
    Case(
      name: "other births under one key",
      own: "\"lastEvent\": \"2010-01-01\", \"born\": \"1980-01-01\"",
      other: suspect("\"lastEvent\": \"2025-01-01\", \"born\": \"1981\""),
      expected: .undetermined),
    Case(
      name: "a birth that is known in part and agrees",
      own: "\"lastEvent\": \"2010-01-01\", \"born\": \"1980-01-01\"",
      other: suspect("\"lastEvent\": \"2025-01-01\", \"born\": \"1980\""), expected: .pass),
    Case(
      name: "a month of birth that agrees with the day",
      own: "\"lastEvent\": \"2010-01-01\", \"born\": \"1980-01-01\"",
      other: suspect("\"lastEvent\": \"2025-01-01\", \"born\": \"1980-01\""), expected: .pass),
    Case(
      name: "another month of birth in the same year",
      own: "\"lastEvent\": \"2010-01-01\", \"born\": \"1980-01-01\"",
      other: suspect("\"lastEvent\": \"2025-01-01\", \"born\": \"1980-12\""),
      expected: .undetermined),
    Case(
      name: "two months of birth",
      own: "\"lastEvent\": \"2010-01-01\", \"born\": \"1980-01\"",
      other: suspect("\"lastEvent\": \"2025-01-01\", \"born\": \"1980-02\""),
      expected: .undetermined),
    Case(
      name: "a year and a month of birth",
      own: "\"lastEvent\": \"2010-01-01\", \"born\": \"1980\"",
      other: suspect("\"lastEvent\": \"2025-01-01\", \"born\": \"1980-02\""),
      expected: .pass),
    Case(
      name: "a key in other letters", key: "P",
      other: suspect("\"lastEvent\": \"2011-01-01\""), expected: .undetermined),
    Case(
      name: "a key with a blank", key: " p",
      other: suspect("\"lastEvent\": \"2011-01-01\""), expected: .undetermined),
  ]

  private static func suspect(_ facts: String, group: String = "3") -> String {
    "{\"kind\": \"suspect\", \"group\": \(group)\(facts.isEmpty ? "" : ", ")\(facts)}"
  }

  private static func victim(_ facts: String) -> String {
    "{\"kind\": \"victim\"\(facts.isEmpty ? "" : ", ")\(facts)}"
  }

  private static let rule = MadeUpRules.rule(
    "rows", "record",
    "related(record).group < 3 || today <= lastDay(related(record).lastEvent, period('P6Y'))",
    when: "record.id == 'r'")

  private static func outcome(_ example: Case) throws -> Engine.Outcome {
    let other = example.other.dropFirst()
    let systems = """
      [{"id": "s", "name": "S", "controllers": ["f"], "datasets": [{"id": "d", "name": "D", \
      "records": [{"id": "r", "subject": "\(example.key)", "kind": "offender", "group": 3, \
      \(example.own)}, {"id": "o", "subject": "p", \(other)]}]}]
      """
    return try MadeUpRules.outcome([rule], systems: systems, isLinked: true)
  }

  @Test("what other records say of a person counts as far as it is known", arguments: cases)
  func links(_ example: Case) throws {
    let outcome = try Self.outcome(example)
    #expect((outcome.findings.first { _ in true }?.verdict ?? .pass) == example.expected)
  }

  struct KeyCase: Sendable, CustomTestStringConvertible {
    let name: String
    /// The link keys of the systems, as members of JSON.
    let own: String
    let other: String
    /// That of a third system without records.
    var third = "\"linkKey\": \"urn\""
    let expected: Verdict
    var testDescription: String { name }
  }

  static let keyCases = [
    KeyCase(
      name: "one key", own: "\"linkKey\": \"urn\"", other: "\"linkKey\": \"urn\"", expected: .pass),
    KeyCase(
      name: "one key in other letters", own: "\"linkKey\": \"urn\"", other: "\"linkKey\": \"URN\"",
      expected: .pass),
    KeyCase(
      name: "two keys", own: "\"linkKey\": \"urn\"", other: "\"linkKey\": \"custody number\"",
      expected: .breach),
    KeyCase(
      name: "no key in the other system, and one in all others", own: "\"linkKey\": \"urn\"",
      other: "\"linkKey\": null", expected: .pass),
    KeyCase(
      name: "no key in the other system, and two in others", own: "\"linkKey\": \"urn\"",
      other: "\"status\": \"live\"", third: "\"linkKey\": \"custody number\"",
      expected: .undetermined),
    KeyCase(
      name: "no key in the system, and two in others", own: "\"linkKey\": \"n/a\"",
      other: "\"linkKey\": \"urn\"", third: "\"linkKey\": \"custody number\"",
      expected: .undetermined),
    KeyCase(
      name: "no key in either", own: "\"status\": \"live\"", other: "\"status\": \"live\"",
      third: "\"status\": \"live\"", expected: .pass),
  ]

  @Test("keys of different kinds link nobody", arguments: keyCases)
  func tellsKeysApart(_ example: KeyCase) throws {
    func system(_ id: String, _ key: String, _ record: String) -> String {
      """
      {"id": "\(id)", "name": "S", "controllers": ["f"], \(key), \
      "datasets": [{"id": "d-\(id)", "name": "D", "records": [\(record)]}]}
      """
    }
    let facts = "\"subject\": \"p\", \"kind\": \"offender\", \"group\": 3, \"lastEvent\""
    let systems = [
      system("s", example.own, "{\"id\": \"r\", \(facts): \"2010-01-01\"}"),
      system("t", example.other, "{\"id\": \"o\", \(facts): \"2025-01-01\"}"),
      system("u", example.third, ""),
    ]
    let outcome = try MadeUpRules.outcome(
      [Self.rule], systems: "[\(systems.joined(separator: ", "))]", isLinked: true)
    let finding = outcome.findings.first { _ in true }
    #expect((finding?.verdict ?? .pass) == example.expected)
    if example.expected == .undetermined {
      #expect(finding?.derivation.missing.map(\.state) == ["unnamed"])
    }
  }

  @Test("keys that cannot be relied on are told of")
  func notices() throws {
    let codes = try Self.cases.map { try Self.outcome($0).faults.map(\.code) }
    #expect(codes.filter { $0 == ["link.different-births"] }.count == 3)
    #expect(codes.filter { $0 == ["link.spelling"] }.count == 2)
    #expect(codes.filter { $0.isEmpty }.count == Self.cases.count - 5)
  }

  @Test(
    "a key is the same in any case, with blanks or without, and in each form of an accent",
    arguments: [
      ("PNC/1234567X", "pnc/1234567x"), ("abcdefgh", "ABCDEFGH"), ("a b", "ab"), ("é", "e\u{301}"),
      ("É1", "e\u{301}1"), ("ab\u{a0}", "AB"), ("12345678 ", "12345678"),
    ])
  func folds(_ left: String, _ right: String) {
    func key(_ text: String) -> (key: SubjectKey, spelling: UInt16) {
      Array(text.utf8).withUnsafeBufferPointer { SubjectKey.reading($0) }
    }
    #expect(key(left).key == key(right).key)
    #expect(key(left).spelling != key(right).spelling)
    #expect(key(left).key != key(left + "2").key)
    #expect(key(left) == key(left))
  }

  @Test("a system has people where a record carries a key, and otherwise it is not known")
  func findsPeople() throws {
    func verdict(_ subject: String) throws -> Verdict? {
      let systems = """
        [{"id": "s", "name": "S", "controllers": ["f"], "linkKey": "urn", "datasets": [{"id": "d", \
        "name": "D", "records": [{"id": "r"\(subject)}]}]}]
        """
      let rule = MadeUpRules.rule("systems", "system", "hasLinkedPeople(system)")
      return try MadeUpRules.outcome([rule], systems: systems, isLinked: true)
        .findings.first { _ in true }?.verdict
    }
    #expect(try verdict(", \"subject\": \"p\"") == nil)
    #expect(try verdict("") == .undetermined)
  }
}
