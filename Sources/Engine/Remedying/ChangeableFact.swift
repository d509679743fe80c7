import CEL
import Inventory
import Rules

/// A fact of a rule's subject that the organisation can do something about.
///
/// A class, for searches copy changes of it by the hundred.
final class ChangeableFact {
  /// The way to it as conditions write it, such as `dataset.retention.period`.
  let path: String
  /// The slots that lead to it from the subject.
  let slots: [Int]
  /// What the vocabulary says of it.
  let field: FieldDefinition
  /// Whether what must hold reads it, and not only the choice of subjects.
  let isRequired: Bool

  private init(path: String, slots: [Int], field: FieldDefinition, isRequired: Bool) {
    self.path = path
    self.slots = slots
    self.field = field
    self.isRequired = isRequired
  }

  /// The facts of a rule's own subject that can be changed, those that must hold first.
  ///
  /// What the rule reads of ancestors is left alone: to lengthen a dataset's period is no cure for
  /// a record that is past it. Facts within lists are left alone too, and so is what disposes of the
  /// subject, unless the rule says that a disposal may clear it.
  static func all(
    of rule: CompiledRule, named name: String, _ definition: ObjectDefinition
  ) -> [ChangeableFact] {
    let mayDispose = !rule.rule.level.isRow || rule.rule.disposal == .afterChecks
    let required = facts(rule.require.fieldPathsRead, name, definition, isRequired: true)
      .filter { mayDispose || !$0.field.endsRecords }
    let others = facts(rule.when?.fieldPathsRead ?? [], name, definition, isRequired: false)
      .filter { mayDispose || !$0.field.endsRecords }
    return required
      + others.filter { other in
        guard case .deed = other.field.change else { return false }
        return !required.contains { $0.path == other.path }
      }
  }

  private static func facts(
    _ paths: [String], _ name: String, _ definition: ObjectDefinition, isRequired: Bool
  ) -> [ChangeableFact] {
    paths.compactMap { fact($0, name, definition, isRequired: isRequired) }
      .sorted { $0.slots.lexicographicallyPrecedes($1.slots) }
  }

  private static func fact(
    _ path: String, _ name: String, _ definition: ObjectDefinition, isRequired: Bool
  ) -> ChangeableFact? {
    let steps = path.split(separator: ".")
    guard steps.count > 1, steps[0] == name else { return nil }
    var definition = definition
    var slots: [Int] = []
    for step in steps.dropFirst() {
      guard let slot = definition.fields.firstIndex(where: { $0.name == step }) else { return nil }
      slots.append(slot)
      let field = definition.fields[slot]
      if slots.count == steps.count - 1 {
        guard field.canChange else { return nil }
        return ChangeableFact(path: path, slots: slots, field: field, isRequired: isRequired)
      }
      guard case .object(let child) = field.kind else { return nil }
      definition = child
    }
    return nil
  }

  /// Its value in a subject; absent where an object on the way is.
  func value(in subject: Value) -> Value {
    var value = subject
    for slot in slots {
      guard value.tag == .object else { return .absent }
      value = value.asFields[slot]
    }
    return value
  }
}

extension FieldDefinition {
  /// Whether a fix may change it: by what the vocabulary says, or because it is a text that can be
  /// stated where it is empty.
  var canChange: Bool {
    switch kind {
    case .text, .prose: true
    default: change != .none
    }
  }
}
