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

  /// Whether a field holds words that are not recognised, or that name nothing.
  func isUnrecognised(_ field: FieldNotes) -> Bool {
    guard let (object, slot) = resolve(field.steps), let slot else { return false }
    return object[slot].tag == .unknown && object.stated(slot).tag != .unknown
  }

  /// The words of the file that a mapping read a field from; `nil` where they are not known.
  func original(of field: FieldNotes) -> String? {
    guard let (object, slot) = resolve(field.steps), let slot else { return nil }
    let mark = object.mark(of: slot)
    return mark.isNone ? nil : context.tree.original(of: mark)
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

// MARK: Objects that conditions name otherwise

extension FactLocator {
  /// Where a field stands in the data that a condition reads of a variable of its own, such as `p` in
  /// `periods.all(p, p.category != '')`; `nil` where the condition's own path says it.
  func path(of field: FieldReference) -> String? {
    let name = field.path.split { $0 == "." || $0 == "[" }.first.map(String.init) ?? ""
    guard field.objectAddress != 0, root(name) == nil, name != "systems" else { return nil }
    guard let object = path(ofObjectAt: field.objectAddress),
      let last = field.path.split(separator: ".").last
    else { return nil }
    return "\(object).\(last.drop { $0 == "?" })"
  }

  /// Where an object stands among what the subject has and what is above it.
  private func path(ofObjectAt address: UInt) -> String? {
    var roots: [(String, FactObject?)] = [
      ("record", scope.level == .record ? scope.row : nil),
      ("holding", scope.level == .holding ? scope.row : nil),
      ("dataset", scope.dataset?.object), ("system", scope.system?.object),
    ]
    if organisation.tag == .object { roots.append(("organisation", FactObject(organisation))) }
    for system in context.tree.systems {
      roots.append(("systems[\(system.id)]", system.object))
      for dataset in system.datasets {
        roots.append(("systems[\(system.id)].datasets[\(dataset.id)]", dataset.object))
      }
    }
    for (path, object) in roots {
      if let object, let found = Self.path(to: address, in: object, at: path) { return found }
    }
    return context.schedule.code(ofRowAt: address).map { "schedule[\($0)]" }
  }

  private static func path(to address: UInt, in object: FactObject, at path: String) -> String? {
    if UInt(bitPattern: object.fields) == address { return path }
    for (slot, field) in object.definition.fields.enumerated() {
      let value = object[slot]
      switch value.tag {
      case .object:
        let inner = FactObject(value)
        if let found = Self.path(to: address, in: inner, at: "\(path).\(field.name)") {
          return found
        }
      case .list:
        for (index, item) in value.asList.enumerated() where item.tag == .object {
          let place = "\(path).\(field.name)[\(index)]"
          if let found = Self.path(to: address, in: FactObject(item), at: place) { return found }
        }
      default: continue
      }
    }
    return nil
  }
}
