import CEL
import Diagnostics
import Inventory
import Tables

/// Reads a table along a mapping.
struct TableReading {
  let run: MappingRun

  private var form: InputForm { run.mapping.document.reads }

  /// Reads the input.
  ///
  /// - Returns: What the form is called.
  func read(_ bytes: ForeignBytes, _ sink: inout ForeignSink) throws(ForeignStop) -> String {
    do {
      if try bytes.peek(4) == [0x50, 0x4b, 3, 4] {
        return try WorkbookReading(table: self).read(bytes, &sink)
      }
      var reader = try DelimitedReader(
        bytes.supply, encoding: form.encoding.flatMap { TextEncoding(rawValue: $0) },
        delimiter: form.delimiter)
      let store = TableStore()
      var counts: [Int] = []
      let isStreamed = StreamPlan(run.mapping).block != nil
      while store.rowCount < (isStreamed ? TableSource.headerDepth : .max), try reader.read() {
        try store.append(reader.cells)
        while counts.count < store.rowCount { counts.append(reader.cells.count) }
        noteWidth(reader.isTooWide, store, &sink)
        if !reader.oddities.isEmpty { note(reader.oddities, &sink) }
      }
      let table = try source(store)
      prepare(table, &sink)
      for row in table.rows where !store.isBlank(row: row) {
        let place = store.place(ofRow: row) ?? (1, 1)
        let width = store.width(ofRow: row)
        let count = width > table.heads.count ? width : counts[row]
        noteRagged(count, width, table.heads.count, place.line, place.column, &sink)
      }
      let name = reader.delimiter == UInt8(ascii: "\t") ? "tsv" : "csv"
      if isStreamed {
        let stream = TableStream(reader)
        run.rowStream = { (block, parent, sink) throws(ForeignStop) in
          try RowLoop(run: run, table: table, stream: stream).read(block, parent, &sink)
        }
      }
      try emit(table, &sink)
      if isStreamed, sink.mode == .structure {
        try bytes.passOver()
      }
      return name
    } catch {
      throw ForeignStop(error)
    }
  }

  private func noteWidth(_ isTooWide: Bool, _ store: TableStore, _ sink: inout ForeignSink) {
    guard isTooWide, let place = store.place(ofRow: store.rowCount - 1) else { return }
    sink.note(
      Diagnostic(
        sink.isStrict ? .error : .notice, "table.too-wide",
        at: sink.position(of: sink.mark(line: place.line, column: place.column)),
        "a row has more than \(DelimitedReader.mostColumns) cells; those behind are not read"),
      once: "too wide")
  }

  /// Tells of a row that has more or fewer cells than there are heads: a comma too many moves all that
  /// follows into the wrong column (RFC 4180, section 2).
  func noteRagged(
    _ count: Int, _ filled: Int, _ heads: Int, _ line: Int, _ column: Int,
    _ sink: inout ForeignSink
  ) {
    guard count < heads || filled > heads else { return }
    sink.note(
      Diagnostic(
        sink.isStrict ? .error : .notice, "table.ragged",
        at: sink.position(of: sink.mark(line: line, column: column)),
        "the row has \(count) \(count == 1 ? "cell" : "cells") under \(heads) "
          + "\(heads == 1 ? "head" : "heads")",
        hint: "put a text that holds the delimiter into quotation marks"), once: "ragged \(line)")
  }

  /// Tells of what is odd about a row.
  func note(_ oddities: [RowOddity], _ sink: inout ForeignSink) {
    for oddity in oddities {
      let isError = sink.isStrict || oddity.losesRows
      sink.note(
        Diagnostic(
          isError ? .error : .notice, oddity.code,
          at: sink.position(of: sink.mark(line: oddity.line, column: oddity.column)),
          oddity.message, hint: oddity.hint))
    }
  }

  func source(_ store: TableStore) throws(InputFailure) -> TableSource {
    try TableSource(
      store: store, header: form.header, columns: run.mapping.columns, required: form.columns)
  }

  /// Takes a table over, and says which columns it lacks.
  func prepare(_ table: TableSource, _ sink: inout ForeignSink) {
    run.table = table
    run.heads = run.mapping.columns.map { run.fileArena.string(copying: $0) }
    run.tally.unused =
      run.mapping.usesAllColumns ? [] : table.unused(by: run.mapping)
    guard sink.mode != .rows else { return }
    let place = sink.position(
      of: sink.mark(line: table.headerPlace.line, column: table.headerPlace.column))
    for (index, head) in run.mapping.columns.enumerated() where table.binding[index] == nil {
      let nearest = nearestName(to: head, among: table.heads)
      sink.note(
        Diagnostic(
          sink.isStrict ? .error : .notice, "mapping.missing-column", at: place,
          "the table has no column \"\(head)\"; fields that need it count as unknown",
          hint: nearest.map { "did you mean \"\($0)\"?" }))
    }
    var seen: Set<String> = []
    for head in table.heads where !head.isEmpty && !seen.insert(HeadName.folded(head)).inserted {
      guard run.mapping.columns.contains(where: { HeadName.folded($0) == HeadName.folded(head) })
      else { continue }
      sink.note(
        Diagnostic(
          sink.isStrict ? .error : .notice, "table.same-head", at: place,
          "two columns are headed \"\(head)\"; the first is read"))
    }
  }

  func emit(_ table: TableSource, _ sink: inout ForeignSink) throws(ForeignStop) {
    let mark = sink.mark(line: table.headerPlace.line, column: table.headerPlace.column)
    let root = RowFrame(.nothing, mark: mark, parent: nil, columns: run.mapping.columns.count)
    try run.emitAll(root, &sink)
  }
}

/// The rows of a file in CSV that are not in memory.
final class TableStream {
  var reader: DelimitedReader

  init(_ reader: consuming DelimitedReader) { self.reader = reader }
}

/// Reads rows of a table as they come.
struct RowLoop {
  let run: MappingRun
  let table: TableSource
  let stream: TableStream

  func read(
    _ block: CompiledBlock, _ parent: RowFrame, _ sink: inout ForeignSink
  ) throws(ForeignStop) {
    let frame = RowFrame(
      .stream, mark: parent.mark, parent: parent, columns: run.mapping.columns.count)
    for row in table.rows where !table.store.isBlank(row: row) {
      table.load(row, into: frame)
      let place = table.store.place(ofRow: row) ?? (1, 1)
      guard try emit(block, frame, line: place.line, column: place.column, &sink) else { return }
    }
    let binding = table.binding.map { $0 ?? -1 }
    do {
      while try stream.reader.read() {
        if !stream.reader.oddities.isEmpty {
          TableReading(run: run).note(stream.reader.oddities, &sink)
        }
        guard load(binding, into: frame) else { continue }
        let first = stream.reader.cells[0]
        if stream.reader.cells.count != table.heads.count {
          let filled = stream.reader.cells.lastIndex { !CellText.trimmed($0.text).isEmpty }
          TableReading(run: run).noteRagged(
            stream.reader.cells.count, (filled ?? -1) + 1, table.heads.count, first.line,
            first.column, &sink)
        }
        guard try emit(block, frame, line: first.line, column: first.column, &sink) else { return }
      }
    } catch {
      throw ForeignStop(error)
    }
  }

  @inline(__always)
  private func emit(
    _ block: CompiledBlock, _ frame: RowFrame, line: Int, column: Int, _ sink: inout ForeignSink
  ) throws(ForeignStop) -> Bool {
    frame.mark = sink.mark(line: line, column: column)
    if frame.value != nil {
      frame.value = nil
      run.arena.reset()
    }
    return try run.emitRow(block, frame, &sink)
  }

  /// Puts the cells of the row that was read into a frame.
  ///
  /// - Returns: Whether the row has any text.
  @inline(__always)
  private func load(_ binding: [Int], into frame: RowFrame) -> Bool {
    let cells = stream.reader.cells
    var hasText = false
    for slot in binding.indices {
      let index = binding[slot]
      guard index >= 0, index < cells.count else {
        frame.cells[slot].text = UnsafeBufferPointer(start: nil, count: 0)
        continue
      }
      frame.cells[slot] = cells[index]
      if !cells[index].text.isEmpty { hasText = true }
    }
    return hasText || cells.contains { !CellText.trimmed($0.text).isEmpty }
  }
}
