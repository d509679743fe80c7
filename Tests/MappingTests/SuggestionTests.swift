import Diagnostics
import Inventory
import Mapping
import Testing

@Suite("Drafts of mappings") struct SuggestionTests {
  static let codes = [
    "system-status": [
      (code: "live", meaning: "In use."), (code: "retired", meaning: "Taken out of use."),
    ]
  ]

  static func draft(_ text: String, name: String = "file.csv", showsValues: Bool = false) throws
    -> String
  {
    let bytes = Array(text.utf8)
    let look = InputLook(head: bytes) { bytes }
    return try MappingSuggestion.make(
      of: look, named: name, codes: codes, showsValues: showsValues
    ).get()
  }

  static let register = """
    Register of assets,,,,,
    System,Information Asset Owner,Status,Record type,Retention,Live since
    Custody,Ann Example,In use,Custody records,6 years,01/02/2003
    Custody,Ann Example,In use,Images,Permanent,01/02/2003
    Crime,Bob Example,Retired,Reports,until closed,13/02/2003
    """

  @Test("a register becomes systems and datasets, and its draft can be used as it is")
  func register() throws {
    let draft = try Self.draft(Self.register)
    #expect(draft.contains("rows: distinct(System)"))
    #expect(draft.contains("owner: \"row['Information Asset Owner']\""))
    #expect(draft.contains("'In use': 'live', 'Retired': 'retired'"))
    #expect(draft.contains("retention: \"retention(row.Retention)\""))
    #expect(draft.contains("goLive: \"day(row['Live since'], ['dd/MM/yyyy'])\""))
    let outcome = try Reading.read(Self.register, draft)
    #expect(outcome.summary?.rows.map(\.count) == [2, 3])
    #expect(outcome.json.contains("\"goLive\": \"2003-02-13\""))
  }

  @Test("values of people are shown only where that was asked for")
  func privacy() throws {
    #expect(!(try Self.draft(Self.register)).contains("Ann Example"))
    #expect((try Self.draft(Self.register, showsValues: true)).contains("Ann Example"))
  }

  @Test("an extract becomes records, JSON and XML become systems")
  func others() throws {
    let extract = try Self.draft(
      "Ref,Date opened,Date closed\nA1,2001-02-03,2002-02-03\nA2,2001-02-04,\n")
    #expect(extract.contains("lastEvent: \"row['Date closed']\""))
    #expect(
      try Reading.read("Ref,Date opened,Date closed\nA1,2001-02-03,\n", extract).summary?.rows.last?
        .count == 1)
    let json = try Self.draft(
      #"{"result": [{"sys_id": "a", "name": "A"}, {"sys_id": "b", "name": "B"}]}"#)
    #expect(json.contains("rows: \"$.result[*]\""))
    #expect(json.contains("id: \"row.sys_id\""))
    let xml = try Self.draft(
      "<list xmlns='urn:x'><asset id='1'><name>A</name></asset><asset id='2'/></list>")
    #expect(xml.contains("rows: \"/n:list/n:asset\""))
    #expect(xml.contains("id: \"xpath('@id')\""))
  }

  @Test("what has no rows, or needs no mapping, is said")
  func none() {
    for text in ["", "{\"systems\": []}", "just words"] {
      #expect(throws: MappingSuggestion.Problem.self) { try Self.draft(text) }
    }
  }
}
