import Diagnostics
import Findings
import Inventory

extension EngineContext {
  /// The place of a mark; `nil` where none is known.
  func location(of mark: SourceMark, pointer: String? = nil) -> Location? {
    guard !mark.isNone, let position = tree.position(of: mark) else { return nil }
    return Location(
      path: position.path, line: position.line, column: position.column,
      pointer: pointer ?? tree.remark(of: mark) ?? position.cellReference)
  }
}
