import CEL
import CLibXML2
import CivilTime
import Diagnostics
import Inventory
import Tables

/// One reading of an input along a mapping.
final class MappingRun {
  let mapping: CompiledMapping
  let unknown: UnknownWords
  /// The fields whose texts are not shown.
  private(set) lazy var hidden = HiddenFields(mapping)
  let host = ExpressionHost()
  var machine: Machine
  /// Rows as values, until the next row of a level at the top.
  var arena = Arena()
  /// What stays for the whole of the file: heads, the document.
  var fileArena = Arena()
  let variables: UnsafeMutablePointer<Value>
  var tally: MappingTally
  /// What of that which the mapping refers to the file has nowhere.
  let references: FileReferences
  /// The table, where the input is one.
  var table: TableSource?
  /// The document, of JSON that is read whole.
  var json: JSONDocument?
  /// Places of the bytes of the document.
  var lines: LineTable?
  /// The heads of the columns that the mapping refers to, as values.
  var heads: [Value] = []
  /// The objects that are to be begun once a field of them is given.
  var pending: [(slot: Int, mark: SourceMark)] = []
  /// The fields of the rows that stream.
  var plainFields: PlainFields?
  /// The members of the row in JSON that is read as it comes, where they need no tree.
  var flat: FlatRow?
  /// Whether nothing is taken the fast way.
  var isPlain = false
  /// The place of the first byte of the document that is read, where lines are read one by one.
  var firstLine = 1
  var firstColumn = 1
  /// Texts that should hold JSON and do not, which are not told yet; and where all of them stand.
  var innerFaults: [(mark: SourceMark, fault: JSONFault)] = []
  var innerPlaces: Set<SourceMark> = []
  /// Reads the rows of records where they are read as they come, and not from memory.
  var rowStream: ((CompiledBlock, RowFrame, inout ForeignSink) throws(ForeignStop) -> Void)?

  init(
    _ mapping: CompiledMapping, further: FurtherRows, path: String, references: FileReferences
  ) {
    self.mapping = mapping
    self.references = references
    var unknown = mapping.document.unknown
    if mapping.document.reads.format == .table {
      for word in FormulaError.words { unknown.insert(word) }
    }
    self.unknown = unknown
    host.unknown = unknown
    host.further = further
    machine = Machine()
    tally = MappingTally(blocks: mapping.blockCount)
    variables = .allocate(capacity: MappingCompiler.Variable.count)
    variables.initialize(repeating: .absent, count: MappingCompiler.Variable.count)
    let file = path.split(separator: "/").last.map { String($0) } ?? path
    variables[MappingCompiler.Variable.file] = fileArena.string(copying: file)
  }

  deinit { variables.deallocate() }

  /// Reads everything: the fields of the inventory, its organisations and systems.
  func emitAll(
    _ root: RowFrame, _ sink: inout ForeignSink
  ) throws(ForeignStop) {
    sink.beginInventory(root.mark)
    if sink.wantsFields { emitFields(mapping.root, root, &sink) }
    for block in mapping.root.blocks { try emit(block, root, &sink) }
    guard sink.end() else { throw .late }
  }

  /// Reads the rows of a block.
  func emit(
    _ block: CompiledBlock, _ parent: RowFrame, _ sink: inout ForeignSink
  ) throws(ForeignStop) {
    if block.role == .row, let rowStream { return try rowStream(block, parent, &sink) }
    let frames = frames(block, parent)
    noteInnerFaults(&sink)
    for frame in frames {
      guard try emitRow(block, frame, &sink) else { return }
      if parent.parent == nil {
        arena.reset()
        parent.value = nil
      }
    }
  }

  /// Reads one row of a block.
  ///
  /// - Returns: Whether more rows of the block are wanted.
  func emitRow(
    _ block: CompiledBlock, _ frame: RowFrame, _ sink: inout ForeignSink
  ) throws(ForeignStop) -> Bool {
    guard holds(block, frame, &sink) else { return true }
    if block.role != .row || sink.mode != .structure { tally.rows[block.number] += 1 }
    openPending(&sink)
    if block.role == .row { sink.beginRow() }
    switch sink.begin(block.slot, frame.mark) {
    case .late: throw .late
    case .skip:
      // The structure only has to know that there are rows.
      if block.role == .row { tally.rows[block.number] += 1 }
      return block.role != .row
    case .enter: break
    }
    if sink.wantsFields {
      switch frame.kind {
      case .stream where block.role == .row && !isPlain: emitPlainFields(block, frame, &sink)
      case .flat where block.role == .row: emitFlatFields(block, frame, &sink)
      default: emitFields(block, frame, &sink)
      }
      if block.role == .level {
        giveIdentity(block, frame, &sink)
        giveColumns(block, frame, &sink)
      }
    }
    for inner in block.blocks where sink.wantsFields || inner.role != .object {
      try emit(inner, frame, &sink)
    }
    guard sink.end() else { throw .late }
    return true
  }

  private static func listName(_ block: CompiledBlock) -> String {
    block.definition.name.lowercased() + "s"
  }

  /// Whether a row is one of the block's.
  private func holds(
    _ block: CompiledBlock, _ frame: RowFrame, _ sink: inout ForeignSink
  ) -> Bool {
    guard let condition = block.condition else { return true }
    let value = evaluate(condition, frame)
    if value.tag == .bool { return value.asBool }
    if isNotGiven(value) { return false }
    let position = sink.position(of: frame.mark)
    sink.note(
      Diagnostic(
        sink.isStrict ? .error : .notice, "mapping.where", at: position,
        "whether this row belongs to \(Self.listName(block)) could not be decided; it is read",
        hint: "the condition is \(condition.program.source)"), once: "where \(block.number)")
    return true
  }

  /// Gives a system, dataset or organisation an id of its own where the row has none.
  private func giveIdentity(
    _ block: CompiledBlock, _ frame: RowFrame, _ sink: inout ForeignSink
  ) {
    guard !sink.isGiven(block.identity) else { return }
    let position = sink.position(of: frame.mark)
    let name = block.definition.name.lowercased()
    sink.note(
      Diagnostic(
        sink.isStrict ? .error : .notice, "mapping.no-id", at: position,
        "the row of this \(name) has no id; its position is used instead",
        hint: "give it one in the file, or take it from another column"))
    let place = position.map { "row-\($0.line)" } ?? "row"
    sink.replaceText(block.identity, place, frame.mark)
  }

  /// Begins the objects that were waiting for a field.
  @inline(__always)
  func openPending(_ sink: inout ForeignSink) {
    guard !pending.isEmpty else { return }
    for (slot, mark) in pending { _ = sink.begin(slot, mark) }
    pending.removeAll(keepingCapacity: true)
  }

  /// Gives the fields of an object.
  @inline(__always)
  func emitFields(_ block: CompiledBlock, _ frame: RowFrame, _ sink: inout ForeignSink) {
    for field in block.fields { emitField(field, block, frame, &sink) }
  }

  func emitField(
    _ field: CompiledField, _ block: CompiledBlock, _ frame: RowFrame, _ sink: inout ForeignSink
  ) {
    switch field.content {
    case .expression(let expression): give(field, expression, frame, block, &sink)
    case .object(let inner):
      let depth = pending.count
      pending.append((field.slot, frame.mark))
      emitFields(inner, frame, &sink)
      emitObjects(inner, frame, &sink)
      if pending.count > depth {
        pending.removeLast()
      } else {
        _ = sink.end()
      }
    }
  }

  /// Gives the lists of objects inside an object.
  private func emitObjects(
    _ block: CompiledBlock, _ frame: RowFrame, _ sink: inout ForeignSink
  ) {
    for inner in block.blocks {
      let rows = frames(inner, frame)
      noteInnerFaults(&sink)
      for row in rows {
        guard (try? emitRow(inner, row, &sink)) == true else { break }
      }
    }
  }
}
