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
    let index = try sheet(of: workbook)
    if sink.mode != .rows { noteHidden(workbook, index, &sink) }
    let (store, oddities) = try workbook.read(
      index, line: { SheetPlace(sheet: index, row: $0).line })
    for oddity in oddities where sink.mode != .rows {
      let line = SheetPlace(sheet: index, row: oddity.row).line
      sink.note(
        Diagnostic(
          sink.isStrict && oddity.code != "table.hidden" ? .error : .notice, oddity.code,
          at: sink.position(of: sink.mark(line: line, column: oddity.column)), oddity.message))
    }
    let source = try table.source(store)
    table.prepare(source, &sink)
    try table.emit(source, &sink)
    return workbook.form.rawValue
  }

  /// The number of the sheet that the mapping reads: the one that it names, or else the first that has
  /// the columns.
  private func sheet(of workbook: Workbook) throws -> Int {
    let names = workbook.sheets.map(\.name)
    guard !names.isEmpty else {
      throw InputFailure("table.empty", "the workbook has no sheet", line: 1, column: 1)
    }
    if let name = form.sheet {
      if let index = names.firstIndex(of: name)
        ?? names.firstIndex(where: { HeadName.folded($0) == HeadName.folded(name) })
      {
        return index
      }
      let nearest = nearestName(to: name, among: names).map { "did you mean \"\($0)\"?" }
      throw InputFailure(
        "table.no-sheet", "the workbook has no sheet \"\(name)\"",
        hint: nearest ?? "it has \(names.prefix(8).map { "\"\($0)\"" }.joined(separator: ", "))")
    }
    return try WorkbookHeads(workbook).sheet(with: form.columns) ?? 0
  }

  private func noteHidden(_ workbook: Workbook, _ index: Int, _ sink: inout ForeignSink) {
    let mark = sink.mark(line: SheetPlace(sheet: index, row: 1).line, column: 1)
    if workbook.sheets[index].isHidden {
      sink.note(
        Diagnostic(
          .notice, "table.hidden", at: sink.position(of: mark),
          "the sheet is hidden; it is read all the same"))
    }
    let others = workbook.sheets.indices.filter { $0 != index }.map { workbook.sheets[$0].name }
    guard !others.isEmpty else { return }
    noteTwins(workbook, index, mark, &sink)
    let shown = others.prefix(8).map { "\"\(InertText.of($0, limit: 40))\"" }
    sink.note(
      Diagnostic(
        .notice, "table.other-sheets", at: sink.position(of: mark),
        "of the workbook this sheet is read, and not \(shown.joined(separator: ", "))"
          + (others.count > 8 ? ", …" : ""),
        hint:
          "a sheet is chosen with sheet: NAME under \"reads\"; to read several, save each as a file"
      ))
  }

  /// Tells of other sheets that the mapping could read as well, whose rows are therefore missing.
  private func noteTwins(
    _ workbook: Workbook, _ index: Int, _ mark: SourceMark, _ sink: inout ForeignSink
  ) {
    guard form.sheet == nil, !form.columns.isEmpty else { return }
    let heads = WorkbookHeads(workbook)
    for other in workbook.sheets.indices where other != index {
      let rows = (try? heads.rows(ofSheet: other)) ?? []
      guard rows.contains(where: { InputLook.has($0, form.columns) }) else { continue }
      sink.note(
        Diagnostic(
          sink.isStrict ? .error : .notice, "table.same-columns", at: sink.position(of: mark),
          "the sheet \"\(InertText.of(workbook.sheets[other].name, limit: 40))\" has the same columns, "
            + "and its rows are not read",
          hint: "save it as a file of its own and give that beside this one"))
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

  /// The first sheet that has a row with some heads.
  func sheet(with columns: [String]) throws(InputFailure) -> Int? {
    for index in workbook.sheets.indices {
      if try rows(ofSheet: index).contains(where: { InputLook.has($0, columns) }) { return index }
    }
    return nil
  }
}
