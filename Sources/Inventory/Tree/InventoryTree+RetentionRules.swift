import CEL
public import Diagnostics

extension InventoryTree {
  /// Tells of what is set twice and differs: rows of a schedule, figures of requests, retention rules.
  ///
  /// - Returns: Diagnostics with the codes `inventory.doubled-class`, `inventory.doubled-figures` and
  ///   `inventory.doubled-retention`, sorted by place.
  public func doubledEntries() -> [Diagnostic] {
    (doubledScheduleRows() + doubledFigures() + doubledRetentionRules()).sorted()
  }

  /// Tells of retention rules of a dataset that apply to the same, from the same event, and differ:
  /// nothing says which of them holds.
  func doubledRetentionRules() -> [Diagnostic] {
    systems.flatMap(\.datasets).flatMap { dataset in
      Self.repeated(in: dataset.object[Self.rulesSlot], by: Self.reach)
        .filter { !$0.isSame }.map { rules in
          Diagnostic(
            .error, "inventory.doubled-retention", at: position(of: rules.second.mark),
            "the dataset \"\(dataset.id)\" has two retention rules for "
              + "\(rules.key.scope.joined(separator: ", ")) from the same event, and nothing says which "
              + "of them holds",
            related: position(of: rules.first.mark).map { [.init(at: $0, "the first rule")] } ?? [])
        }
    }
  }

  /// Whom a retention rule applies to, and from which event.
  private struct Reach: Hashable {
    let scope: [String]
    let trigger: String
  }

  /// What a rule reaches; `nil` where it does not say whom.
  private static func reach(of rule: FactObject) -> Reach? {
    guard let scope = rule.knownTexts("appliesTo"), !scope.isEmpty else { return nil }
    return Reach(scope: Set(scope).sorted(), trigger: rule.text("trigger") ?? "")
  }

  private static let rulesSlot = slot("retentions", of: Vocabulary.dataset)
}
