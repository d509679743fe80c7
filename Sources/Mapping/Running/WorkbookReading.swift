import Bytes
import Diagnostics
import Inventory
import Tables

/// Reads a sheet of a workbook along a mapping.
struct WorkbookReading {
  let table: TableReading

  private var form: InputForm { table.run.mapping.document.reads }

  /// Reads the input.
  ///
  /// - Returns: What the form is called.
  func read(_ bytes: ForeignBytes, _ sink: inout ForeignSink) throws -> String {
    let workbook = try Workbook(try bytes.readAll(most: Workbook.mostBytes))
    sink.setSheets(workbook.sheets.map(\.name))
    let indices = try sheets(of: workbook)
    if sink.mode != .rows { noteSheets(workbook, indices, &sink) }
    let store = try read(indices, of: workbook, &sink)
    let source = try table.source(store)
    table.prepare(source, &sink)
    try table.emit(source, &sink)
    return workbook.form.rawValue
  }

  /// The rows of sheets, those behind the first with their columns in the order of the first.
  private func read(
    _ indices: [Int], of workbook: Workbook, _ sink: inout ForeignSink
  ) throws -> TableStore {
    var whole: TableStore?
    for index in indices {
      let (store, oddities) = try workbook.read(
        index, line: { SheetPlace(sheet: index, row: $0).line })
      for oddity in oddities where sink.mode != .rows {
        let line = SheetPlace(sheet: index, row: oddity.row).line
        sink.note(
          Diagnostic(
            sink.isStrict && oddity.code != "table.hidden" ? .error : .notice, oddity.code,
            at: sink.position(of: sink.mark(line: line, column: oddity.column)), oddity.message))
      }
      if let first = whole {
        let other = try table.source(store)
        let join = SheetJoin(first: try table.source(first), into: first)
        noteColumns(join.lost(from: other), other, &sink)
        try join.add(other)
      } else {
        whole = store
      }
    }
    return whole ?? TableStore()
  }

  /// Tells of columns of a sheet that the first one has not, so that they are not read.
  private func noteColumns(
    _ heads: [String], _ source: TableSource, _ sink: inout ForeignSink
  ) {
    let wanted = Set(table.run.mapping.columns.map(HeadName.folded))
    for head in heads where wanted.contains(HeadName.folded(head)) && sink.mode != .rows {
      let place = source.headerPlace
      sink.note(
        Diagnostic(
          sink.isStrict ? .error : .notice, "table.other-columns",
          at: sink.position(of: sink.mark(line: place.line, column: place.column)),
          "the first sheet that is read has no column \"\(head)\", so that it is not read here",
          hint: "give the sheets the same columns"))
    }
  }

  /// The numbers of the sheets that the mapping reads: the one that it names, or else all that have the
  /// columns.
  private func sheets(of workbook: Workbook) throws -> [Int] {
    let names = workbook.sheets.map(\.name)
    guard !names.isEmpty else {
      throw InputFailure("table.empty", "the workbook has no sheet", line: 1, column: 1)
    }
    guard let name = form.sheet else {
      let found = form.columns.isEmpty ? [] : try WorkbookHeads(workbook).sheets(with: form.columns)
      return found.isEmpty ? [0] : found
    }
    if let index = names.firstIndex(of: name)
      ?? names.firstIndex(where: { HeadName.folded($0) == HeadName.folded(name) })
    {
      return [index]
    }
    let nearest = nearestName(to: name, among: names).map { "did you mean \"\($0)\"?" }
    throw InputFailure(
      "table.no-sheet", "the workbook has no sheet \"\(name)\"",
      hint: nearest ?? "it has \(names.prefix(8).map { "\"\($0)\"" }.joined(separator: ", "))")
  }

  /// Says which sheets are read, which of them are hidden, and which are not read.
  private func noteSheets(_ workbook: Workbook, _ indices: [Int], _ sink: inout ForeignSink) {
    func mark(_ index: Int) -> SourceMark {
      sink.mark(line: SheetPlace(sheet: index, row: 1).line, column: 1)
    }
    for index in indices where workbook.sheets[index].isHidden {
      sink.note(
        Diagnostic(
          .notice, "table.hidden", at: sink.position(of: mark(index)),
          "the sheet is hidden; it is read all the same",
          hint: "sheet: NAME under \"reads\" chooses one sheet"))
    }
    if indices.count > 1 {
      sink.note(
        Diagnostic(
          .notice, "table.several-sheets", at: sink.position(of: mark(indices[0])),
          "\(indices.count) sheets have the columns and are read: \(Self.list(indices, workbook))",
          hint: "sheet: NAME under \"reads\" chooses one sheet"))
    }
    let others = workbook.sheets.indices.filter { !indices.contains($0) }
    guard !others.isEmpty else { return }
    sink.note(
      Diagnostic(
        .notice, "table.other-sheets", at: sink.position(of: mark(indices[0])),
        "of the workbook \(indices.count == 1 ? "this sheet is" : "these sheets are") read, and not "
          + Self.list(others, workbook),
        hint:
          "they lack columns that the mapping needs; sheet: NAME under \"reads\" chooses one sheet"
      ))
  }

  /// The names of sheets, and which of them are hidden.
  private static func list(_ indices: [Int], _ workbook: Workbook) -> String {
    let shown = indices.prefix(8).map { index in
      let sheet = workbook.sheets[index]
      return "\"\(InertText.of(sheet.name, limit: 40))\"" + (sheet.isHidden ? " (hidden)" : "")
    }
    return shown.joined(separator: ", ") + (indices.count > 8 ? ", …" : "")
  }
}

/// Adds the rows of a sheet to those of another.
struct SheetJoin {
  let first: TableSource
  let into: TableStore

  /// The heads that the first sheet has not.
  func lost(from other: TableSource) -> [String] {
    let folded = Set(first.heads.map(HeadName.folded))
    return other.heads.filter { !$0.isEmpty && !folded.contains(HeadName.folded($0)) }
  }

  /// Adds rows, whose cells go to the columns of their heads; a column that the first sheet has not is
  /// left out.
  func add(_ other: TableSource) throws(InputFailure) {
    let folded = first.heads.map(HeadName.folded)
    let places = other.heads.map { head in folded.firstIndex(of: HeadName.folded(head)) }
    for row in other.rows where !other.store.isBlank(row: row) {
      var cells: [(index: Int, cell: TableCell)] = []
      other.store.forEachCell(ofRow: row) { index, cell in
        if index < places.count, let place = places[index] { cells.append((place, cell)) }
      }
      into.beginRow(number: into.rowCount + 1)
      for (index, cell) in cells.sorted(by: { $0.index < $1.index }) {
        try into.append(cell.text, index: index, line: cell.line, column: cell.column)
      }
    }
  }
}

/// The first rows of the sheets of a workbook.
struct WorkbookHeads {
  private let workbook: Workbook

  init(_ workbook: Workbook) { self.workbook = workbook }

  /// The first rows of a sheet.
  func rows(ofSheet index: Int) throws(InputFailure) -> [[String]] {
    let (store, _) = try workbook.read(index, line: { $0 }, most: TableSource.headerDepth)
    return (0..<store.rowCount).map { row in
      (0..<store.width(ofRow: row)).map { store.string(row: row, index: $0) }
    }
  }

  /// The sheets that have a row with some heads.
  func sheets(with columns: [String]) throws(InputFailure) -> [Int] {
    var found: [Int] = []
    for index in workbook.sheets.indices
    where try rows(ofSheet: index).contains(where: { InputLook.has($0, columns) }) {
      found.append(index)
    }
    return found
  }

  /// The first sheet that has a row with some heads.
  func sheet(with columns: [String]) throws(InputFailure) -> Int? {
    for index in workbook.sheets.indices {
      if try rows(ofSheet: index).contains(where: { InputLook.has($0, columns) }) { return index }
    }
    return nil
  }
}
