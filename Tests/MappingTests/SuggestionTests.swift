import Diagnostics
import Foundation
import Inventory
import Mapping
import Testing

@Suite("Drafts of mappings") struct SuggestionTests {
  static let codes = [
    "system-status": [
      (code: "live", meaning: "In use."), (code: "retired", meaning: "Taken out of use."),
    ],
    "legal-basis": [
      (code: "s35-2-a", meaning: "Consent (Part 3)."), (code: "art6-1-a", meaning: "Consent."),
    ],
    "disposal-action": [(code: "delete", meaning: "Delete.")],
  ]

  static func draft(_ text: String, name: String = "file.csv", showsValues: Bool = false) throws
    -> String
  {
    try draft(Array(text.utf8), name: name, showsValues: showsValues)
  }

  static func draft(
    _ bytes: [UInt8], name: String = "file.csv", showsValues: Bool = false, encoding: String? = nil
  ) throws -> String {
    let look = InputLook(head: bytes) { bytes }
    return try MappingSuggestion.make(
      of: look, named: name, codes: codes, showsValues: showsValues, encoding: encoding
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

  @Test("rows of a recording are found in the texts that hold them, also in base64")
  func recording() throws {
    let body =
      #"{"result": [{"sys_id": "a1", "name": "Custody"}, {"sys_id": "a2", "name": "Crime"}]}"#
    let texts = [
      body.replacing("\"", with: "\\\""), Data(body.utf8).base64EncodedString(),
    ]
    for text in texts {
      let recording =
        #"{"log": {"entries": [{"time": 1, "response": {"content": {"text": ""#
        + "\(text)\"}}}, {\"time\": 2, \"response\": {\"content\": {\"text\": \"var a = 1;\"}}}]}}"
      let draft = try Self.draft(recording, name: "x.har")
      #expect(
        draft.contains(
          #"rows: ["$.log.entries[*].response.content.text", "json", "$.result[*]"]"#), "\(draft)")
      let outcome = try Reading.read(recording, draft)
      #expect(outcome.summary?.rows.map(\.count) == [2])
      #expect(outcome.json.contains(#""name": "Custody""#))
    }
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

  @Test("a register is told by its usual heads and by what its values look like")
  func usualHeads() throws {
    let draft = try Self.draft(
      """
      Asset name,Personal data (Y/N),Special category,Lawful basis,How it goes,Retention trigger,Disposal action,Supplier,Date last reviewed
      Payroll,Y,N,Consent,6 years,End of employment,Destroy,Capita,01/03/2025
      Cases,Y,Y,Consent,8 years + current,Closure,Destroy,,15/06/2024
      """)
    #expect(draft.contains("'Consent': 'art6-1-a'"))
    #expect(draft.contains("period: \"retention(row['How it goes'], row['Retention trigger'])"))
    #expect(draft.contains("action: \"code({'Destroy': 'delete'}, row['Disposal action'])"))
    #expect(draft.contains("sensitive: \"flag(row['Special category'])"))
    #expect(draft.contains("last: \"day(row['Date last reviewed'], ['dd/MM/yyyy'])"))
    #expect(draft.contains("where: \"'Supplier' in row\""))
    #expect(!draft.contains("categories:"))
    #expect(throws: Never.self) { try Reading.mapping(draft) }
  }

  /// Files of which nothing but the form is sure.
  static let oddFiles = [
    "Case ref,Surname,DOB,Closed\nC1,Smith,01/02/1980,01/04/2012\nC2,Roe,05/12/1975,\n",
    "A,B\nx,y\n", "cpu_count,sys_mod_count\n4,17\n8,3\n",
    #"{"result": [{"cpu_count": 4, "note": "x"}, {"cpu_count": 8, "note": "x"}]}"#,
    "<r><p><q>1</q></p><p><q>2</q></p></r>",
  ]

  @Test(
    "every draft can be loaded, and no figure is taken for a count of records", arguments: oddFiles)
  func loads(_ text: String) throws {
    let draft = try Self.draft(text)
    #expect(throws: Never.self) { try Reading.mapping(draft) }
    #expect(!draft.contains("number("))
  }

  @Test("texts for which no code is known are shown only where that was asked for")
  func codeWords() throws {
    let table = "System,Owner,Status\nA,Ann,In use\nB,Bob,HIV clinic of J Smith\n"
    let draft = try Self.draft(table)
    #expect(draft.contains("'In use': 'live'"))
    #expect(!draft.contains("Smith"))
    #expect(try Self.draft(table, showsValues: true).contains("'HIV clinic of J Smith': '?'"))
  }

  @Test("an old encoding is told with its place and read once it is declared")
  func encodings() throws {
    let bytes = Array("System;Owner\nLohn;M".utf8) + [0xfc] + Array("ller\n".utf8)
    let problem = #expect(throws: MappingSuggestion.Problem.self) { try Self.draft(bytes) }
    #expect(problem?.code == "table.encoding")
    #expect(problem?.line == 2)
    let draft = try Self.draft(bytes, encoding: "windows-1252")
    #expect(draft.contains("encoding: windows-1252"))
    #expect(try Reading.read(bytes, draft).json.contains("Müller"))
  }

  @Test("a first row of data is not taken for heads, whose names would be shown")
  func withoutHeads() {
    for text in ["Ann Smith,1980-01-02,F\nBob Roe,1981-03-04,M\n", "ann@example.org,x\n"] {
      #expect(throws: MappingSuggestion.Problem.self) { try Self.draft(text) }
    }
  }

  @Test("what has no rows, or needs no mapping, is said")
  func none() {
    for text in ["", "{\"systems\": []}", "just words", "{\"a\": [1,]}"] {
      #expect(throws: MappingSuggestion.Problem.self) { try Self.draft(text) }
    }
  }

  @Test("of a spreadsheet that cannot be read it is said why")
  func brokenWorkbook() {
    let bytes: [UInt8] = [0x50, 0x4b, 3, 4] + Array(repeating: 0, count: 100)
    let problem = #expect(throws: MappingSuggestion.Problem.self) {
      try Self.draft(bytes, name: "broken.xlsx")
    }
    #expect(problem?.code == "table.archive")
  }
}
