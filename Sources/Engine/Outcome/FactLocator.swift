import CEL
import Findings
import Inventory
import Rules

/// Finds where the facts of a subject stand, by the paths that conditions write.
struct FactLocator {
  private let context: EngineContext
  /// The subject that the evaluator has now.
  let scope: SubjectScope
  private let organisation: Value

  init(context: EngineContext, evaluator: Evaluator) {
    self.context = context
    scope = evaluator.scope
    organisation = evaluator.variables[0]
  }

  /// Where a field stands, or where the object is that should have it.
  func location(of field: FieldNotes) -> Location? {
    guard let (object, slot) = resolve(field.steps) else { return nil }
    if let slot {
      let own = object.mark(of: slot)
      if !own.isNone { return context.location(of: own) }
    }
    return context.location(of: object.mark)
  }

  /// Whether nothing is said of a field, not even that it is not known.
  func isLeftOut(_ field: FieldNotes) -> Bool {
    guard let (object, slot) = resolve(field.steps), let slot else { return false }
    return object.mark(of: slot).isNone
  }

  /// The object and slot of a path; as far as the path leads.
  private func resolve(_ steps: [FieldNotes.Step]) -> (object: FactObject, slot: Int?)? {
    guard let root = steps.first, root.index == nil, var object = self.root(root.text) else {
      return nil
    }
    var slot: Int?
    var list: Value?
    for step in steps.dropFirst() {
      if let index = step.index {
        guard let elements = list?.asList, index < elements.count, elements[index].tag == .object
        else { break }
        object = FactObject(elements[index])
        slot = nil
        list = nil
        continue
      }
      if let slot, object[slot].tag == .object { object = FactObject(object[slot]) }
      guard let next = step.slot(in: object) else { break }
      slot = next
      let value = object[next]
      list = value.tag == .list ? value : nil
      if value.tag != .object, value.tag != .list { break }
    }
    return (object, slot)
  }

  private func root(_ name: String) -> FactObject? {
    switch name {
    case "record", "holding": return scope.row
    case "dataset": return scope.dataset?.object
    case "system": return scope.system?.object
    case "organisation": return FactObject(organisation)
    default: return scope.item?.name == name ? scope.item?.object : nil
    }
  }
}
