import CEL
import Diagnostics

/// Reads inventories: organisations, systems and datasets into a tree, rows to a consumer.
///
/// ```swift
/// let reader = InventoryReader(inputs)
/// var outcome = reader.read(.everything, rows: consumer)
/// if outcome.hasLateFacts {
///   outcome = reader.read(.structure)
///   let rows = reader.read(.rows, rows: freshConsumer)
/// }
/// ```
///
/// A reader belongs to one thread at a time, but for ``readRows(ofInput:into:)``.
public final class InventoryReader: @unchecked Sendable {
  private let inputs: [InventoryInput]
  private let options: ReaderOptions
  private let codes: KnownCodes
  /// Streams that were kept for a second reading, by input.
  private var spools: [Spool?]
  /// What was read; replaced by each reading of ``ReadingMode/everything`` or
  /// ``ReadingMode/structure``.
  public private(set) var tree: InventoryTree

  /// A reader of inputs, which are joined in this order.
  public init(_ inputs: [InventoryInput], options: ReaderOptions = ReaderOptions()) {
    precondition(
      inputs.count <= SourceMark.mostFiles, "there are more inputs than can be told apart")
    self.inputs = inputs
    self.options = options
    codes = KnownCodes(options.codes)
    spools = Array(repeating: nil, count: inputs.count)
    tree = InventoryTree(paths: inputs.map(\.name))
  }

  /// Reads all inputs.
  ///
  /// - Parameters:
  ///   - mode: What to read; ``ReadingMode/rows`` only after ``ReadingMode/structure``.
  ///   - consumer: Who gets the rows; without one they are read all the same.
  ///   - pieces: How several threads read rows; by default this one reads them all.
  public func read(
    _ mode: ReadingMode, rows consumer: (any RowConsumer)? = nil, pieces: PieceReading? = nil
  ) -> ReadOutcome {
    if mode != .rows { tree = InventoryTree(paths: inputs.map(\.name)) }
    var outcome = ReadOutcome()
    for index in readingOrder {
      read(index, mode, consumer, pieces, &outcome)
      if outcome.hasLateFacts || outcome.hasUnprovenPieces { return outcome }
    }
    sort(&outcome)
    if mode == .rows {
      compareSharedIdentities(&outcome)
    } else {
      tree.complete()
      let problems =
        tree.resolveReferences(
          classes: options.codes?.lists[References.classList].map { Set($0) },
          isStrict: options.isStrict) + tree.limitDays(isStrict: options.isStrict)
        + tree.limitFacts(isStrict: options.isStrict)
      // Rows may have been checked with what turns out to name nothing.
      if !problems.isEmpty, mode == .everything, tree.hasDeliveredRows {
        outcome.hasLateFacts = true
        return outcome
      }
      tell(problems, &outcome)
      tree.shareIdentities(options)
    }
    return outcome
  }

  /// The inputs in the order in which they are read: those that join by name come late, when the
  /// names of the others are known, and answers to questions about the others last.
  private var readingOrder: [Int] {
    let answers = inputs.indices.filter { inputs[$0].reader?.fillsGaps == true }
    let late = inputs.indices.filter { inputs[$0].reader?.joinsByName == true } + answers
    return late.isEmpty
      ? Array(inputs.indices) : inputs.indices.filter { !late.contains($0) } + late
  }

  /// Puts what came of the inputs into their order.
  private func sort(_ outcome: inout ReadOutcome) {
    let order = readingOrder
    guard order != Array(inputs.indices), outcome.inputs.count == order.count else { return }
    var sorted = outcome.inputs
    for (place, index) in order.enumerated() { sorted[index] = outcome.inputs[place] }
    outcome.inputs = sorted
  }

  /// Adds what is said of references to what is said of the inputs.
  private func tell(_ problems: [Diagnostic], _ outcome: inout ReadOutcome) {
    outcome.diagnostics += problems.upTo(options.diagnosticLimit)
    for problem in problems where problem.severity == .error {
      for index in outcome.inputs.indices where outcome.inputs[index].name == problem.position?.path
      {
        outcome.inputs[index].isComplete = false
      }
    }
  }

  /// Reads the rows of one input after ``ReadingMode/structure``.
  ///
  /// Different inputs may be read by different threads at the same time. When all have been read,
  /// call ``compareSharedIdentities(_:)``.
  public func readRows(
    ofInput index: Int, into consumer: any RowConsumer, pieces: PieceReading? = nil
  ) -> ReadOutcome {
    var outcome = ReadOutcome()
    read(index, .rows, consumer, pieces, &outcome)
    return outcome
  }

  /// Compares the ids of records of datasets whose rows stand in several files.
  ///
  /// - Parameter outcome: What came of reading the rows of all inputs.
  public func compareSharedIdentities(_ outcome: inout ReadOutcome) {
    let datasets = tree.systems.flatMap(\.datasets).filter { $0.sharedIdentities != nil }
    guard !datasets.isEmpty else { return }
    var logs = inputs.map { DiagnosticLog(path: $0.name, limit: options.diagnosticLimit) }
    for dataset in datasets {
      guard let same = dataset.sharedIdentities?.finish() else { continue }
      for pair in same.pairs {
        logs[pair.second.file].add(tree.sameRecord(pair.second, pair.first))
      }
      let last = dataset.places.last(where: \.hasRows)?.file ?? 0
      for _ in same.pairs.count..<same.count { logs[last].addUnshownError() }
      if !same.isWhole {
        logs[last].add(InventoryTree.uncheckedIdentities(path: inputs[last].name))
      }
    }
    for (index, log) in logs.enumerated() {
      outcome.diagnostics += log.finished
      if log.errorCount > 0, index < outcome.inputs.count {
        outcome.inputs[index].isComplete = false
      }
    }
  }

  private func read(
    _ index: Int, _ mode: ReadingMode, _ consumer: (any RowConsumer)?, _ pieces: PieceReading?,
    _ outcome: inout ReadOutcome
  ) {
    var input = ReadOutcome.Input(name: inputs[index].name)
    // What was no inventory, or broke off, has no structure to find rows with.
    if mode == .rows, !tree.files[index].isReadable {
      input.isInventory = tree.files[index].isInventory
      input.isComplete = !input.isInventory
      return outcome.inputs.append(input)
    }
    var pass = InputPass(
      index: index, input: inputs[index], mode: mode, tree: tree, consumer: consumer,
      reading: pieces)
    do throws(InputFailure) {
      try pass.read(source(index, mode), options, codes, &input)
    } catch {
      pass.fail(error, &input, limit: options.diagnosticLimit)
    }
    if mode != .rows {
      tree.files[index].isInventory = input.isInventory
      tree.files[index].isReadable = input.isInventory && !pass.hasFailed
    }
    outcome.inputs.append(input)
    outcome.diagnostics += pass.diagnostics
    // A run that is none may be wrong before the fact that seems to be late.
    outcome.hasLateFacts = pass.isLate && !pass.isUnproven
    outcome.hasUnprovenPieces = pass.isUnproven
  }

  /// What sees the bytes of an input; `nil` where nobody wants to.
  private func tap(
    _ index: Int, _ mode: ReadingMode
  ) -> ((Int, UnsafeRawBufferPointer) -> Void)? {
    let tap = mode == .rows ? nil : options.tap
    let progress = options.progress
    guard tap != nil || progress != nil else { return nil }
    return { offset, bytes in
      tap?(index, offset, bytes)
      progress?(index, offset + bytes.count)
    }
  }

  private func source(_ index: Int, _ mode: ReadingMode) throws(InputFailure) -> ByteSource {
    let source = try ByteSource(
      inputs[index], spool: spools[index], keepsStream: mode != .rows,
      limit: options.chunkBytes, temporaryFolder: options.temporaryFolder,
      tap: tap(index, mode))
    if mode != .rows {
      spools[index] = source.keptSpool
      tree.files[index].stamp = source.stamp
    } else if tree.files[index].stamp != source.stamp {
      throw .changed
    }
    return source
  }
}
