public import CivilTime
public import Diagnostics
import Inventory

/// Checks inputs against the vocabulary alone.
public struct Validation: Sendable {
  /// How many inputs were read.
  public var inputs: Int
  /// What is wrong or odd, sorted by place.
  public var diagnostics: [Diagnostic]
  /// Whether every input could be read whole and has no error.
  public var isValid: Bool

  /// Reads inputs, with all their rows.
  ///
  /// - Parameters:
  ///   - mappings: Mappings of inputs in other forms; see ``CheckRequest/mappings``.
  ///   - expectedPath: A file that names the systems which there should be.
  ///   - today: The last day on which a question can have been answered; `nil` for any.
  ///   - jobs: How many threads read at the same time at most; it makes no difference to
  ///   what is found.
  public static func run(
    inputs names: [String], mappings: [String] = [], expectedPath: String? = nil,
    today: CivilDate? = nil, isStrict: Bool, jobs: Int = 1
  ) throws(ConfigurationFailure) -> Validation {
    let (found, problems) = InventoryInput.expand(names, withTables: true)
    let plan = try InputPlan.make(found, mappings: mappings, today: today)
    let expectation = try expectedPath.map { path throws(ConfigurationFailure) in
      try Expectation(path, at: path)
    }
    let inputs = plan.inputs
    var options = ReaderOptions()
    options.isStrict = isStrict
    options.codes = RuleSet.load([], uses: { _, _ in false }).codeBook
    let reader = InventoryReader(inputs, options: options)
    let outcome = read(reader, jobs: jobs)
    let diagnostics =
      (problems + plan.notices + outcome.diagnostics + MappingNotices.summaries(outcome)
      + JoinNotices.all(reader.tree) + reader.tree.doubledEntries()
      + nothingFound(outcome, reader.tree) + (expectation?.differences(reader.tree) ?? [])).sorted()
    let hasErrors = diagnostics.contains { $0.severity == .error }
    return Validation(
      inputs: inputs.count, diagnostics: diagnostics,
      isValid: !hasErrors && outcome.isComplete && !inputs.isEmpty)
  }

  /// Says so where inputs are whole and tell of nobody: what they hold was not understood, or is not there.
  private static func nothingFound(
    _ outcome: ReadOutcome, _ tree: InventoryTree
  ) -> [Diagnostic] {
    guard !outcome.inputs.isEmpty, outcome.isComplete, outcome.inputs.allSatisfy(\.isInventory),
      !outcome.diagnostics.contains(where: { $0.severity == .error }), tree.organisations.isEmpty,
      tree.systems.isEmpty
    else { return [] }
    return [
      Diagnostic(
        .error, "input.nothing-found", at: nil,
        "no organisation and no system was found, so there would be nothing to check")
    ]
  }

  private static func read(_ reader: InventoryReader, jobs: Int) -> ReadOutcome {
    let pieces = jobs > 1 ? PieceReading(jobs: jobs) { nil } : nil
    let outcome = reader.read(.everything, pieces: pieces)
    if outcome.hasUnprovenPieces { return read(reader, jobs: 1) }
    guard outcome.hasLateFacts else { return outcome }
    var structure = reader.read(.structure)
    let rows = reader.read(.rows, pieces: pieces)
    if rows.hasUnprovenPieces { return read(reader, jobs: 1) }
    let known = Set(structure.diagnostics)
    structure.diagnostics += rows.diagnostics.filter { !known.contains($0) }
    for (index, input) in rows.inputs.enumerated() {
      if !input.isComplete { structure.inputs[index].isComplete = false }
      structure.inputs[index].summary = input.summary
    }
    return structure
  }
}
