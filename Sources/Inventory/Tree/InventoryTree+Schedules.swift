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
      return Self.repeated(in: FactObject(schedule)[Self.rowsSlot], by: Self.category).map { rows in
        Diagnostic(
          rows.isSame ? .warning : .error, "inventory.doubled-class",
          at: position(of: rows.second.mark),
          "the schedule of \"\(organisation.id)\" has two rows of the class \"\(rows.key)\""
            + (rows.isSame ? ", which say the same" : ", and nothing says which of them holds"),
          related: position(of: rows.first.mark).map { [.init(at: $0, "the first row")] } ?? [])
      }
    }.sorted()
  }

  private static func category(of row: FactObject) -> String? {
    let category = row[categorySlot]
    return category.tag == .string ? category.asString : nil
  }

  private static let scheduleSlot = slot("schedule", of: Vocabulary.organisation)
  private static let rowsSlot = slot("rows", of: Vocabulary.schedule)
  private static let categorySlot = slot("category", of: Vocabulary.scheduleRow)
}
