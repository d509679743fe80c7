import CEL
import Inventory

extension MappingRun {
  /// Says which facts of records a mapping takes from the file: of those, a record that lacks one has
  /// none, even if no other has one either.
  func giveColumns(_ block: CompiledBlock, _ frame: RowFrame, _ sink: inout ForeignSink) {
    guard let slot = Self.columnsSlot, block.definition.name == Vocabulary.dataset.name,
      !sink.isGiven(slot),
      let records = block.blocks.first(where: { $0.definition.name == Vocabulary.record.name })
    else { return }
    let names = Self.columns(of: records)
    guard !names.isEmpty else { return }
    sink.setCodes(slot, names.map { fileArena.string(copying: $0).asBytes }, frame.mark)
  }

  private static let columnsSlot = Vocabulary.dataset.fields.firstIndex {
    $0.name == "recordFields"
  }

  /// The facts that a block gives, in the order of the vocabulary.
  private static func columns(of block: CompiledBlock) -> [String] {
    let known = Set(block.definition.columnFields)
    return block.fields.flatMap { field -> [String] in
      switch field.content {
      case .expression: known.contains(field.field.name) ? [field.field.name] : []
      case .object(let inner): columns(of: inner)
      }
    }
  }
}
