import CEL
import Diagnostics
import Inventory

/// Reads a document in JSON along a mapping.
struct JSONReading {
  let run: MappingRun

  func read(_ bytes: ForeignBytes, _ sink: inout ForeignSink) throws(ForeignStop) {
    let root = RowFrame(
      .nothing, mark: sink.mark(line: 1, column: 1), parent: nil,
      columns: run.mapping.columns.count)
    if let block = StreamPlan(run.mapping).block, case .json(let paths)? = block.selector,
      let names = paths[0].streamedNames
    {
      return try stream(bytes, names, root, &sink)
    }
    let text = try Self.whole(bytes)
    let document: JSONDocument
    let lines = LineTable(text)
    do throws(JSONFault) { document = try JSONDocument(text) } catch {
      throw ForeignStop.failed(Self.failure(error, lines.position(of: error.offset)))
    }
    run.json = document
    run.lines = lines
    root.kind = .json(document, document.root)
    run.lookThrough(root)
    try run.emitAll(root, &sink)
    noteUnused(document)
  }

  /// All of the text in UTF-8.
  static func whole(_ bytes: ForeignBytes) throws(ForeignStop) -> [UInt8] {
    do throws(InputFailure) {
      return try JSONBytes.utf8(try bytes.readAll(most: MappedInput.mostBytes))
    } catch {
      throw ForeignStop.failed(error)
    }
  }

  static func failure(_ fault: JSONFault, _ place: (line: Int, column: Int)) -> InputFailure {
    InputFailure(
      "reader.malformed", fault.message, hint: fault.hint, line: place.line, column: place.column)
  }

  private func stream(
    _ bytes: ForeignBytes, _ names: [String], _ root: RowFrame, _ sink: inout ForeignSink
  ) throws(ForeignStop) {
    let rows = JSONRows(bytes, names: names)
    let run = run
    run.rowStream = { (block, parent, sink) throws(ForeignStop) in
      try DocumentRow.emitAll(run, block, parent, &sink) { () throws(ForeignStop) in
        try rows.next()
      }
    }
    try run.emitAll(root, &sink)
    if sink.mode == .structure {
      try bytes.passOver()
    }
  }

  /// Notes the members of rows that nothing refers to.
  private func noteUnused(_ document: JSONDocument) {
    UnusedMembers(run: run).collect(document)
  }
}

/// A row that is a document of its own.
struct DocumentRow {
  var document: JSONDocument
  /// Where it begins in the input.
  var line: Int
  var column: Int

  /// Reads rows as they come; where only the structure is wanted, the first, and as many more as it
  /// takes to know what the file has.
  static func emitAll(
    _ run: MappingRun, _ block: CompiledBlock, _ parent: RowFrame, _ sink: inout ForeignSink,
    _ next: () throws(ForeignStop) -> DocumentRow?
  ) throws(ForeignStop) {
    let references = run.references
    if sink.mode == .everything, !references.isSettled { throw .late }
    let frame = RowFrame(
      .nothing, mark: parent.mark, parent: parent, columns: run.mapping.columns.count)
    frame.block = block.number
    var hasRow = false
    while let row = try next() {
      if sink.mode != .structure || !hasRow { try emit(row, run, block, frame, &sink) }
      hasRow = true
      if !references.isComplete {
        frame.kind = .json(row.document, row.document.root)
        references.look(at: frame, run)
      }
      if sink.mode == .structure, references.isSettled { return }
    }
    references.complete()
  }

  static func emit(
    _ row: DocumentRow, _ run: MappingRun, _ block: CompiledBlock, _ frame: RowFrame,
    _ sink: inout ForeignSink
  ) throws(ForeignStop) {
    run.arena.reset()
    run.firstLine = row.line
    run.firstColumn = row.column
    run.lines = LineTable(row.document.bytes)
    run.json = row.document
    frame.value = nil
    frame.kind = .json(row.document, row.document.root)
    frame.mark = sink.mark(line: row.line, column: row.column)
    _ = try run.emitRow(block, frame, &sink)
  }
}

/// Reads NDJSON along a mapping: each line is a document, and a row.
struct LineReading {
  let run: MappingRun

  func read(_ bytes: ForeignBytes, _ sink: inout ForeignSink) throws(ForeignStop) {
    let root = RowFrame(
      .nothing, mark: sink.mark(line: 1, column: 1), parent: nil,
      columns: run.mapping.columns.count)
    let lines = JSONLines(bytes)
    let run = run
    let isStreamed = StreamPlan(run.mapping).block != nil
    if isStreamed {
      run.rowStream = { (block, parent, sink) throws(ForeignStop) in
        try DocumentRow.emitAll(run, block, parent, &sink) { () throws(ForeignStop) in
          try lines.next()
        }
      }
      try run.emitAll(root, &sink)
    } else {
      try readBlocks(lines, root, &sink)
    }
    if sink.mode == .structure {
      try bytes.passOver()
    }
  }

  /// Reads the lines into the one block that they are the rows of.
  private func readBlocks(
    _ lines: JSONLines, _ root: RowFrame, _ sink: inout ForeignSink
  ) throws(ForeignStop) {
    guard run.mapping.root.blocks.count == 1 else {
      throw .failed(
        InputFailure(
          "mapping.selector", "cannot be read by this mapping: lines can be the rows of one block",
          hint: "give organisations in another file"))
    }
    let block = run.mapping.root.blocks[0]
    // Lines that make systems are few enough to be kept, and have to be known all first.
    var rows: [DocumentRow] = []
    while let row = try lines.next() { rows.append(row) }
    for row in rows where !run.references.isComplete {
      let frame = frame(block, root)
      frame.kind = .json(row.document, row.document.root)
      run.json = row.document
      run.lookThroughLine(block, frame)
    }
    run.references.complete()
    sink.beginInventory(root.mark)
    if sink.wantsFields { run.emitFields(run.mapping.root, root, &sink) }
    for row in rows { try DocumentRow.emit(row, run, block, frame(block, root), &sink) }
    guard sink.end() else { throw .late }
  }

  private func frame(_ block: CompiledBlock, _ root: RowFrame) -> RowFrame {
    let frame = RowFrame(
      .nothing, mark: root.mark, parent: root, columns: run.mapping.columns.count)
    frame.block = block.number
    return frame
  }
}
