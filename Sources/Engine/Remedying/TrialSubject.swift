import CEL
import Inventory

/// Puts a subject with changed facts in the place of the real one while something is asked.
///
/// The copies are shallow: only the objects on the way to a changed fact are made anew, with their
/// marks.
struct TrialSubject: ~Copyable {
  private var copies = Arena()

  /// Asks something of the evaluator's subject as it would be with some facts changed.
  ///
  /// The copies are gone after the next call.
  mutating func ask<Answer>(
    _ evaluator: Evaluator, with changes: [FactChange], of subject: SubjectPlace,
    _ question: () -> Answer
  ) -> Answer {
    copies.reset()
    let root = evaluator.variables[subject.root]
    let item = subject.item.map { evaluator.variables[$0.variable] }
    defer {
      evaluator.variables[subject.root] = root
      if let place = subject.item, let item { evaluator.variables[place.variable] = item }
      evaluator.disposeOnTrial(false)
    }
    var changed = item ?? root
    for change in changes {
      changed = self.changed(changed, subject.definition, change.fact.slots[...], change.new)
    }
    let disposes = changes.contains {
      $0.fact.path == "record.disposed" && $0.old.tag == .absent
    }
    evaluator.disposeOnTrial(disposes)
    if let place = subject.item {
      evaluator.variables[place.variable] = changed
      evaluator.variables[subject.root] = replaced(root, place.slots[...], place.index, changed)
    } else {
      evaluator.variables[subject.root] = changed
    }
    return question()
  }

  /// A copy of an object with another value at the end of a way of slots.
  private mutating func changed(
    _ object: Value, _ definition: ObjectDefinition, _ slots: ArraySlice<Int>, _ value: Value
  ) -> Value {
    guard let slot = slots.first else { return value }
    let fields = copy(object, definition)
    if slots.count == 1 {
      fields[slot] = value
    } else if let child = definition.fields[slot].kind.child {
      fields[slot] = changed(fields[slot], child, slots.dropFirst(), value)
    }
    let type =
      object.tag == .object ? object.aux : Vocabulary.structType(definition.name)?.number ?? 0
    return Value(object: fields, type: type)
  }

  /// A copy of an object with another element in a list at the end of a way of slots.
  private mutating func replaced(
    _ object: Value, _ slots: ArraySlice<Int>, _ index: Int, _ element: Value
  ) -> Value {
    guard let slot = slots.first else {
      guard object.tag == .list, index < object.aux else { return object }
      var elements = Array(object.asList)
      elements[index] = element
      return copies.list(copying: elements)
    }
    guard object.tag == .object else { return object }
    let fields = copy(object, FactObject(object).definition)
    fields[slot] = replaced(fields[slot], slots.dropFirst(), index, element)
    return Value(object: fields, type: object.aux)
  }

  /// A copy of an object's fields and marks; one without facts where there is no object.
  private mutating func copy(
    _ object: Value, _ definition: ObjectDefinition
  ) -> UnsafeMutablePointer<Value> {
    let count = definition.fields.count
    let size = count * MemoryLayout<Value>.stride + (count + 1) * MemoryLayout<SourceMark>.stride
    let memory = copies.allocate(bytes: size)
    if object.tag == .object {
      memory.copyMemory(from: object.asFields, byteCount: size)
    } else {
      memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    }
    return memory.bindMemory(to: Value.self, capacity: count)
  }
}
