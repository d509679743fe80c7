import Diagnostics
import Inventory
import Testing

@Suite("Tables along mappings") struct TableMappingTests {
  static let register = """
    mapping: register
    title: A register
    reads: {format: table, columns: [System, Owner]}
    unknown: [not known]
    systems:
      rows: distinct(System)
      id: slug(row.System)
      name: row.System
      owner: row.Owner
      status: "code({'Live': 'live'}, row.Status)"
      goLive: day(row['Go live'], ['dd/MM/yyyy'])
      datasets:
        rows: same(System)
        id: slug(row.Records)
        name: row.Records
        retention: retention(row.Retention)
        count: number(row.Count)
    """

  @Test("rows become systems and datasets, and values keep their places")
  func groups() throws {
    let outcome = try Reading.read(
      """
      Register of assets;;
      System;Owner;Records;Retention;Count;Status;Go live;Remarks
      Custody;Ann;Custody records;6 years;1,200;live;01/02/2003;x
      custody ;;Images;as long as it takes;many;;;
      Crime;not known;Reports;;;Broken;31/04/2003;
      """, Self.register)
    #expect(
      outcome.json.contains(
        #"{"id": "custody", "name": "Custody", "status": "live", "owner": "Ann", "goLive": "2003-02-01""#
      ))
    #expect(outcome.json.contains(#""retention": {"kind": "fixed", "period": "P6Y""#))
    #expect(outcome.json.contains(#""count": 1200"#))
    #expect(
      outcome.json.contains(
        #"{"id": "crime", "name": "Crime", "status": null, "owner": null, "goLive": null"#))
    let count = try #require(outcome.diagnostics.first { $0.message.hasPrefix("\"count\"") })
    #expect(count.position.map { [$0.line, $0.column] } == [4, 38])
    #expect(outcome.first("mapping.no-entry")?.position.map { [$0.line, $0.column] } == [5, 27])
    #expect(outcome.diagnostics.allSatisfy { $0.severity == .notice })
    #expect(outcome.summary?.unused == ["Remarks"])
    #expect(outcome.summary?.misread == 4)
    #expect(outcome.summary?.rows.map(\.level) == ["systems", "datasets"])
    #expect(outcome.summary?.rows.map(\.count) == [2, 3])
  }

  @Test("what is odd is an error where oddness is")
  func strict() throws {
    let outcome = try Reading.read(
      "System,Owner,Status\nCustody,Ann,Broken\n", Self.register, isStrict: true)
    #expect(outcome.first("mapping.no-entry")?.severity == .error)
    #expect(outcome.first("mapping.missing-column")?.severity == .error)
  }

  static let extract = RecordMapping.text(
    "{format: table, columns: [Ref]}", rows: "all",
    "id: row.Ref\ncreated: row.Created\ndisposed: row.Disposed")

  @Test("records stream; an empty cell is left out, and a column that is missing makes unknown")
  func streams() throws {
    let text = "Ref,Created\n" + (1...500).map { "R\($0),2001-02-03\n" }.joined() + "R501,\n\n,,\n"
    let outcome = try Reading.read(text, Self.extract)
    #expect(outcome.json.contains(#"{"id": "R500", "created": "2001-02-03", "disposed": null}"#))
    #expect(outcome.json.contains(#"{"id": "R501", "disposed": null}"#))
    #expect(outcome.summary?.rows.last?.count == 501)
    #expect(outcome.first("mapping.missing-column")?.position?.line == 1)
  }

  @Test("a table without rows is told: the selector finds nothing in the whole file")
  func noRows() throws {
    let outcome = try Reading.read("Ref,Created,Disposed\n", Self.extract)
    #expect(outcome.codes.contains("mapping.no-rows"))
  }

  @Test("values of personal data are never shown")
  func privacy() throws {
    let mapping = Self.extract.replacing("created: row.Created", with: "born: row.Created")
    let outcome = try Reading.read("Ref,Created\nR1,born in May\n", mapping)
    #expect(!outcome.diagnostics.isEmpty)
    #expect(!outcome.diagnostics.contains { "\($0)".contains("born in May") })
    #expect(outcome.summary?.commonest.allSatisfy { $0.text == nil } == true)
  }

  @Test("the heads may stand lower, be spelt otherwise and come twice")
  func heads() throws {
    let outcome = try Reading.read(
      "Extract\n\"of 2026\"\n REF :,Created,created\nR1,2001-01-01,x\n", Self.extract)
    #expect(outcome.json.contains(#""id": "R1", "created": "2001-01-01""#))
    #expect(outcome.first("table.same-head") != nil)
  }

  @Test("a row without an id keeps its facts, under its place")
  func noID() throws {
    let outcome = try Reading.read("System,Owner\n,Ann\n", Self.register)
    #expect(outcome.json.contains(#""id": "row-2""#))
    #expect(outcome.json.contains(#""owner": "Ann""#))
    #expect(outcome.first("mapping.no-id") != nil)
  }

  private static let owners = """
    mapping: r
    title: R
    reads: {format: table, columns: [System, Owner, Keep]}
    systems:
      rows: distinct(System)
      id: slug(row.System)
      owner: row.Owner
      datasets:
        rows: same(System)
        id: slug(row.System + ' ' + row.Class)
        retention: retention(row.Keep)
    """

  @Test("rows of one system that differ are told, and an empty cell is filled from the next row")
  func tellsDifferences() throws {
    let outcome = try Reading.read(
      "System,Owner,Class,Keep\nA,,x,6 years\nA,Ann,y,6 years\nB,Ann,x,1 year\nb,Bob,y,1 year\n",
      Self.owners)
    #expect(outcome.json.contains(#"{"id": "a", "owner": "Ann""#))
    #expect(outcome.json.contains(#"{"id": "b", "owner": null"#))
    let told = outcome.diagnostics.filter { $0.code == "mapping.differs" }
    #expect(told.count == 1 && told.first?.position?.line == 4)
    #expect(told.first?.related.first?.position.line == 5)
  }

  @Test("a row with too many or too few cells is told, trailing empty cells are not")
  func tellsRaggedRows() throws {
    let outcome = try Reading.read(
      "System,Owner,Class,Keep\nA,O,x,6 years,,\nB,Smith, John,x,6 years\nC,O\n", Self.owners,
      isStrict: true)
    let told = outcome.diagnostics.filter { $0.code == "table.ragged" }
    #expect(told.map { $0.position?.line } == [3, 4])
    #expect(told.allSatisfy { $0.severity == .error })
  }

  @Test("a system's values of columns that hold people are in no message, wherever they go")
  func hidesValuesOfLevels() throws {
    let outcome = try Reading.read(
      "Id,Surname,NI number,Address\nR1,Smith,QQ123456C,12 High St\n",
      """
      mapping: p
      title: P
      reads: {format: table, columns: [Id]}
      systems:
        rows: all
        id: row.Id
        status: row['NI number']
        regime: row.Surname
        goLive: row.Address
        datasets:
          rows: once
          id: "'d'"
          retention: retention(row.Address)
      """)
    #expect(outcome.diagnostics.count { $0.message.contains("the value") } == 4)
    let said = outcome.diagnostics.map { $0.message + ($0.hint ?? "") }.joined().lowercased()
    for word in ["smith", "qq123", "high st"] { #expect(!said.contains(word), "\(said)") }
    #expect(outcome.summary?.commonest.allSatisfy { $0.text == nil } == true)
  }

  @Test("cells that are odd are told, and an error where rows are lost")
  func tellsOddCells() throws {
    let head = "System,Owner,Class,Keep\n"
    func told(_ rows: String, _ code: String) throws -> [Diagnostic] {
      try Reading.read(head + rows, Self.owners).diagnostics.filter { $0.code == code }
    }
    let stray = try told("A,O,\"5\" disks\",6 years\n", "table.stray-quote")
    #expect(stray.map { $0.position?.column } == [5] && stray.first?.severity == .notice)
    let swallowed = try told(
      "A,O,\"Files,6 years\nB,P,x,1 year\nC,\"Cy\",F,1 year\n", "table.stray-quote")
    #expect(swallowed.map { $0.position?.line } == [2] && swallowed.first?.severity == .error)
    let rows = try told("A,O,\"x\nB,P,x,1 year\ny\",6 years\n", "table.stray-quote")
    #expect(rows.map(\.severity) == [.notice])
    #expect(try told("A,O,\"x\n\ny, and z\",6 years\n", "table.stray-quote").isEmpty)
    #expect(try told("A,O,x\u{0}y,6 years\n", "table.zero").map { $0.position?.column } == [5])
  }

  @Test(
    "a table that has none of the columns is refused, not read under a row that is none of heads")
  func refusesOtherTables() throws {
    let outcome = try Reading.read("Foo,Bar\n1,2\n", Self.owners)
    #expect(outcome.first("table.no-header")?.severity == .error)
  }

  @Test("values of a column that holds people are in no message, whatever else reads it")
  func hidesValues() throws {
    let outcome = try Reading.read(
      "Id,Person,Count\nR1,John Smith,Jane Roe\n",
      RecordMapping.text(
        "{format: table, columns: [Id]}", rows: "all",
        """
        id: row.Id
        subject: row.Person
        kind: "code({'x': 'other'}, row.Person)"
        group: number(row.Count)
        disposition: row.Count
        outcome: row.Person
        category: row.Person
        hold: row.Person
        controller: row.Count
        """))
    #expect(outcome.codes.contains("mapping.no-entry"))
    #expect(outcome.codes.contains("mapping.misread"))
    let said = outcome.diagnostics.map { $0.message + ($0.hint ?? "") }.joined()
    #expect(!said.contains("John") && !said.contains("Jane"))
    #expect(outcome.summary?.commonest.allSatisfy { $0.text == nil } == true)
  }
}
