import Inventory

/// The fields whose texts no message shows, because they may be personal data: those of rows, and those of
/// levels that take something from where a personal field takes anything from, or from a column whose
/// head says that it has personal data.
struct HiddenFields {
  private struct Field: Hashable {
    var block: Int
    var slot: Int
  }

  private var fields: Set<Field> = []

  init(_ mapping: CompiledMapping) {
    collect(mapping.root, Self.privateNames(of: mapping.root), isInRow: false)
  }

  /// Whether the texts of a field are not shown.
  func contains(_ field: CompiledField, of block: CompiledBlock) -> Bool {
    fields.contains(Field(block: block.number, slot: field.slot))
  }

  private mutating func collect(
    _ block: CompiledBlock, _ names: Set<String>, isInRow: Bool
  ) {
    let isInRow = isInRow || block.role == .row
    for field in block.fields {
      switch field.content {
      case .expression(let expression):
        let taken = expression.scan.names
        if isInRow || !names.isDisjoint(with: taken) || taken.contains(where: PersonalHead.isOne) {
          fields.insert(Field(block: block.number, slot: field.slot))
        }
      case .object(let inner): collect(inner, names, isInRow: isInRow)
      }
    }
    for inner in block.blocks { collect(inner, names, isInRow: isInRow) }
  }

  /// The columns and members that a personal field takes anything from, by the names in expressions.
  private static func privateNames(of block: CompiledBlock) -> Set<String> {
    var names: Set<String> = []
    for field in block.fields {
      switch field.content {
      case .expression(let expression) where field.field.privacy != .open:
        names.formUnion(expression.scan.names)
      case .expression: break
      case .object(let inner): names.formUnion(privateNames(of: inner))
      }
    }
    for inner in block.blocks { names.formUnion(privateNames(of: inner)) }
    return names
  }
}
