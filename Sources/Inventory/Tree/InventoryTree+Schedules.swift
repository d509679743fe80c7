import CEL
import Diagnostics

extension InventoryTree {
  /// Tells of schedules of organisations that have two rows of one class: where they differ, nothing says
  /// which of them holds.
  ///
  /// - Returns: Errors with the code `inventory.doubled-class`, sorted by place; warnings where the rows
  ///   say the same.
  func doubledScheduleRows() -> [Diagnostic] {
    organisations.flatMap { organisation -> [Diagnostic] in
      let schedule = organisation.object[Self.scheduleSlot]
      guard schedule.tag == .object else { return [] }
      let rows = FactObject(schedule)[Self.rowsSlot]
      guard rows.tag == .list else { return [] }
      var seen: [String: FactObject] = [:]
      return rows.asList.compactMap { row in
        let row = FactObject(row)
        let category = row[Self.categorySlot]
        guard category.tag == .string else { return nil }
        let code = category.asString
        guard let first = seen[code] else {
          seen[code] = row
          return nil
        }
        let isSame = Self.isSame(first.value, row.value)
        return Diagnostic(
          isSame ? .warning : .error, "inventory.doubled-class", at: position(of: row.mark),
          "the schedule of \"\(organisation.id)\" has two rows of the class \"\(code)\""
            + (isSame ? ", which say the same" : ", and nothing says which of them holds"),
          related: position(of: first.mark).map { [.init(at: $0, "the first row")] } ?? [])
      }
    }.sorted()
  }

  private static let scheduleSlot = slot("schedule", of: Vocabulary.organisation)
  private static let rowsSlot = slot("rows", of: Vocabulary.schedule)
  private static let categorySlot = slot("category", of: Vocabulary.scheduleRow)
}
