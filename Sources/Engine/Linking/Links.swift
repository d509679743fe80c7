import Diagnostics

/// What all records say of people, once it was collected.
final class Links {
  let table: LinkTable
  private let systems: Set<SubjectKey>

  init(table: consuming LinkTable, systems: Set<SubjectKey>) {
    self.table = table
    self.systems = systems
  }

  /// Whether a record of a system carries a person's key.
  func hasPeople(inSystem path: String) -> Bool { systems.contains(SubjectKey(system: path)) }

  /// Keys that cannot be relied on.
  var notices: [Diagnostic] {
    let (births, spellings) = table.doubts()
    return [
      Self.notice(births, "link.different-births", .differentBirths, hint: .differentBirthsHint),
      Self.notice(spellings, "link.spelling", .spellings, hint: .spellingsHint),
    ].compactMap(\.self)
  }

  private static func notice(
    _ count: Int, _ code: String, _ what: EngineMessage, hint: EngineMessage
  ) -> Diagnostic? {
    guard count > 0 else { return nil }
    let text =
      count == 1
      ? EngineMessage.keyUsed.text(what.text())
      : EngineMessage.keysUsed.text(String(count), what.text())
    return Diagnostic(.notice, code, at: nil, text, hint: hint.text())
  }
}
