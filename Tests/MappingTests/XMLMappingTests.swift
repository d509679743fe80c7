import Diagnostics
import Inventory
import Testing

@Suite("XML along mappings") struct XMLMappingTests {
  static let mapping = """
    mapping: authority
    title: An authority
    reads: {format: xml, when: /r:Authority, namespaces: {r: [urn:one, urn:two]}}
    systems:
      rows: //r:Class
      id: xpath('@itemno')
      name: xpath('normalize-space(r:Title)')
      description: xpath('r:Note')
      status: "code({'current': 'live'}, xpath('@state'))"
      purposes: xpaths('r:Purpose')
    """

  @Test(
    "a prefix stands for several namespaces, values know their places", arguments: ["one", "two"])
  func reads(_ namespace: String) throws {
    let outcome = try Reading.read(
      """
      <?xml version="1.0"?>
      <!DOCTYPE Authority SYSTEM "http://example.org/never-fetched.dtd">
      <Authority xmlns="urn:\(namespace)">
        <Class itemno="1.1"
               state="closed"><Title>Custody <b>records</b></Title><Purpose>a</Purpose><Purpose>b</Purpose></Class>
        <Class itemno="1.2" state="current"/>
      </Authority>
      """, Self.mapping)
    #expect(outcome.json.contains(#""id": "1.1", "name": "Custody records", "status": null"#))
    #expect(outcome.json.contains(#""purposes": ["a", "b"]"#))
    #expect(outcome.json.contains(#"{"id": "1.2", "status": "live""#))
    #expect(outcome.first("mapping.no-entry")?.position.map { [$0.line, $0.column] } == [5, 17])
  }

  @Test("records stream from elements")
  func streams() throws {
    let mapping = """
      mapping: extract
      title: An extract
      reads: {format: xml}
      systems:
        rows: once
        id: "'custody'"
        datasets:
          rows: once
          id: "'records'"
          records: {rows: /export/rows/row, id: xpath('@id'), created: xpath('made')}
      """
    let rows = (1...3_000).map { "<row id='R\($0)'><made>2001-02-03</made></row>\n" }.joined()
    let text = "<export><rows>\n\(rows)</rows><other/></export>"
    let outcome = try Reading.read(text, mapping)
    #expect(outcome.json.contains(#"{"id": "R3000", "created": "2001-02-03"}"#))
    #expect(outcome.summary?.rows.last?.count == 3_000)
    let cut = try Reading.read(String(text.dropLast(9)), mapping)
    #expect(cut.codes.contains { $0.hasPrefix("reader.") })
  }

  @Test("entities of its own and endless nesting are refused")
  func hostile() throws {
    let bomb = "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>"
    #expect(try Reading.read(bomb, Self.mapping).codes.contains("reader.doctype"))
    let deep = String(repeating: "<a>", count: 5_000) + String(repeating: "</a>", count: 5_000)
    #expect(try Reading.read(deep, Self.mapping).codes.contains { $0.hasPrefix("reader.") })
  }
}
