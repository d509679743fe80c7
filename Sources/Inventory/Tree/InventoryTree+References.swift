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
      system.slips = resolution.takeSlips()
      for dataset in system.datasets {
        resolution.resolve(dataset.object, References.naming(system, dataset))
        dataset.slips = resolution.takeSlips()
      }
    }
    return resolution.problems
  }

  /// Looks whether datasets have records from before the first day that their system can have one of, and
  /// makes these days of theirs unknown; age bands are held against the system's day by a rule.
  ///
  /// - Returns: What is said of it, in the order of the inventory.
  func limitDays(isStrict: Bool) -> [Diagnostic] {
    let (system, dataset) = (Vocabulary.system, Vocabulary.dataset)
    let earliestSlot = Self.slot("earliestRecord", of: system)
    var problems: [Diagnostic] = []
    for node in systems where node.object[earliestSlot].tag == .date {
      let earliest = node.object[earliestSlot]
      for name in ["oldest", "newest"] {
        let slot = Self.slot(name, of: dataset)
        for part in node.datasets
        where part.object[slot].tag == .date && part.object[slot].lastDay < earliest.firstDay {
          problems.append(
            tooEarly(name, part.object.mark(of: slot), node.object.mark(of: earliestSlot), isStrict)
          )
          part.withhold(slot)
        }
      }
    }
    return problems
  }

  private func tooEarly(
    _ name: String, _ mark: SourceMark, _ other: SourceMark, _ isStrict: Bool
  ) -> Diagnostic {
    Diagnostic(
      isStrict ? .error : .warning, "reader.impossible-date", at: position(of: mark),
      "\"\(name)\" is before \"earliestRecord\" of the system and is ignored",
      hint: "correct one of them; until then \"\(name)\" counts as unknown",
      related: position(of: other).map { [.init(at: $0, "\"earliestRecord\"")] } ?? [])
  }

  /// The references of a tree while they are looked up.
  private struct Resolution {
    let references: References
    let isStrict: Bool
    var problems: [Diagnostic] = []
    /// The fields of the node that is being looked at whose texts are slips of the pen.
    private var slips = SlotSet()
    /// How many problems are told with what may have been meant: it is looked for among all names.
    private static let mostHints = 1_000

    init(references: References, isStrict: Bool) {
      self.references = references
      self.isStrict = isStrict
    }

    mutating func takeSlips() -> SlotSet {
      defer { slips = SlotSet() }
      return slips
    }

    mutating func resolve(_ object: FactObject, _ naming: References.Naming) {
      var naming = naming
      naming.isOwnClass = object.isTrue(at: "ownClass")
      naming.isOfOtherForm = references.isOfOtherForm(object)
      let fields = object.definition.fields
      for slot in fields.indices {
        let value = object[slot]
        // Most fields are absent or days, and name nothing: their definitions are not looked at.
        guard value.tag == .string || value.tag == .list || value.tag == .object else { continue }
        let field = fields[slot]
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
      if reference == .organisation { dropRepeated(slot, field, object) }
      for text in lost {
        problems.append(
          references.note(
            field, text, reference, naming, at: object.mark(of: slot), isStrict: isStrict,
            hasHint: problems.count < Self.mostHints))
      }
      guard lost.contains(where: { references.leavesOpen($0, reference, naming) }) else { return }
      let value = object[slot]
      if object.definition.isLevel,
        lost.contains(where: { references.isSlip($0, reference, naming) })
      {
        slips.insert(slot)
      }
      UnsafeMutablePointer(mutating: object.fields)[slot] = Value(
        tag: .unknown, aux: value.aux, bits: value.bits)
    }

    /// Leaves out of a list of organisations those that it names again: nobody controls a system jointly
    /// with itself.
    private mutating func dropRepeated(_ slot: Int, _ field: FieldDefinition, _ object: FactObject)
    {
      let value = object[slot]
      guard value.tag == .list else { return }
      var kept: [Value] = []
      var names: Set<String> = []
      for item in value.asList {
        guard !names.insert(item.asString).inserted else {
          kept.append(item)
          continue
        }
        problems.append(
          Diagnostic(
            isStrict ? .error : .notice, "reader.repeated-name",
            at: references.tree.position(of: object.mark(of: slot)),
            "\"\(field.name)\" names \(ReaderMessages.quoted(item.asString)) twice; it counts once")
        )
      }
      guard kept.count < value.asList.count else { return }
      let items = references.tree.allocate(values: kept.count)
      for (index, item) in kept.enumerated() { items[index] = item }
      UnsafeMutablePointer(mutating: object.fields)[slot] = Value(
        list: UnsafeBufferPointer(start: UnsafePointer(items), count: kept.count))
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
