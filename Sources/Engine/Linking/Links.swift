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
      Self.notice(
        births, "link.different-births", "for records with different dates of birth",
        hint: "correct the births, or give each person a key of their own"),
      Self.notice(
        spellings, "link.spelling", "in spellings that differ by blanks, case or accents only",
        hint: "spell each key in one way, or keep different people apart by more than that"),
    ].compactMap(\.self)
  }

  private static func notice(
    _ count: Int, _ code: String, _ what: String, hint: String
  ) -> Diagnostic? {
    guard count > 0 else { return nil }
    let keys = count == 1 ? "1 key of a person is used" : "\(count) keys of people are used"
    return Diagnostic(
      .notice, code, at: nil,
      "\(keys) \(what); what other records of \(count == 1 ? "it" : "them") say decides nothing",
      hint: hint)
  }
}
