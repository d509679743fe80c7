import CEL
import Inventory

extension Arena {
  /// Makes an object that stands in no file.
  ///
  /// - Parameter values: The values of its fields in the order of their slots.
  mutating func object(_ definition: ObjectDefinition, _ values: [Value]) -> Value {
    let count = definition.fields.count
    precondition(values.count == count, "an object has a value for each of its fields")
    let size = count * MemoryLayout<Value>.stride + (count + 1) * MemoryLayout<SourceMark>.stride
    let memory = allocate(bytes: size)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    let fields = memory.bindMemory(to: Value.self, capacity: count)
    for (slot, value) in values.enumerated() { fields[slot] = value }
    return Value(object: fields, type: Vocabulary.structType(definition.name)?.number ?? 0)
  }
}
