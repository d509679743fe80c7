import CEL
import Diagnostics
public import Inventory
import Tables

/// Reads one input along a mapping.
public final class MappedInput: ForeignInventory, @unchecked Sendable {
  /// The most bytes of a document that is read whole.
  static let mostBytes = 1 << 30

  let mapping: CompiledMapping
  let path: String
  let further: FurtherRows
  /// The form of the file, once it was seen.
  private var form: String
  /// What the last reading of facts counted, for the readings of rows that follow.
  private var facts: MappingTally?
  private var factMisreads = MisreadTally()
  /// What the file was found to have, kept from one reading to the next.
  private let references: FileReferences
  /// Whether every row in JSON is read as a tree and every expression is evaluated, as rows that are not
  /// plain are: the slow way, against which the fast one is held.
  var isPlain = false

  /// An input that a mapping reads.
  ///
  /// - Parameters:
  ///   - path: The file as the user named it.
  ///   - further: The rows of further inputs.
  public convenience init(
    _ mapping: CompiledMapping, path: String, further: FurtherRows = FurtherRows()
  ) {
    self.init(mapping, path: path, further: further, isExample: false)
  }

  /// - Parameter isExample: Whether a few rows stand for a file, so that what they lack proves
  ///   nothing of the file.
  init(_ mapping: CompiledMapping, path: String, further: FurtherRows, isExample: Bool) {
    references = FileReferences(mapping, isAssumed: isExample)
    self.mapping = mapping
    self.path = path
    self.further = further
    form = mapping.document.reads.format.rawValue
  }

  /// What reports call the form, such as `csv`.
  public var formatName: String { form }
  /// Whether its systems and datasets meet those of other inputs by name.
  public var joinsByName: Bool { mapping.document.join == .name }

  /// Reads the input from its beginning to its end.
  public func read(
    _ bytes: ForeignBytes, into sink: inout ForeignSink
  ) throws(ForeignStop) {
    let run = MappingRun(mapping, further: further, path: path, references: references)
    run.isPlain = isPlain
    switch mapping.document.reads.format {
    case .table: form = try TableReading(run: run).read(bytes, &sink)
    case .json: try JSONReading(run: run).read(bytes, &sink)
    case .ndjson: try LineReading(run: run).read(bytes, &sink)
    case .xml: try XMLReading(run: run).read(bytes, &sink)
    }
    finish(run, &sink)
  }

  /// Says what came of it.
  private func finish(_ run: MappingRun, _ sink: inout ForeignSink) {
    if sink.mode != .rows {
      facts = run.tally
      factMisreads = sink.misreads
    }
    var tally = run.tally
    var misreads = sink.misreads
    if sink.mode == .rows, let facts {
      misreads = factMisreads
      misreads.add(sink.misreads)
      tally = tally.joined(with: facts)
    }
    references.note(path, &sink)
    if sink.mode != .structure { noteEmpty(run, tally, &sink) }
    sink.summary = ForeignSummary(
      mapping: mapping.name, rows: tally.levels(of: mapping.root),
      values: tally.values, misread: misreads.total, commonest: misreads.commonest(10),
      unused: tally.unused)
  }

  /// Says which selectors found nothing in the whole file.
  private func noteEmpty(_ run: MappingRun, _ tally: MappingTally, _ sink: inout ForeignSink) {
    var pending = mapping.root.blocks.map { (block: $0, isReached: true) }
    while let (block, isReached) = pending.popLast() {
      let count = tally.rows[block.number]
      if count == 0, isReached, block.selector != .once {
        sink.note(
          Diagnostic(
            sink.isStrict ? .error : .notice, "mapping.no-rows",
            at: SourcePosition(path: path, line: 1, column: 1),
            "\(block.selectorText) finds nothing in the whole file: no "
              + block.definition.name.lowercased(),
            hint: block.position.map { "the selector is at \($0)" }))
      }
      pending += block.blocks.map { ($0, count > 0) }
      for field in block.fields {
        if case .object(let inner) = field.content {
          pending += inner.blocks.map { ($0, count > 0) }
        }
      }
    }
  }
}

extension ForeignStop {
  /// What an error of reading rows means: a failure of the input, or the stop that it is.
  init(_ error: any Error) {
    switch error {
    case let failure as InputFailure: self = .failed(failure)
    case let stop as ForeignStop: self = stop
    default: self = .late
    }
  }
}

extension ForeignBytes {
  /// Reads to the end without looking, and stops the reading where that fails.
  func passOver() throws(ForeignStop) {
    do throws(InputFailure) { try drain() } catch { throw .failed(error) }
  }

  /// The bytes for a reader of tables.
  var supply: ByteSupply {
    { (target, most) throws(InputFailure) in try self.read(into: target, most: most) }
  }
}
