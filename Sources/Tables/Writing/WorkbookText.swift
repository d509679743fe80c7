/// Writes a workbook of one sheet, as spreadsheet programs read it (ISO/IEC 29500-1, SpreadsheetML).
///
/// Every cell is text and stays as it was typed: a spreadsheet program makes no day of `2026-02` in it,
/// as it does when it opens CSV, and no formula of `=`.
public struct WorkbookText: Sendable {
  /// A column.
  public struct Column: Sendable {
    /// Its head.
    public var head: String
    /// How wide it is, in characters.
    public var width: Int

    /// A column.
    public init(_ head: String, width: Int) {
      self.head = head
      self.width = width
    }
  }

  /// Cells of which a program lets people choose among a few texts.
  public struct Choice: Sendable, Hashable {
    /// The texts.
    public var texts: [String]
    /// The cells by row and column, from 0 without the heads.
    public var cells: [Cell]

    /// A cell.
    public struct Cell: Sendable, Hashable {
      /// From 0, without the heads.
      public var row: Int
      /// From 0.
      public var column: Int

      /// A cell.
      public init(row: Int, column: Int) {
        self.row = row
        self.column = column
      }
    }

    /// A choice for cells.
    public init(_ texts: [String], cells: [Cell]) {
      self.texts = texts
      self.cells = cells
    }
  }

  private let name: String
  private let columns: [Column]
  private let rows: [[String]]
  private let choices: [Choice]

  /// A workbook.
  ///
  /// - Parameters:
  ///   - name: The name of its sheet, up to 31 characters.
  ///   - choices: Those of more than 255 bytes are left out, which programs do not read.
  public init(_ name: String, columns: [Column], rows: [[String]], choices: [Choice] = []) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.choices = choices
  }

  /// The file, the same bytes each time; `nil` where there is no memory for it.
  public var bytes: [UInt8]? {
    ArchiveWriter.archive([
      ("[Content_Types].xml", Array(Self.types.utf8)),
      ("_rels/.rels", Array(Self.relations.utf8)),
      ("xl/workbook.xml", Array(workbook.utf8)),
      ("xl/_rels/workbook.xml.rels", Array(Self.bookRelations.utf8)),
      ("xl/styles.xml", Array(Self.styles.utf8)),
      ("xl/worksheets/sheet1.xml", Array(sheet.utf8)),
    ])
  }

  private static let lead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  private static let types =
    lead + "<Types xmlns=\"\(package)/content-types\">"
    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    + part("workbook", "sheet.main") + part("worksheets/sheet1", "worksheet")
    + part("styles", "styles") + "</Types>"

  private static func part(_ name: String, _ kind: String) -> String {
    "<Override PartName=\"/xl/\(name).xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.\(kind)+xml\"/>"
  }

  private static let relations =
    lead + "<Relationships xmlns=\"\(package)/relationships\">"
    + relation(1, "officeDocument", "xl/workbook.xml") + "</Relationships>"

  private static let bookRelations =
    lead + "<Relationships xmlns=\"\(package)/relationships\">"
    + relation(1, "worksheet", "worksheets/sheet1.xml") + relation(2, "styles", "styles.xml")
    + "</Relationships>"

  private static func relation(_ number: Int, _ kind: String, _ target: String) -> String {
    "<Relationship Id=\"rId\(number)\" Type=\"\(office)/\(kind)\" Target=\"\(target)\"/>"
  }

  /// Style 0 is plain, 1 a bold head, 2 text that wraps (format 49 is text).
  private static let styles =
    lead + "<styleSheet xmlns=\"\(main)\"><fonts count=\"2\">"
    + "<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    + "<cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    + "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
    + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\">"
    + "<alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs></styleSheet>"

  private var workbook: String {
    Self.lead + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>"
      + "<sheet name=\"\(Self.escaped(name))\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
  }

  private var sheet: String {
    var text = Self.lead + "<worksheet xmlns=\"\(Self.main)\"><sheetViews>"
    text += "<sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
    text += "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
    for (index, column) in columns.enumerated() {
      let number = index + 1
      text += "<col min=\"\(number)\" max=\"\(number)\" width=\"\(column.width)\" style=\"2\" "
      text += "customWidth=\"1\"/>"
    }
    text += "</cols><sheetData>" + row(columns.map(\.head), number: 1, style: 1)
    for (index, cells) in rows.enumerated() { text += row(cells, number: index + 2, style: 2) }
    return text + "</sheetData>" + validations + "</worksheet>"
  }

  private func row(_ cells: [String], number: Int, style: Int) -> String {
    var text = "<row r=\"\(number)\">"
    for (index, cell) in cells.enumerated() {
      let place = "\(Self.letters(index))\(number)"
      text += "<c r=\"\(place)\" s=\"\(style)\""
      guard !cell.isEmpty else {
        text += "/>"
        continue
      }
      text += " t=\"inlineStr\"><is><t xml:space=\"preserve\">\(Self.escaped(cell))</t></is></c>"
    }
    return text + "</row>"
  }

  private var validations: String {
    // A list stands in the formula itself, between quotation marks and with commas between its texts.
    let usable = choices.filter { choice in
      choice.texts.joined(separator: ",").utf8.count <= 255
        && !choice.texts.contains { $0.contains(",") || $0.contains("\"") }
    }
    guard !usable.isEmpty else { return "" }
    var text = "<dataValidations count=\"\(usable.count)\">"
    for choice in usable {
      let cells = choice.cells.map { "\(Self.letters($0.column))\($0.row + 2)" }
      text += "<dataValidation type=\"list\" allowBlank=\"1\" "
      text += "sqref=\"\(cells.joined(separator: " "))\"><formula1>"
      text += Self.escaped("\"\(choice.texts.joined(separator: ","))\"")
      text += "</formula1></dataValidation>"
    }
    return text + "</dataValidations>"
  }

  /// The letters of a column: A, B, …, Z, AA.
  private static func letters(_ index: Int) -> String {
    let last = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? last : letters(index / 26 - 1) + last
  }

  /// Text as XML holds it; characters that XML 1.0 does not allow are left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1f}", "\u{fffe}", "\u{ffff}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
