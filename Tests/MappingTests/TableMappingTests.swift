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

  static let extract = """
    mapping: extract
    title: An extract
    reads: {format: table, columns: [Ref]}
    systems:
      rows: once
      id: "'custody'"
      datasets:
        rows: once
        id: "'records'"
        records:
          rows: all
          id: row.Ref
          created: row.Created
          disposed: row.Disposed
    """

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
}
