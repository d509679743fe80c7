import CEL
import Inventory
import Rules

/// Where the object that a rule is about stands among the variables.
struct SubjectPlace {
  /// An item of a list that a rule runs over.
  struct Item {
    /// Its variable.
    var variable: Int
    /// The slots that lead to its list from the level's object.
    var slots: [Int]
    /// Its place in the list.
    var index: Int
  }

  /// The variable of the level's object.
  let root: Int
  let item: Item?
  /// The name that conditions have for it.
  let name: String
  let definition: ObjectDefinition

  /// The place of a rule's subject; `nil` where the evaluator has none.
  init?(_ rule: CompiledRule, _ evaluator: Evaluator) {
    let level = rule.rule.level
    let variables = RuleTypes.variables(of: level)
    guard let root = variables.firstIndex(where: { $0.name == level.rawValue }),
      evaluator.variables[root].tag == .object
    else { return nil }
    self.root = root
    if let items = rule.items {
      guard let current = evaluator.scope.item else { return nil }
      item = Item(variable: variables.count, slots: items.slots, index: current.ordinal)
      name = items.name
      definition = current.object.definition
    } else {
      item = nil
      name = level.rawValue
      definition = FactObject(evaluator.variables[root]).definition
    }
  }

  /// Whether a path names a field of the subject that the organisation records or decides.
  func canChange(_ path: String) -> Bool {
    let steps = path.split(separator: ".")
    guard steps.count == 2, steps[0] == name else { return false }
    return definition.fields.first { $0.name == steps[1] }?.canChange ?? false
  }

  /// The object as it is.
  func value(_ evaluator: Evaluator) -> Value { evaluator.variables[item?.variable ?? root] }
}
