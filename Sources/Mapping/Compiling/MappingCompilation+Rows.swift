import Inventory
import YAMLTree

/// Checks which rows blocks stand in, and what they may take from them.
extension MappingCompilation {
  /// The selector of the rows in which others stand: `once` is the row around, and of a table or lines
  /// none where there is no row around.
  func around(_ selector: RowSelector?, _ parent: RowSelector?) -> RowSelector? {
    let hasDocument = form.format == .json || form.format == .xml
    return selector == .once && !hasDocument ? parent : selector ?? parent
  }

  /// Refuses columns where there is no row: they would be left out of every inventory, without a word.
  mutating func checkRow(
    _ expression: CompiledExpression, _ around: RowSelector?, _ node: Node
  ) {
    guard around == nil, expression.usesRow, form.format == .table || form.format == .ndjson
    else { return }
    fail(
      "mapping.no-row", node,
      "rows: once stands for the whole file here, which has no row to take this from",
      hint: "distinct(Column) has a row for each different value; a text in quotation marks inside "
        + "the expression, such as \"'Custody'\", is the same for all")
  }

  mutating func checkNesting(
    _ selector: RowSelector, _ parent: RowSelector?, _ node: Node
  ) {
    if case .same(let heads) = selector {
      if case .distinct(let parentHeads)? = parent, parentHeads == heads { return }
      fail(
        "mapping.selector", node,
        "same(\(heads.joined(separator: ", "))) stands outside of rows "
          + "that are distinct(\(heads.joined(separator: ", ")))")
    }
    if case .json(let paths) = selector, parent == nil, paths.first?.isRelative == true {
      fail("mapping.selector", node, "a query of the whole file begins with $")
    }
  }
}
