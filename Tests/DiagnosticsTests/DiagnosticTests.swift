import Diagnostics
import Testing

@Suite struct DiagnosticTests {
  @Test("a diagnostic prints its place, offence, code and hint as compilers do")
  func prints() {
    let diagnostic = Diagnostic(
      .error, "rule.unknown-field",
      at: SourcePosition(path: "rules/backup/encrypted.yaml", line: 12, column: 11),
      "no field \"encrypton\" in a backup", hint: "did you mean \"encryption\"?")
    #expect(
      diagnostic.description == """
        rules/backup/encrypted.yaml:12:11: error: no field "encrypton" in a backup \
        [rule.unknown-field]
          hint: did you mean "encryption"?
        """)
  }

  @Test("lines end with LF or CR LF and columns count bytes")
  func lines() {
    let table = LineTable("ab\r\ncé\nx".utf8)
    #expect(table.position(of: 0) == (1, 1))
    #expect(table.position(of: 3) == (1, 4))
    #expect(table.position(of: 4) == (2, 1))
    #expect(table.position(of: 7) == (2, 4))
    #expect(table.position(of: 8) == (3, 1))
  }

  @Test("the nearest name is offered only when it is near")
  func nearest() {
    let names = ["lastEvent", "created", "retention", "retired"]
    #expect(nearestName(to: "lastEvnt", among: names) == "lastEvent")
    #expect(nearestName(to: "lastevent", among: names) == "lastEvent")
    #expect(nearestName(to: "retentoin", among: names) == "retention")
    #expect(nearestName(to: "flavour", among: names) == nil)
    #expect(nearestName(to: "x", among: names) == nil)
  }
}
