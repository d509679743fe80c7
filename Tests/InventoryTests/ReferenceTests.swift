import Diagnostics
import Testing

@testable import Inventory

/// Texts that name something in the inventory.
@Suite struct ReferenceTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// What is said to name nothing.
    let lost: [String]
    /// What the facts hold then.
    let facts: [String]
    var testDescription: String { name }
  }

  static let examples = [
    Example(
      name: "a controller that nobody describes",
      text:
        #"{"organisations": [{"id": "north"}], "systems": [{"id": "a", "controllers": ["nort"]}]}"#,
      lost: ["nort"], facts: ["controllers=unknown"]),
    Example(
      name: "one of two controllers that nobody describes",
      text:
        #"{"organisations": [{"id": "north"}], "systems": [{"id": "a", "controllers": ["north", "s"]}]}"#,
      lost: ["s"], facts: ["controllers=unknown"]),
    Example(
      name: "a scope of a hold with a slip",
      text:
        #"{"organisations": [{"id": "o", "holds": [{"id": "h", "scope": ["aa"]}]}], "systems": [{"id": "a"}]}"#,
      lost: ["aa"], facts: ["scope=unknown"]),
    Example(
      name: "a scope that is a system, a dataset or a class",
      text: """
        {"organisations": [{"id": "o", "holds": [{"id": "h", "scope": ["a", "d", "crime-report"]}]}],
         "systems": [{"id": "a", "datasets": [{"id": "d"}]}]}
        """,
      lost: [], facts: ["scope=['a','d','crime-report']"]),
    Example(
      name: "a policy document of another organisation",
      text: """
        {"organisations": [{"id": "o", "policyDocuments": [{"id": "p"}]},
          {"id": "q", "policyDocuments": []}],
         "systems": [{"id": "a", "controllers": ["q"], "policyDocument": "p"}]}
        """,
      lost: ["p"], facts: ["policyDocument=unknown"]),
    Example(
      name: "a policy document of an organisation that does not list its documents",
      text:
        #"{"organisations": [{"id": "o"}], "systems": [{"id": "a", "controllers": ["o"], "policyDocument": "p"}]}"#,
      lost: [], facts: ["policyDocument='p'"]),
    Example(
      name: "a class that no schedule has",
      text: #"{"systems": [{"id": "a", "datasets": [{"id": "d", "category": "crime-reprt"}]}]}"#,
      lost: ["crime-reprt"], facts: ["category=unknown"]),
    Example(
      name: "a class of the organisation's own schedule",
      text: """
        {"organisations": [{"id": "o", "schedule": {"rows": [{"category": "own"}]}}],
         "systems": [{"id": "a", "datasets": [{"id": "d", "category": "own"}]}]}
        """,
      lost: [], facts: ["category='own'"]),
    Example(
      name: "a dataset that is a copy of nothing",
      text: #"{"systems": [{"id": "a", "datasets": [{"id": "d", "duplicateOf": "e"}]}]}"#,
      lost: ["e"], facts: ["duplicateOf=unknown"]),
    Example(
      name: "a dataset that is a copy of itself",
      text: #"{"systems": [{"id": "a", "datasets": [{"id": "d", "duplicateOf": "d"}]}]}"#,
      lost: ["d"], facts: ["duplicateOf=unknown"]),
    Example(
      name: "a copy of nothing that has a name",
      text: #"{"systems": [{"id": "a", "datasets": [{"id": "d", "duplicateOf": ""}]}]}"#,
      lost: [""], facts: ["duplicateOf=unknown"]),
    Example(
      name: "an entry that the record of processing does not have",
      text: """
        {"organisations": [{"id": "o", "processingRecords": [{"id": "r-1"}]}],
         "systems": [{"id": "a", "controllers": ["o"], "processingRecord": "r-2"}]}
        """,
      lost: ["r-2"], facts: ["processingRecord=unknown"]),
    Example(
      name: "a controller of a dataset that does not control the system",
      text: """
        {"organisations": [{"id": "o"}, {"id": "q"}], "systems": [
          {"id": "a", "controllers": ["o"], "datasets": [{"id": "d", "controller": "q"}]}]}
        """,
      lost: ["q"], facts: ["controller=unknown"]),
    Example(
      name: "a row of a class with a slip",
      text: """
        {"organisations": [{"id": "o", "schedule": {"rows": [{"category": "crime-reprot"},
          {"category": "drone-footage", "ownClass": true}]}}]}
        """,
      lost: ["crime-reprot"], facts: ["category=unknown", "category='drone-footage'"]),
    Example(
      name: "rows of classes that nobody has",
      text: """
        {"organisations": [{"id": "o", "schedule": {"rows": [{"category": "crime"},
          {"category": "drone-footage"}, {"category": "payslips"}]}}],
         "systems": [{"id": "a", "datasets": [{"id": "d", "category": "payslips"}]}]}
        """,
      lost: ["crime", "drone-footage"], facts: ["category='payslips'"]),
    Example(
      name: "the same slip in a row and in a dataset",
      text: """
        {"organisations": [{"id": "o", "schedule": {"rows": [{"category": "crime-reprot"}]}}],
         "systems": [{"id": "a", "datasets": [{"id": "d", "category": "crime-reprot"}]}]}
        """,
      lost: ["crime-reprot", "crime-reprot"], facts: ["category=unknown"]),
    Example(
      name: "an own class that is like another",
      text: """
        {"organisations": [{"id": "o", "schedule": {"rows": [
          {"category": "crime-reports", "ownClass": true}]}}],
         "systems": [{"id": "a", "datasets": [{"id": "d", "category": "crime-reports"}]}]}
        """,
      lost: [], facts: ["category='crime-reports'"]),
    Example(
      name: "stand-ins for a class, though a row and a dataset agree on them",
      text: """
        {"organisations": [{"id": "o", "schedule": {"rows": [{"category": "-"}, {"category": "tbc",
          "ownClass": true}]}}],
         "systems": [{"id": "a", "datasets": [{"id": "d", "category": "-"}]}]}
        """,
      lost: ["-", "tbc", "-"], facts: ["category=unknown"]),
    Example(
      name: "a copy of a dataset of another class",
      text: """
        {"systems": [{"id": "a", "datasets": [{"id": "d", "category": "crime-report"},
          {"id": "e", "category": "custody-record", "duplicateOf": "d"}]}]}
        """,
      lost: ["d"], facts: ["duplicateOf=unknown"]),
    Example(
      name: "a copy of a dataset of another regime",
      text: """
        {"systems": [{"id": "a", "regime": "general", "datasets": [{"id": "d"}]},
          {"id": "b", "regime": "law-enforcement", "datasets": [{"id": "e", "duplicateOf": "d"}]}]}
        """,
      lost: ["d"], facts: ["duplicateOf=unknown"]),
    Example(
      name: "copies in a circle",
      text: """
        {"systems": [{"id": "a", "datasets": [{"id": "d", "duplicateOf": "e"},
          {"id": "e", "duplicateOf": "f"}, {"id": "f", "duplicateOf": "d"},
          {"id": "g", "duplicateOf": "d"}]}]}
        """,
      lost: ["e", "f", "d"], facts: ["duplicateOf='d'"]),
    Example(
      name: "a copy of a copy",
      text: """
        {"systems": [{"id": "a", "regime": "both", "datasets": [
          {"id": "d", "regime": "general", "duplicateOf": "e"}, {"id": "e", "duplicateOf": "f"},
          {"id": "f", "category": "crime-report"}]}]}
        """,
      lost: [], facts: ["duplicateOf='e'", "duplicateOf='f'"]),
    Example(
      name: "entries and documents of another regime",
      text: """
        {"organisations": [{"id": "o", "processingRecords": [{"id": "r", "regime": "general"}],
          "policyDocuments": [{"id": "p", "regime": "general"}, {"id": "q", "regime": "both"}]}],
         "systems": [{"id": "a", "controllers": ["o"], "regime": "law-enforcement",
           "processingRecord": "r", "policyDocument": "p"},
          {"id": "b", "controllers": ["o"], "regime": "general", "policyDocument": "p"},
          {"id": "c", "controllers": ["o"], "regime": "law-enforcement", "policyDocument": "q"}]}
        """,
      lost: ["r", "p"],
      facts: [
        "processingRecord=unknown policyDocument=unknown", "policyDocument='p'",
        "policyDocument='q'",
      ]),
    Example(
      name: "a policy document that covers another system",
      text: """
        {"organisations": [{"id": "o", "policyDocuments": [{"id": "p", "covers": ["b"]},
          {"id": "q", "covers": ["a", "b"]}]}],
         "systems": [{"id": "a", "controllers": ["o"], "policyDocument": "p"},
          {"id": "b", "controllers": ["o"], "policyDocument": "q"}]}
        """,
      lost: ["p"], facts: ["policyDocument=unknown", "policyDocument='q'"]),
    Example(
      name: "a stated period of a class with a slip",
      text: """
        {"organisations": [{"id": "o", "privacyNotice": {"periods": [{"category": "crime-reprot"}]}}]}
        """,
      lost: ["crime-reprot"], facts: ["category=unknown"]),
    Example(
      name: "a disposal by a role that may approve none",
      text: """
        {"organisations": [{"id": "o", "approvers": [{"name": "Records Manager"}]}], "systems": [
          {"id": "a", "controllers": ["o"], "datasets": [{"id": "d", "disposals": [
            {"id": "1", "approver": "Records Manger", "authority": "crime-reprot"},
            {"id": "2", "approver": "Records Manager", "authority": "order of 2 May"}]}]}]}
        """,
      lost: ["crime-reprot", "Records Manger"],
      facts: ["authority=unknown approver=unknown", "approver='Records Manager'"]),
    Example(
      name: "stated periods of classes of its own",
      text: """
        {"organisations": [{"id": "o", "privacyNotice": {"periods": [{"category": "lost-dog"},
          {"category": "crime-reports", "ownClass": true}, {"category": "survei"}, {"category": "tbc"}]}}],
         "systems": [{"id": "a", "datasets": [{"id": "d", "category": "survey"}]}]}
        """,
      lost: ["lost-dog", "survei", "tbc", "survey"],
      facts: ["category='lost-dog'", "category='crime-reports' ownClass=true", "category=unknown"]),
    Example(
      name: "a disposal by a role that may approve those of another class",
      text: """
        {"organisations": [{"id": "o", "approvers": [
            {"name": "Archivist", "covers": ["custody-record"]}, {"name": "Manager"},
            {"name": "Head", "covers": ["crime-report", "crime-reprot"]},
            {"name": "Clerk", "covers": ["crime-reprot"]}]}],
         "systems": [{"id": "a", "controllers": ["o"], "datasets": [
          {"id": "d", "category": "crime-report", "disposals": [
            {"id": "1", "approver": "Archivist"}, {"id": "2", "approver": "Manager"},
            {"id": "4", "approver": "Head"}, {"id": "5", "approver": "Clerk"}]},
          {"id": "e", "category": "custody-record", "disposals": [
            {"id": "3", "approver": "Archivist"}]}]}]}
        """,
      lost: ["crime-reprot", "crime-reprot", "Archivist", "Manager", "Clerk"],
      facts: [
        "id='1' approver=unknown", "id='2' approver=unknown", "id='3' approver='Archivist'",
        "id='4' approver='Head'", "id='5' approver=unknown",
      ]),
    Example(
      name: "a link key with a slip",
      text: """
        {"systems": [{"id": "a", "linkKey": "person-urn"}, {"id": "b", "linkKey": "prson-urn"},
          {"id": "c", "linkKey": "person-urn"}, {"id": "e", "linkKey": "employee-number"}]}
        """,
      lost: ["prson-urn"], facts: ["linkKey=unknown", "linkKey='employee-number'"]),
  ]

  static func options() -> ReaderOptions {
    var options = ReaderOptions()
    options.codes = CodeBook(lists: ["category": ["crime-report", "custody-record"]])
    return options
  }

  @Test("what names nothing is told and counts as unknown", arguments: examples)
  func resolves(_ example: Example) {
    let reading = Reading([example.text], options: Self.options())
    let told = reading.outcome.diagnostics.filter {
      ["reader.unknown-reference", "reader.unknown-code"].contains($0.code)
    }
    #expect(told.count == example.lost.count, "\(told)")
    for (diagnostic, text) in zip(told, example.lost) {
      #expect(diagnostic.message.contains("\"\(text)\""))
      #expect(diagnostic.position != nil)
    }
    for fact in example.facts { #expect(reading.facts.contains(fact), "\(reading.facts)") }
  }

  @Test("a record that names a hold for other records keeps it, and that is told")
  func tellsOfOtherHolds() {
    let text = """
      {"organisations": [{"id": "o", "holds": [{"id": "h", "scope": ["custody-record"]},
        {"id": "all", "scope": []}]}],
       "systems": [{"id": "a", "controllers": ["o"], "datasets": [{"id": "d",
         "category": "crime-report", "records": [{"id": "1", "hold": "h"},
           {"id": "2", "category": "custody-record", "hold": "h"}, {"id": "3", "hold": "all"},
           {"id": "4", "category": "unknown", "hold": "h"}]}]}]}
      """
    let reading = Reading([text], options: Self.options())
    #expect(reading.codes == ["reader.unknown-reference"])
    #expect(reading.outcome.diagnostics[0].position?.line == 4)
    #expect(reading.rows.filter { $0.contains("hold='") }.count == 4)
  }

  static let rows = """
    {"organisations": [{"id": "o", "holds": [{"id": "h-1"}]}, {"id": "q", "holds": [{"id": "h-2"}]}],
     "systems": [{"id": "a", "controllers": ["o"], "datasets": [{"id": "d", "records": [
       {"id": "1", "hold": "h-1"}, {"id": "2", "hold": "h-2"}, {"id": "3", "controller": "p"},
       {"id": "4", "controller": "q", "hold": "h-2"}]}]},
      {"id": "b", "controllers": ["o", "q"], "datasets": [{"id": "e", "records": [
       {"id": "5", "controller": "o", "hold": "h-2"}]}]}]}
    """

  @Test("a record names a hold of those who control its system, and one of them")
  func resolvesRows() {
    let reading = Reading([Self.rows], options: Self.options())
    #expect(
      reading.rows.filter { $0.contains("{") }.map {
        $0[($0.firstIndex(of: "{") ?? $0.startIndex)...]
      }
        == [
          "{id='1' hold='h-1'}", "{id='2' hold=unknown}", "{id='3' controller=unknown}",
          "{id='4' controller=unknown hold=unknown}", "{id='5' controller='o' hold='h-2'}",
        ])
    #expect(reading.codes == Array(repeating: "reader.unknown-reference", count: 3))
    // A controller whom nobody describes leaves open whose law counts.
    for diagnostic in reading.outcome.diagnostics {
      let isController = diagnostic.message.contains("\"controller\"")
      #expect(diagnostic.severity == (isController ? .error : .warning), "\(diagnostic)")
    }
  }
}
