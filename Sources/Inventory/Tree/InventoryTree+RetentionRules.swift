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
    systems.flatMap(\.datasets).flatMap { dataset -> [Diagnostic] in
      let rules = dataset.object[Self.rulesSlot]
      guard rules.tag == .list else { return [] }
      var seen: [[String]: FactObject] = [:]
      return rules.asList.filter { $0.tag == .object }.compactMap { item in
        let rule = FactObject(item)
        guard let scope = rule.knownTexts("appliesTo"), !scope.isEmpty else { return nil }
        let key = [rule.text("trigger") ?? ""] + Set(scope).sorted()
        guard let first = seen[key] else {
          seen[key] = rule
          return nil
        }
        guard !Self.isSame(first.value, item) else { return nil }
        return Diagnostic(
          .error, "inventory.doubled-retention", at: position(of: rule.mark),
          "the dataset \"\(dataset.id)\" has two retention rules for "
            + "\(Set(scope).sorted().joined(separator: ", ")) from the same event, and nothing says which "
            + "of them holds",
          related: position(of: first.mark).map { [.init(at: $0, "the first rule")] } ?? [])
      }
    }
  }

  private static let rulesSlot = slot("retentions", of: Vocabulary.dataset)
}
