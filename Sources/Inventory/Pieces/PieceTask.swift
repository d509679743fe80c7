import CEL

/// Reads runs of records of one file; the same for all threads.
final class PieceTask: @unchecked Sendable {
  let tree: InventoryTree
  private let format: ContentFormat
  private let file: Int
  private let options: ReaderOptions
  private let codes: KnownCodes
  /// The names in runs that the vocabulary does not have (XML).
  let names = UnknownNames()

  init(
    format: ContentFormat, tree: InventoryTree, file: Int, options: ReaderOptions,
    codes: KnownCodes
  ) {
    self.format = format
    self.tree = tree
    self.file = file
    self.options = options
    self.codes = codes
  }

  /// Reads a run.
  ///
  /// - Returns: `nil` where it is no run of whole records of the count that it should have.
  func read(_ run: RecordRun, into consumer: (any RowConsumer)?) -> ReadPart? {
    var options = options
    // A run is short.
    options.mostIdentities = .max
    var assembler = Assembler(
      mode: .rows, format: format, tree: tree, file: file, options: options, codes: codes,
      consumer: consumer)
    assembler.enter(run)
    consumer?.take(factsUntil: run.factsUntil)
    consumer?.begin(run.dataset)
    defer { consumer?.end(run.dataset) }
    switch format {
    case .json:
      var reader = JSONReader(scanner: JSONScanner(run), assembler: assembler)
      guard reader.read(run) else { return nil }
      return reader.assembler.part(of: run)
    case .xml, .mapped:
      var reader = XMLReader(assembler: assembler)
      guard reader.read(run, names) else { return nil }
      return reader.state.pointee.assembler.part(of: run)
    }
  }
}

extension Assembler {
  /// Stands in the dataset of a run.
  mutating func enter(_ run: RecordRun) {
    for number in [ShapeTable.inventory, ShapeTable.system, ShapeTable.dataset] {
      push(Frame(view: shapes + number, slot: -1, of: recordFrame))
    }
    frame.pointee.isClosed = true
    dataset = run.dataset
    ordinals.records = run.firstOrdinal
    latestDay = run.latestDay
    isDelivering = true
  }

  /// What a run came to; `nil` if the reader does not stand where it began.
  mutating func part(of run: RecordRun) -> ReadPart? {
    guard depth == 2, !isInRow, !isLate, !hasChanged, rows.records == run.count,
      rows.holdings == 0
    else { return nil }
    let part = takePart()
    part.rows = rows
    return part
  }
}
