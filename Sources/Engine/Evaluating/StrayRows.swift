public import Inventory
public import Rules

extension RuleLibrary {
  /// The rows of organisations' schedule files whose class no code list, no published schedule and no
  /// dataset of an inventory has, and of which the file does not say that the class is its own.
  ///
  /// Such a row may be meant for another class, which then would be measured against a row that is not
  /// the organisation's.
  public func strayRows(in tree: InventoryTree) -> [Schedule.Row] {
    guard schedule.hasOwnRows else { return [] }
    let classes = Set(
      tree.systems.flatMap(\.datasets).compactMap { $0.object.statedText("category") })
    return schedule.codes.filter { !classes.contains($0) && !isPublished($0) }
      .flatMap { schedule.candidates($0) }.filter { !$0.isOwnClass }
  }

  private func isPublished(_ code: String) -> Bool {
    codeLists["category"]?.codes.contains { $0.code == code } ?? false
      || schedule.candidates(code).contains { $0.maker == .national }
  }
}
