import Diagnostics
import Engine
import Inventory
import Rules

/// Reads the inputs and checks them, in one pass where that is enough.
struct InventoryRun {
  /// What reading and checking came to.
  struct Outcome {
    var tree: InventoryTree
    var engine: Engine.Outcome
    /// What the last pass that saw the facts came to.
    var structure: ReadOutcome
    /// The summaries of the inputs with all their rows.
    var inputs: [ReadOutcome.Input]
    var isComplete: Bool
    /// SHA-256 of each input, by its index; empty where none was asked for.
    var digests: [String]
  }

  let inputs: [InventoryInput]
  let rules: RunRules
  let request: CheckRequest

  /// Rows need a second pass where several inputs may add to each other, or records are linked.
  private var needsTwoPasses: Bool {
    inputs.count > 1 || isLinking
  }

  private var isLinking: Bool {
    request.isLinked && rules.set.rules.contains(where: \.needsLinking)
  }

  func run() -> Outcome {
    let digests = request.digestsInputs ? InputDigests(count: inputs.count) : nil
    var options = readerOptions
    options.tap = digests?.tap
    let reader = InventoryReader(inputs, options: options)
    return needsTwoPasses ? runTwice(reader, digests) : runOnce(reader, digests)
  }

  /// Checks rows as they come, and begins again where facts come after them.
  private func runOnce(_ reader: InventoryReader, _ digests: InputDigests?) -> Outcome {
    let engine = makeEngine(reader, linker: nil)
    let outcome = reader.read(.everything, rows: engine.rowConsumer())
    guard outcome.hasLateFacts else { return finish(reader, engine, outcome, outcome, digests) }
    return runTwice(reader, digests)
  }

  /// Reads all facts, and links records, before it checks a row.
  private func runTwice(_ reader: InventoryReader, _ digests: InputDigests?) -> Outcome {
    var linker = isLinking ? Linker(eventKinds: rules.set.library.linkingEvents) : nil
    var structure = reader.read(isLinking ? .everything : .structure, rows: linker)
    if structure.hasLateFacts {
      structure = reader.read(.structure)
      linker = Linker(eventKinds: rules.set.library.linkingEvents)
      _ = reader.read(.rows, rows: linker)
    }
    let engine = makeEngine(reader, linker: linker)
    let rows = reader.read(.rows, rows: engine.rowConsumer())
    return finish(reader, engine, structure, rows, digests)
  }

  private func finish(
    _ reader: InventoryReader, _ engine: Engine, _ structure: ReadOutcome, _ rows: ReadOutcome,
    _ digests: InputDigests?
  ) -> Outcome {
    var structure = structure
    let known = Set(structure.diagnostics)
    structure.diagnostics += rows.diagnostics.filter { !known.contains($0) }
    return Outcome(
      tree: reader.tree, engine: engine.finish(), structure: structure, inputs: rows.inputs,
      isComplete: structure.isComplete && rows.isComplete, digests: digests?.hexadecimal ?? [])
  }

  private func makeEngine(_ reader: InventoryReader, linker: Linker?) -> Engine {
    Engine(
      rules: rules.set.rules, library: rules.set.library, profile: rules.profile,
      tree: reader.tree, options: rules.options, linker: linker)
  }

  private var readerOptions: ReaderOptions {
    var options = ReaderOptions()
    options.isStrict = request.isStrict
    options.codes = rules.set.codeBook
    return options
  }
}

extension RuleSet {
  /// The codes that inventories may use.
  var codeBook: CodeBook {
    var lists = library.codeLists.mapValues { $0.codes.map(\.code) }
    lists["category"] = library.schedule.codes
    return CodeBook(lists: lists)
  }
}
