import CEL
import Diagnostics

extension InventoryTree {
  /// Makes facts unknown that are later than the day of the facts of their file, since they cannot have
  /// happened by then; the days of rows are looked at as they are read.
  ///
  /// - Returns: What is said of it, of the first such fact of each file.
  func limitFacts(isStrict: Bool) -> [Diagnostic] {
    guard files.contains(where: { $0.extracted.tag == .date }) else { return [] }
    var first: [Int: SourceMark] = [:]
    for node in organisations + systems + systems.flatMap(\.datasets) {
      withholdLaterFacts(of: node.object, in: node, &first)
    }
    return first.sorted { $0.key < $1.key }.map { file, mark in
      Diagnostic(
        isStrict ? .error : .warning, "input.later-facts", at: position(of: mark),
        "this happened after \(files[file].extracted.asDays), the day of the facts of the file, and "
          + "decides nothing",
        hint: "correct \"extracted\" or the date; until then the date counts as unknown",
        related: position(of: files[file].extractedMark).map { [.init(at: $0, "\"extracted\"")] }
          ?? [])
    }
  }

  /// Makes what happened after the day of the facts of its file unknown, and remembers the first place of
  /// it in each file.
  private func withholdLaterFacts(
    of object: FactObject, in node: InventoryNode, _ first: inout [Int: SourceMark]
  ) {
    for (slot, field) in object.definition.fields.enumerated() {
      let value = object[slot]
      switch value.tag {
      case .object: withholdLaterFacts(of: FactObject(value), in: node, &first)
      case .list:
        guard case .objects(let child, _) = field.kind,
          ![Vocabulary.system.name, Vocabulary.dataset.name].contains(child.name)
        else { continue }
        for item in value.asList where item.tag == .object {
          withholdLaterFacts(of: FactObject(item), in: node, &first)
        }
      case .date where field.isPast:
        let mark = object.mark(of: slot)
        guard !mark.isNone, files[mark.file].extracted.tag == .date,
          value.firstDay > files[mark.file].extracted.lastDay
        else { continue }
        UnsafeMutablePointer(mutating: object.fields)[slot] = .unknown
        node.note(impossible: field, of: object.definition)
        if first[mark.file].map({ mark.bits < $0.bits }) ?? true { first[mark.file] = mark }
      default: continue
      }
    }
  }
}
