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
      let failures = error.failures(in: text)
      for failure in failures.dropLast() { sink.note(failure) }
      throw ForeignStop.failed(failures[failures.count - 1])
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

  private func stream(
    _ bytes: ForeignBytes, _ names: [String], _ root: RowFrame, _ sink: inout ForeignSink
  ) throws(ForeignStop) {
    let run = run
    run.flat = run.isPlain ? nil : StreamPlan(run.mapping).block.flatMap { FlatRow($0) }
    let rows = JSONRows(bytes, names: names, flat: run.flat)
    run.rowStream = { (block, parent, sink) throws(ForeignStop) in
      try JSONItem.emitAll(run, block, parent, &sink) { () throws(ForeignStop) in
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
