import CEL
import Diagnostics
import Inventory

/// Reads NDJSON along a mapping: each line is a document, and a row.
struct LineReading {
  let run: MappingRun

  func read(_ bytes: ForeignBytes, _ sink: inout ForeignSink) throws(ForeignStop) {
    let root = RowFrame(
      .nothing, mark: sink.mark(line: 1, column: 1), parent: nil,
      columns: run.mapping.columns.count)
    let run = run
    let streamed = StreamPlan(run.mapping).block
    run.flat = run.isPlain ? nil : streamed.flatMap { FlatRow($0) }
    let lines = JSONLines(bytes, flat: run.flat)
    if streamed != nil {
      run.rowStream = { (block, parent, sink) throws(ForeignStop) in
        try JSONItem.emitAll(run, block, parent, &sink) { () throws(ForeignStop) in
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
    while let item = try lines.document() {
      switch item {
      case .document(let row): rows.append(row)
      case .faults(let failures): for failure in failures { sink.note(failure) }
      case .flat: break
      }
    }
    for row in rows where !run.references.isComplete {
      let frame = frame(block, root)
      frame.kind = .json(row.document, row.document.root)
      run.json = row.document
      run.lookThroughLine(block, frame)
    }
    run.references.complete()
    sink.beginInventory(root.mark)
    if sink.wantsFields { run.emitFields(run.mapping.root, root, &sink) }
    for row in rows {
      let frame = frame(block, root)
      row.fill(frame, run, sink)
      _ = try run.emitRow(block, frame, &sink)
    }
    guard sink.end() else { throw .late }
  }

  private func frame(_ block: CompiledBlock, _ root: RowFrame) -> RowFrame {
    let frame = RowFrame(
      .nothing, mark: root.mark, parent: root, columns: run.mapping.columns.count)
    frame.block = block.number
    return frame
  }
}
