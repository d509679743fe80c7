public import Diagnostics
import Inventory

/// Writes an inventory in the other spelling.
public enum Conversion {
  /// The spellings.
  public enum Spelling: String, CaseIterable, Sendable {
    case xml, json
  }

  /// Converts one inventory.
  ///
  /// - Parameters:
  ///   - name: A file, or `-` for standard input.
  ///   - output: Takes the bytes, some at a time; only if the input is whole is all of it written.
  /// - Returns: What is wrong or odd in the input, and whether all of it was written.
  public static func run(
    _ name: String, to spelling: Spelling, output: @escaping ([UInt8]) -> Void
  ) -> (diagnostics: [Diagnostic], isWhole: Bool) {
    let input: InventoryInput = name == "-" ? .standardInput : .file(name)
    let reader = InventoryReader([input])
    let structure = reader.read(.structure)
    guard structure.isComplete, structure.inputs.allSatisfy(\.isInventory) else {
      return (structure.diagnostics, false)
    }
    let writer = InventoryWriter(
      reader.tree, format: spelling == .xml ? .xml : .json, output: output)
    let rows = reader.read(.rows, rows: writer)
    writer.finish()
    let diagnostics = (structure.diagnostics + rows.diagnostics).sorted()
    return (diagnostics, rows.isComplete && !writer.hasFailed)
  }
}
