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

  /// Reads inputs.
  public static func run(inputs names: [String], isStrict: Bool) -> Validation {
    let (inputs, problems) = InventoryInput.expand(names)
    var options = ReaderOptions()
    options.isStrict = isStrict
    options.codes = RuleSet.load([], uses: { _, _ in false }).codeBook
    let reader = InventoryReader(inputs, options: options)
    let outcome = reader.read(.structure)
    let diagnostics = (problems + outcome.diagnostics).sorted()
    let hasErrors = diagnostics.contains { $0.severity == .error }
    return Validation(
      inputs: inputs.count, diagnostics: diagnostics,
      isValid: !hasErrors && outcome.isComplete && !inputs.isEmpty)
  }
}
