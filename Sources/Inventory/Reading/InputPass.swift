import CEL
import Diagnostics

/// One reading of one input.
struct InputPass {
  let index: Int
  let input: InventoryInput
  let mode: ReadingMode
  let tree: InventoryTree
  let consumer: (any RowConsumer)?
  /// How several threads read the rows; `nil` for this one alone.
  let reading: PieceReading?
  private var pieces: PieceWork?
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var isLate = false
  private(set) var hasFailed = false
  /// Whether runs of records do not fit together, so that all has to be read anew without.
  private(set) var isUnproven = false

  init(
    index: Int, input: InventoryInput, mode: ReadingMode, tree: InventoryTree,
    consumer: (any RowConsumer)?, reading: PieceReading?
  ) {
    self.index = index
    self.input = input
    self.mode = mode
    self.tree = tree
    self.consumer = consumer
    self.reading = reading
  }

  /// Reads the input in the spelling that it is found to have.
  mutating func read(
    _ source: ByteSource, _ options: borrowing ReaderOptions, _ codes: KnownCodes,
    _ outcome: inout ReadOutcome.Input
  ) throws(InputFailure) {
    defer {
      // What is broken is digested to its end all the same, wherever it was left.
      if !isLate, !isUnproven { source.drain() }
      outcome.byteCount = max(source.byteCount, Int(source.stamp?.size ?? 0))
    }
    if let reader = input.reader {
      return readForeign(reader, source, options, codes, &outcome)
    }
    var window = try ReadWindow(source)
    if case .standardInput = input.source { try ContentSniffing.checkStream(window.raw) }
    let format = try ContentSniffing.format(of: window.raw)
    outcome.format = format
    if mode != .rows { tree.files[index].format = format }
    let isUTF16 = format == .json && ContentSniffing.isUTF16(window.raw)
    if let reading, reading.jobs > 1, mode != .structure, !isUTF16 {
      let task = PieceTask(
        format: format, tree: tree, file: index, options: copy options, codes: codes)
      pieces = PieceWork(reading, task, options: options)
    }
    let assembler = Assembler(
      mode: mode, format: format, tree: tree, file: index, options: options, codes: codes,
      consumer: consumer, pieces: pieces)
    switch format {
    case .json:
      let text = isUTF16 ? try ByteSource(decoding: source, after: Array(window.raw)) : source
      if isUTF16 { window = try ReadWindow(text) }
      window.isTaken = true
      var reader = JSONReader(
        scanner: JSONScanner(source: text, window: window), assembler: assembler)
      readJSON(&reader, &outcome)
    case .xml, .mapped:
      var reader = XMLReader(assembler: assembler)
      readXML(&reader, source, window, &outcome)
    }
  }

  /// Lets a reader of another form read the input.
  private mutating func readForeign(
    _ reader: any ForeignInventory, _ source: ByteSource, _ options: borrowing ReaderOptions,
    _ codes: KnownCodes, _ outcome: inout ReadOutcome.Input
  ) {
    outcome.format = .mapped
    outcome.foreignFormat = reader.formatName
    outcome.isInventory = true
    if mode != .rows {
      tree.files[index].format = .mapped
      tree.files[index].fillsGaps = reader.fillsGaps
    }
    var sink = ForeignSink(
      Assembler(
        mode: mode, format: .mapped, tree: tree, file: index, options: options, codes: codes,
        consumer: consumer, joinsByName: reader.joinsByName))
    do throws(ForeignStop) {
      try reader.read(ForeignBytes(source), into: &sink)
    } catch {
      switch error {
      case .late: isLate = true
      case .failed(let failure) where sink.isNoInventory && input.isFromFolder:
        passOver(failure, &sink.assembler.log)
      case .failed(let failure): note(failure, &sink.assembler.log)
      }
    }
    outcome.summary = sink.summary
    outcome.isInventory = !sink.isNoInventory
    outcome.foreignFormat = reader.formatName
    finish(&sink.assembler, &outcome)
  }

  private mutating func readJSON(_ reader: inout JSONReader, _ outcome: inout ReadOutcome.Input) {
    do throws(JSONStop) {
      try reader.read()
    } catch {
      isLate = error == .late
      if !isLate { breakOff() }
      join(&reader.assembler)
      if let failure = reader.scanner.failure { note(failure, &reader.assembler.log) }
    }
    outcome.isInventory = reader.isInventory
    if !hasFailed, !isLate, !reader.isInventory {
      noteNoInventory(isResult: reader.isResult, &reader.assembler.log, &outcome)
    }
    finish(&reader.assembler, &outcome)
  }

  private mutating func readXML(
    _ reader: inout XMLReader, _ source: ByteSource, _ window: borrowing ReadWindow,
    _ outcome: inout ReadOutcome.Input
  ) {
    let state = reader.state
    do throws(InputFailure) {
      try reader.read(source, window: window)
    } catch {
      breakOff()
      join(&state.pointee.assembler)
      note(error, &state.pointee.assembler.log)
    }
    isLate = state.pointee.isLate
    outcome.isInventory = state.pointee.isInventory
    if !hasFailed, !isLate, !outcome.isInventory {
      noteNoInventory(isResult: false, &state.pointee.assembler.log, &outcome)
    }
    finish(&state.pointee.assembler, &outcome)
  }

  /// Notes that the file is wrong somewhere behind runs of records.
  ///
  /// How far it was read is told in the end, and the parser of XML tells lines that it counted
  /// itself: both would be others without pieces.
  private mutating func breakOff() { isUnproven = pieces?.hasRuns ?? false }

  /// Takes over what other threads noted.
  private mutating func join(_ assembler: inout Assembler) {
    guard let pieces, pieces.hasRuns else { return }
    assembler.log = pieces.finish(assembler.takePart())
    isUnproven = isUnproven || pieces.isUnproven
    assembler.rows.records += pieces.rows.records
    if pieces.hasUncheckedIdentities { assembler.hasUncheckedIdentities = true }
    self.pieces = nil
  }

  private mutating func finish(
    _ assembler: inout Assembler, _ outcome: inout ReadOutcome.Input
  ) {
    join(&assembler)
    assembler.noteUncheckedIdentities()
    outcome.recordCount = assembler.rows.records
    outcome.holdingCount = assembler.rows.holdings
    outcome.isComplete = assembler.log.errorCount == 0
    diagnostics = assembler.log.finished
  }

  private func place(_ failure: InputFailure) -> SourcePosition? {
    guard input.reader != nil else {
      return SourcePosition(path: input.name, line: failure.line, column: failure.column)
    }
    return tree.position(of: SourceMark(file: index, line: failure.line, column: failure.column))
  }

  /// Notes what ended the reading.
  private mutating func note(_ failure: InputFailure, _ log: inout DiagnosticLog) {
    hasFailed = true
    let position =
      failure.line > 0
      ? place(failure) : nil
    let message = position == nil ? "\(input.name) \(failure.message)" : failure.message
    log.addLast(
      Diagnostic(
        .error, failure.code, at: position, message, hint: failure.hint,
        related: tree.related(to: failure, inFile: index)))
  }

  /// Notes of a file in a folder why it is none of the inputs.
  private func passOver(_ failure: InputFailure, _ log: inout DiagnosticLog) {
    log.add(
      Diagnostic(
        .notice, failure.code, at: place(failure), failure.message, hint: failure.hint))
  }

  /// Notes what kept the input from being read at all.
  mutating func fail(_ failure: InputFailure, _ outcome: inout ReadOutcome.Input, limit: Int) {
    var log = DiagnosticLog(path: input.name, limit: limit)
    note(failure, &log)
    outcome.isComplete = false
    diagnostics += log.finished
  }

  private func noteNoInventory(
    isResult: Bool, _ log: inout DiagnosticLog, _ outcome: inout ReadOutcome.Input
  ) {
    log.clear()
    let message = isResult ? "this is a saved result, not an inventory" : "this is not an inventory"
    log.add(
      Diagnostic(
        input.isFromFolder ? .notice : .error, "reader.not-an-inventory",
        at: SourcePosition(path: input.name, line: 1, column: 1), message,
        hint: input.isFromFolder
          ? nil
          : "an inventory has organisations and systems; in XML its root is \"inventory\". Files of "
            + "other programs are read with --mapping; custos mappings suggest FILE begins one"))
  }
}
