extension Interpreter {
  /// Begins a loop. The state in the next register holds how many elements are left and where the
  /// next one is.
  @inline(__always)
  mutating func loopStart(_ step: Instruction) {
    let range = registers[Int(step.a)]
    guard range.tag == .list || range.tag == .map else {
      registers[Int(step.b)] = range.isError ? range : fail(.noMatchingOverload)
      position = Int(step.immediate)
      return
    }
    registers[Int(step.a) + 1] = Value(tag: .list, aux: range.aux, bits: range.bits)
  }

  /// Takes the next element; `false` if the budget is spent.
  @inline(__always)
  mutating func loopNext(_ step: Instruction) -> Bool {
    let stateRegister = Int(step.a) &+ 1
    var state = registers[stateRegister]
    guard state.aux > 0 else {
      position = Int(step.immediate)
      return true
    }
    context.fuel &-= 1
    guard context.fuel >= 0 else { return false }
    let range = registers[Int(step.a)]
    let element = UnsafePointer<Value>(bitPattern: UInt(state.bits)).unsafelyUnwrapped
    let isMap = range.tag == .map
    let width = isMap ? 2 : 1
    if step.flag == 2 {
      registers[Int(step.b)] = isMap ? element.pointee : Value(Int64(range.aux &- state.aux))
      registers[Int(step.c)] = checked(isMap ? element[1] : element.pointee)
    } else {
      registers[Int(step.b)] = checked(element.pointee)
    }
    state.aux &-= 1
    state.bits = UInt64(UInt(bitPattern: element + width))
    registers[stateRegister] = state
    return true
  }

  @inline(__always)
  mutating func filter(_ step: Instruction) {
    let value = registers[Int(step.b)]
    if value.tag == .bool {
      if value.bits == 0 { position = Int(step.immediate & 0xFFFF_FFFF) }
    } else {
      registers[Int(step.a)] = value.isError ? value : fail(.noMatchingOverload)
      position = Int(step.immediate >> 32)
    }
  }

  /// Appends to a list that has room, since it was made for as many elements as the loop has.
  @inline(__always)
  mutating func append(_ step: Instruction) {
    let value = registers[Int(step.b)]
    if value.isError {
      registers[Int(step.a)] = value
      position = Int(step.immediate)
      return
    }
    let list = registers[Int(step.a)]
    UnsafeMutablePointer<Value>(bitPattern: UInt(list.bits)).unsafelyUnwrapped[Int(list.aux)] =
      value
    registers[Int(step.a)].aux = list.aux &+ 1
  }

  /// Makes room for a list, or for entries, of as many elements as a loop has.
  mutating func startCollection(_ step: Instruction, _ tag: Value.Tag) -> Bool {
    let count = Int(registers[Int(step.b)].aux) * (tag == .map ? 2 : 1)
    context.charge(count)
    guard context.fuel >= 0 else { return false }
    let memory = context.scratch.pointee.allocate(values: max(count, 1))
    registers[Int(step.a)] = Value(tag: tag, bits: UInt64(UInt(bitPattern: memory)))
    return true
  }

  /// Puts an entry into a map that has room.
  mutating func put(_ step: Instruction) {
    let value = registers[Int(step.c)]
    if value.isError {
      registers[Int(step.a)] = value
      position = Int(step.immediate)
      return
    }
    let map = registers[Int(step.a)]
    let entries = UnsafeMutablePointer<Value>(bitPattern: UInt(map.bits)).unsafelyUnwrapped
    entries[Int(map.aux) * 2] = registers[Int(step.b)]
    entries[Int(map.aux) * 2 + 1] = value
    registers[Int(step.a)].aux = map.aux &+ 1
  }

  /// Puts the entries of a map into another one, in new memory.
  mutating func putAll(_ step: Instruction) -> Bool {
    let more = registers[Int(step.b)]
    let map = registers[Int(step.a)]
    guard more.tag == .map else {
      registers[Int(step.a)] = more.isError ? more : fail(.noMatchingOverload)
      position = Int(step.immediate)
      return true
    }
    let count = Int(map.aux + more.aux) * 2
    context.charge(count + Int(map.aux) * Int(more.aux))
    guard context.fuel >= 0 else { return false }
    let memory = context.scratch.pointee.allocate(values: max(count, 1))
    for (index, value) in map.asEntries.enumerated() { memory[index] = value }
    for (index, value) in more.asEntries.enumerated() {
      if index % 2 == 0, map.entry(value) != nil {
        registers[Int(step.a)] = fail(.duplicateKey)
        position = Int(step.immediate)
        return true
      }
      memory[Int(map.aux) * 2 + index] = value
    }
    registers[Int(step.a)] = Value(map: UnsafeBufferPointer(start: memory, count: count))
    return true
  }
}
