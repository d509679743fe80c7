import CEL
import Diagnostics

extension InventoryTree {
  /// Looks up what organisations, systems and datasets name, and makes unknown what names nothing.
  ///
  /// - Parameter classes: The classes of records of the schedule in use.
  /// - Returns: What is said of it, in the order of the inventory.
  func resolveReferences(classes: Set<String>?, isStrict: Bool) -> [Diagnostic] {
    var resolution = Resolution(
      references: References(tree: self, classes: classes), isStrict: isStrict)
    for node in organisations { resolution.resolve(node.object, References.naming(by: node)) }
    for system in systems {
      resolution.resolve(system.object, References.naming(system))
      for dataset in system.datasets {
        resolution.resolve(dataset.object, References.naming(system, dataset))
      }
    }
    return resolution.problems
  }

  /// The references of a tree while they are looked up.
  private struct Resolution {
    let references: References
    let isStrict: Bool
    var problems: [Diagnostic] = []

    mutating func resolve(_ object: FactObject, _ naming: References.Naming) {
      var naming = naming
      naming.isOwnClass = object.isTrue(at: "ownClass")
      naming.isOfOtherForm = references.isOfOtherForm(object)
      for (slot, field) in object.definition.fields.enumerated() {
        let value = object[slot]
        if let reference = field.refersTo {
          resolve(value, slot, field, reference, object, naming)
        } else if value.tag == .object {
          resolve(FactObject(value), naming)
        } else if value.tag == .list, case .objects(let child, _) = field.kind, !child.isLevel {
          for item in value.asList where item.tag == .object {
            resolve(FactObject(item), naming)
          }
        }
      }
    }

    private mutating func resolve(
      _ value: Value, _ slot: Int, _ field: FieldDefinition,
      _ reference: FieldDefinition.Reference, _ object: FactObject, _ naming: References.Naming
    ) {
      let texts: [Value]
      switch value.tag {
      case .string where !value.asBytes.isEmpty || reference.isNeverBlank: texts = [value]
      case .list: texts = Array(value.asList)
      default: return
      }
      let lost = texts.map(\.asString).filter {
        !references.names($0, reference, naming)
      }
      for text in lost {
        problems.append(
          references.note(
            field, text, reference, naming, at: object.mark(of: slot), isStrict: isStrict))
      }
      guard !lost.isEmpty else { return }
      UnsafeMutablePointer(mutating: object.fields)[slot] = Value(
        tag: .unknown, aux: value.aux, bits: value.bits)
    }
  }
}

extension FactObject {
  /// Whether a field says that something is so.
  fileprivate func isTrue(at name: String) -> Bool {
    let value = value(name)
    return value.tag == .bool && value.asBool
  }
}

extension ObjectDefinition {
  /// Whether objects of the kind are nodes of the tree.
  fileprivate var isLevel: Bool {
    [Vocabulary.organisation, .system, .dataset].contains { $0.name == name }
  }
}

extension ObjectDefinition {
  fileprivate static var system: ObjectDefinition { Vocabulary.system }
  fileprivate static var dataset: ObjectDefinition { Vocabulary.dataset }
}
