import Diagnostics
import Engine
import Inventory
import Rules

/// Reads the inputs and checks them, in one pass where that is enough.
struct InventoryRun {
  /// What reading and checking came to.
  struct Outcome {
    var engine: Engine.Outcome
    var facts: ReadFacts
  }

  let inputs: [InventoryInput]
  let rules: RunRules
  let request: CheckRequest

  /// Whether what records say of people is brought together.
  var isLinking: Bool {
    guard request.isLinked else { return false }
    // Rules about records, of which most ask for links and all are read anyway, are asked first.
    let all = rules.set.rules
    return all.contains { $0.rule.level == .record && $0.needsLinking }
      || all.contains { $0.rule.level != .record && $0.needsLinking }
  }

  /// Reads and checks; by several threads if the request says so, with the same outcome.
  func run() -> Outcome {
    let digests = request.digestsInputs ? InputDigests(count: inputs.count) : nil
    let bytes = request.progress.map { _ in BytesRead(inputs) }
    var options = readerOptions
    options.tap = digests?.tap
    options.progress = bytes?.note
    let reader = InventoryReader(inputs, options: options)
    if request.jobs > 1, let outcome = attempt(reader, digests, bytes, jobs: request.jobs) {
      return outcome
    }
    guard let outcome = attempt(reader, digests, bytes, jobs: 1) else {
      preconditionFailure("a reading in one go has no pieces that do not fit together")
    }
    return outcome
  }

  /// Reads and checks.
  ///
  /// - Returns: `nil` if pieces of a file did not fit together; then it has to be read in one go.
  private func attempt(
    _ reader: InventoryReader, _ digests: InputDigests?, _ bytes: BytesRead?, jobs: Int
  ) -> Outcome? {
    isLinking
      ? runLinked(reader, digests, bytes, jobs: jobs)
      : runOnce(reader, digests, bytes, jobs: jobs)
  }

  /// Checks rows as they come, and begins again where facts come after them.
  private func runOnce(
    _ reader: InventoryReader, _ digests: InputDigests?, _ bytes: BytesRead?, jobs: Int
  ) -> Outcome? {
    let engine = makeEngine(reader, linker: nil, isTreeWhole: false)
    bytes?.restart()
    let meter = meter(.checking, bytes: bytes)
    let outcome = reader.read(
      .everything, rows: engine.rowConsumer().metered(meter),
      pieces: PieceReading(jobs: jobs) { engine.rowConsumer().metered(meter) })
    if outcome.hasUnprovenPieces { return nil }
    guard outcome.hasLateFacts || engine.needsWholeTree else {
      return finish(reader, engine, outcome, outcome, digests)
    }
    return checkRows(
      reader, structure: reader.read(.structure), linker: nil, digests, bytes, jobs: jobs)
  }

  /// Reads all facts, and links records, before it checks a row.
  private func runLinked(
    _ reader: InventoryReader, _ digests: InputDigests?, _ bytes: BytesRead?, jobs: Int
  ) -> Outcome? {
    var linker = makeLinker()
    var structure = link(reader, .everything, linker, bytes, jobs: jobs)
    if structure.hasLateFacts {
      structure = reader.read(.structure)
      linker = makeLinker()
      let rows = link(reader, .rows, linker, bytes, jobs: jobs)
      if rows.hasUnprovenPieces { return nil }
    }
    if structure.hasUnprovenPieces { return nil }
    return checkRows(reader, structure: structure, linker: linker, digests, bytes, jobs: jobs)
  }

  private func link(
    _ reader: InventoryReader, _ mode: ReadingMode, _ linker: Linker, _ bytes: BytesRead?,
    jobs: Int
  ) -> ReadOutcome {
    bytes?.restart()
    let meter = meter(.linking, bytes: bytes)
    guard jobs > 1 else { return reader.read(mode, rows: linker.metered(meter)) }
    let shared = SharedLinker(linker)
    defer { shared.finish() }
    return reader.read(
      mode, rows: shared.makeCollector().metered(meter),
      pieces: PieceReading(jobs: jobs) { shared.makeCollector().metered(meter) })
  }

  private func checkRows(
    _ reader: InventoryReader, structure: ReadOutcome, linker: Linker?, _ digests: InputDigests?,
    _ bytes: BytesRead?, jobs: Int
  ) -> Outcome? {
    let engine = makeEngine(reader, linker: linker)
    let reading = RowReading(
      reader: reader, sizes: structure.inputs.map(\.byteCount),
      largeBytes: 2 * readerOptions.pieceBytes, jobs: jobs)
    let total = structure.inputs.reduce(0) { $0 + $1.recordCount + $1.holdingCount }
    bytes?.restart()
    let meter = meter(
      .checking, total: total > 0 ? total : nil, bytes: total > 0 ? nil : bytes)
    let rows = reading.run { engine.rowConsumer().metered(meter) }
    if rows.hasUnprovenPieces { return nil }
    return finish(reader, engine, structure, rows, digests)
  }

  func meter(
    _ stage: CheckProgress.Stage, total: Int? = nil, bytes: BytesRead? = nil
  ) -> ProgressMeter? {
    request.progress.map { ProgressMeter(stage, total: total, bytes: bytes, report: $0) }
  }

  private func finish(
    _ reader: InventoryReader, _ engine: Engine, _ structure: ReadOutcome, _ rows: ReadOutcome,
    _ digests: InputDigests?
  ) -> Outcome {
    Outcome(
      engine: engine.finish(), facts: ReadFacts(reader.tree, structure, rows: rows, digests))
  }

  func makeLinker() -> Linker {
    Linker(
      LinkingTerms(rules.set.library, rules.profile), limit: request.mostPeopleInMemory,
      spillingTo: request.temporaryFolder)
  }

  func makeEngine(
    _ reader: InventoryReader, linker: Linker?, isTreeWhole: Bool = true
  ) -> Engine {
    Engine(
      rules: rules.set.rules, library: rules.set.library, profile: rules.profile,
      tree: reader.tree, options: rules.options, linker: linker,
      isTreeWhole: isTreeWhole)
  }

  var readerOptions: ReaderOptions {
    var options = ReaderOptions()
    options.isStrict = request.isStrict
    options.temporaryFolder = request.temporaryFolder
    options.codes = rules.set.codeBook
    options.latestDay = request.asOf
    if let pieceBytes = request.pieceBytes { options.pieceBytes = pieceBytes }
    return options
  }
}

extension RuleSet {
  /// The codes that inventories may use.
  var codeBook: CodeBook {
    var lists = library.codeLists.mapValues { $0.codes.map(\.code) }
    lists["category"] = library.schedule.codes + lists["category", default: []]
    let closed = library.codeLists.values.filter { !$0.isOpen }.map(\.name)
    return CodeBook(lists: lists, closed: Set(closed))
  }
}

/// What reading the inputs came to.
struct ReadFacts {
  var tree: InventoryTree
  /// What was wrong or odd.
  var diagnostics: [Diagnostic]
  /// The summaries of the inputs with all their rows.
  var inputs: [ReadOutcome.Input]
  var isComplete: Bool
  /// SHA-256 of each input, by its index; empty where none was asked for.
  var digests: [String]

  /// Puts together what the pass over the facts and that over the rows came to.
  init(
    _ tree: InventoryTree, _ structure: ReadOutcome, rows: ReadOutcome, _ digests: InputDigests?
  ) {
    self.tree = tree
    let known = Set(structure.diagnostics)
    diagnostics = structure.diagnostics + rows.diagnostics.filter { !known.contains($0) }
    // Of an input that is not usable, only the first pass knows the spelling and the size.
    inputs = zip(structure.inputs, rows.inputs).map { first, second in
      var input = second.byteCount > 0 ? second : first
      input.isComplete = first.isComplete && second.isComplete
      return input
    }
    isComplete = structure.isComplete && rows.isComplete
    self.digests = digests?.hexadecimal ?? []
  }
}
