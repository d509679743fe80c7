import CEL
import Diagnostics
import Inventory

/// A row in JSON as it was read: its members where they stand, or its tree.
enum JSONItem {
  /// Its members are in the ``FlatRow`` of the reading.
  case flat(line: Int, column: Int)
  case document(DocumentRow)
  /// It cannot be read, or what stands around it; what comes behind it can.
  case faults([InputFailure])

  /// Reads rows as they come; where only the structure is wanted, the first, and as many more as it
  /// takes to know what the file has.
  static func emitAll(
    _ run: MappingRun, _ block: CompiledBlock, _ parent: RowFrame, _ sink: inout ForeignSink,
    _ next: () throws(ForeignStop) -> JSONItem?
  ) throws(ForeignStop) {
    let references = run.references
    if sink.mode == .everything, !references.isSettled { throw .late }
    let frame = RowFrame(
      .nothing, mark: parent.mark, parent: parent, columns: run.mapping.columns.count)
    frame.block = block.number
    var hasRow = false
    while let row = try next() {
      if case .faults(let failures) = row {
        for failure in failures { sink.note(failure) }
        continue
      }
      row.fill(frame, run, sink)
      if sink.mode != .structure || !hasRow { _ = try run.emitRow(block, frame, &sink) }
      hasRow = true
      if !references.isComplete { references.look(at: frame, run) }
      if sink.mode == .structure, references.isSettled { return }
    }
    references.complete()
  }

  /// Makes a row the one that is being read.
  @inline(__always)
  private func fill(_ frame: RowFrame, _ run: MappingRun, _ sink: borrowing ForeignSink) {
    switch self {
    case .flat(let line, let column):
      if frame.value != nil {
        frame.value = nil
        run.arena.reset()
      }
      frame.kind = .flat
      frame.mark = sink.mark(line: line, column: column)
    case .document(let row): row.fill(frame, run, sink)
    case .faults: break
    }
  }
}

/// A row that is a document of its own.
struct DocumentRow {
  var document: JSONDocument
  /// Where it begins in the input.
  var line: Int
  var column: Int

  /// Makes it the row that is being read.
  func fill(_ frame: RowFrame, _ run: MappingRun, _ sink: borrowing ForeignSink) {
    run.arena.reset()
    run.firstLine = line
    run.firstColumn = column
    run.lines = LineTable(document.bytes)
    run.json = document
    frame.value = nil
    frame.kind = .json(document, document.root)
    frame.mark = sink.mark(line: line, column: column)
  }
}
