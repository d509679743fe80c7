import CEL
public import Diagnostics

extension InventoryTree {
  /// Tells of files that say the day of their facts, and have facts of a later day: either the day or
  /// the facts are wrong. Rows are not looked at.
  ///
  /// - Returns: Warnings with the code `input.later-facts`, one for each file at most.
  public func factsAfterExtraction() -> [Diagnostic] {
    guard files.contains(where: { $0.extracted.tag == .date }) else { return [] }
    var first: [Int: SourceMark] = [:]
    for node in organisations + systems + systems.flatMap(\.datasets) {
      collectLaterFacts(of: node.object, into: &first)
    }
    return first.sorted { $0.key < $1.key }.map { file, mark in
      Diagnostic(
        .warning, "input.later-facts", at: position(of: mark),
        "this happened after \(files[file].extracted.asDays), the day of the facts of the file",
        hint: "correct \"extracted\" or the date",
        related: position(of: files[file].extractedMark).map { [.init(at: $0, "\"extracted\"")] }
          ?? [])
    }
  }

  /// Remembers the first place in each file of what happened after the day of its facts.
  private func collectLaterFacts(of object: FactObject, into first: inout [Int: SourceMark]) {
    for (slot, field) in object.definition.fields.enumerated() {
      let value = object[slot]
      switch value.tag {
      case .object: collectLaterFacts(of: FactObject(value), into: &first)
      case .list:
        guard case .objects(let child, _) = field.kind,
          ![Vocabulary.system.name, Vocabulary.dataset.name].contains(child.name)
        else { continue }
        for item in value.asList where item.tag == .object {
          collectLaterFacts(of: FactObject(item), into: &first)
        }
      case .date where field.isPast:
        let mark = object.mark(of: slot)
        guard !mark.isNone, files[mark.file].extracted.tag == .date,
          value.firstDay > files[mark.file].extracted.lastDay
        else { continue }
        if first[mark.file].map({ mark.bits < $0.bits }) ?? true { first[mark.file] = mark }
      default: continue
      }
    }
  }
}
