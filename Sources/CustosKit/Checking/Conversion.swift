public import Diagnostics
import Inventory

/// Writes an inventory in the other spelling.
public enum Conversion {
  /// The spellings.
  public enum Spelling: String, CaseIterable, Sendable {
    case xml, json
  }

  /// Converts one inventory, which several inputs may give together.
  ///
  /// - Parameters:
  ///   - names: Files, or `-` for standard input.
  ///   - mappings: Mappings of inputs in other forms; see ``CheckRequest/mappings``.
  ///   - output: Takes the bytes, some at a time; only if the input is whole is all of it written.
  /// - Returns: What is wrong or odd in the input, and whether all of it was written.
  public static func run(
    _ names: [String], to spelling: Spelling, mappings: [String] = [],
    output: @escaping ([UInt8]) -> Void
  ) throws(ConfigurationFailure) -> (diagnostics: [Diagnostic], isWhole: Bool) {
    let given: [InventoryInput] = names.map { $0 == "-" ? .standardInput : .file($0) }
    let plan = try InputPlan.make(given, mappings: mappings)
    let reader = InventoryReader(plan.inputs)
    let structure = reader.read(.structure)
    guard structure.isComplete, structure.inputs.allSatisfy(\.isInventory) else {
      return (structure.diagnostics, false)
    }
    let writer = InventoryWriter(
      reader.tree, format: spelling == .xml ? .xml : .json, output: output)
    let rows = reader.read(.rows, rows: writer)
    writer.finish()
    let known = Set(structure.diagnostics)
    let diagnostics =
      (structure.diagnostics + rows.diagnostics.filter { !known.contains($0) }
      + MappingNotices.summaries(rows) + JoinNotices.all(reader.tree) + writer.lost).sorted()
    return (diagnostics, rows.isComplete && !writer.hasFailed)
  }
}
