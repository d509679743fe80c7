import Diagnostics
import Testing

@testable import Tables

@Suite("Sheets of spreadsheets") struct WorkbookTests {
  static func workbook(
    _ sheet: String, strings: String = "", formats: String = "", is1904: Bool = false
  ) -> [UInt8] {
    ZipMaker.archive([
      (
        "xl/workbook.xml",
        """
        <workbook xmlns:r="urn:r"><workbookPr date1904="\(is1904 ? 1 : 0)"/>
        <sheets><sheet name="One" sheetId="1" r:id="rId1"/><sheet name="Two" state="hidden" r:id="rId1"/></sheets></workbook>
        """
      ),
      (
        "xl/_rels/workbook.xml.rels",
        #"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#
      ),
      ("xl/sharedStrings.xml", "<sst>\(strings)</sst>"),
      (
        "xl/styles.xml",
        """
        <styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-809]dd\\/mm\\/yyyy"/>
        <numFmt numFmtId="165" formatCode="0.00 &quot;days&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>
        """
      ),
      ("xl/worksheets/sheet1.xml", "<worksheet>\(sheet)</worksheet>"),
    ])
  }

  /// The cells of a sheet, as `text@row:column`.
  static func cells(_ bytes: [UInt8]) throws -> (rows: [[String]], codes: [String]) {
    let (store, oddities) = try Workbook(bytes).read(0, line: { $0 })
    let rows = (0..<store.rowCount).map { row -> [String] in
      var cells: [String] = []
      store.forEachCell(ofRow: row) { _, cell in
        cells.append("\(String(decoding: cell.text, as: UTF8.self))@\(cell.line):\(cell.column)")
      }
      return cells
    }
    return (rows, oddities.map(\.code))
  }

  @Test("texts, numbers, Booleans and days")
  func kinds() throws {
    let (rows, codes) = try Self.cells(
      Self.workbook(
        """
        <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>in</t></is></c>
        <c r="D1" t="b"><v>1</v></c></row>
        <row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>0.5</v></c><c r="C3" s="1"><v>37653</v></c>
        <c r="D3" s="2"><v>37653</v></c><c r="E3" s="3"><v>37653.5</v></c><c r="F3" t="str"><f>A1</f><v>x</v></c></row></sheetData>
        """, strings: "<si><r><t>sh</t></r><r><t>ared</t></r><rPh><t>no</t></rPh></si>"))
    #expect(
      rows == [
        ["shared@1:1", "in@1:3", "true@1:4"],
        [
          "3@3:1", "0.5@3:2", "2003-02-01@3:3", "37653@3:4", "2003-02-01T12:00:00@3:5", "x@3:6",
        ],
      ])
    #expect(codes == [])
  }

  @Test("both epochs of Excel, and its leap year that was none")
  func epochs() {
    #expect(SerialDay.text(1, startsIn1904: false) == "1900-01-01")
    #expect(SerialDay.text(59, startsIn1904: false) == "1900-02-28")
    #expect(SerialDay.text(60, startsIn1904: false) == "1900-02-29")
    #expect(SerialDay.text(61, startsIn1904: false) == "1900-03-01")
    #expect(SerialDay.text(1, startsIn1904: true) == "1904-01-02")
    #expect(SerialDay.text(0, startsIn1904: true) == "00:00:00")
    #expect(SerialDay.text(0.75, startsIn1904: true) == "18:00:00")
    #expect(SerialDay.text(36_191, startsIn1904: true) == "2003-02-01")
    #expect(SerialDay.text(0.75, startsIn1904: false) == "18:00:00")
    #expect(SerialDay.text(-1, startsIn1904: false) == nil)
  }

  @Test("merged cells have one text, hidden rows are said, formulas without a value are unknown")
  func oddities() throws {
    let (rows, codes) = try Self.cells(
      Self.workbook(
        """
        <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>
        <row r="2" hidden="1"><c r="B2"><f>1+1</f></c><c r="C2" t="e"><v>#REF!</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:A2"/></mergeCells>
        """))
    #expect(rows == [["a@1:1"], ["a@1:1", "#N/A@2:2", "#REF!@2:3"]])
    #expect(codes == ["table.hidden", "table.no-value", "table.formula-error"])
  }

  @Test("a row past the last of a sheet is an error, not another row")
  func tooManyRows() throws {
    let sheet = { (number: Int) in
      Self.workbook(
        "<sheetData><row r=\"\(number)\"><c><v>1</v></c></row></sheetData>")
    }
    #expect(try Self.cells(sheet(1_048_576)).rows == [["1@1048576:1"]])
    let failure = #expect(throws: InputFailure.self) { try Self.cells(sheet(1_048_577)) }
    #expect(failure?.code == "table.too-large")
  }

  @Test("merged cells of many rows, which need not be in order")
  func manyMerges() throws {
    let sheet = ([5, 6, 2, 3] + Array(10...2_009)).map { number in
      number % 2 == 0 || number == 5
        ? "<row r=\"\(number)\"><c r=\"A\(number)\"><v>\(number)</v></c></row>"
        : "<row r=\"\(number)\"/>"
    }
    let merges =
      "<mergeCell ref=\"A2:A3\"/>"
      + stride(from: 10, to: 2_009, by: 2).map { "<mergeCell ref=\"A\($0):A\($0 + 1)\"/>" }
      .joined()
    let (rows, _) = try Self.cells(
      Self.workbook(
        "<sheetData>\(sheet.joined())</sheetData><mergeCells>\(merges)</mergeCells>"))
    #expect(rows[0...3] == [["5@5:1"], ["6@6:1"], ["2@2:1"], ["2@2:1"]])
    #expect(rows[4...7] == [["10@10:1"], ["10@10:1"], ["12@12:1"], ["12@12:1"]])
    #expect(rows.allSatisfy { $0.count == 1 })
  }

  @Test("cells shown as one are filled as far as the sheet has cells, and each once")
  func wideMerges() throws {
    let merges = String(repeating: "<mergeCell ref=\"A1:XFD1048576\"/>", count: 1_000)
    let (rows, _) = try Self.cells(
      Self.workbook(
        """
        <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>
        <row r="2"><c r="C2"><v>3</v></c></row></sheetData>
        <mergeCells>\(merges)</mergeCells>
        """))
    #expect(rows == [["a@1:1", "a@1:1", "a@1:1"], ["a@1:1", "a@1:1", "3@2:3"]])
  }

  @Test(
    "OpenDocument: a row repeated more often than any sheet has rows is an error",
    arguments: ["1048577", "99999999999999999999", "many"])
  func repeatedBeyondAll(_ count: String) {
    let content = """
      <office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"><office:spreadsheet>
      <table:table table:name="S"><table:table-row table:number-rows-repeated="\(count)"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:document-content>
      """
    let failure = #expect(throws: InputFailure.self) {
      try Self.cells(ZipMaker.archive([("content.xml", content)]))
    }
    #expect(failure?.code == "table.too-large")
  }

  @Test("names and states of sheets")
  func sheets() throws {
    let book = try Workbook(Self.workbook("<sheetData/>"))
    #expect(book.sheets.map(\.name) == ["One", "Two"])
    #expect(book.sheets.map(\.isHidden) == [false, true])
    #expect(book.form == .xlsx)
  }

  @Test("OpenDocument: repeated cells and rows, days, spaces, covered cells")
  func openDocument() throws {
    let content = """
      <office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"><office:spreadsheet>
      <table:table table:name="S"><table:table-column table:visibility="collapse"/><table:table-row><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell>
      <table:table-cell office:value-type="date" office:date-value="2003-02-01T00:00:00"><text:p>1/2/03</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="1200" table:number-columns-spanned="2"><text:p>1,200</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
      <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      </table:table></office:spreadsheet></office:document-content>
      """
    let (rows, codes) = try Self.cells(ZipMaker.archive([("content.xml", content)]))
    #expect(codes == ["table.hidden"])
    #expect(
      rows == [
        ["a  b@1:1", "a  b@1:2", "2003-02-01@1:3"], ["1200@2:1", "1200@2:1"], ["1200@3:1"],
      ])
  }

  @Test("archives that are none, or no spreadsheet, or refer to what is not there")
  func refused() {
    for (bytes, code) in [
      ([0x50, 0x4b, 3, 4, 0, 0], "table.archive"),
      (ZipMaker.archive([("a.txt", "x")]), "table.archive"),
      (
        Self.workbook("<sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData>"), "table.archive"
      ),
      (Self.workbook("<sheetData><row>"), "table.archive"),
      (Self.workbook("<!DOCTYPE a [<!ENTITY x 'y'>]><sheetData/>"), "table.archive"),
    ] {
      let failure = #expect(throws: InputFailure.self) { try Self.cells(bytes) }
      #expect(failure?.code == code)
    }
  }
}
