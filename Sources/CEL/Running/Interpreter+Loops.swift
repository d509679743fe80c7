extension Interpreter {
  /// Begins a loop. The state in the next register holds how many elements are left and where the
  /// next one is.
  @inline(__always)
  mutating func loopStart(_ step: Instruction, at index: Int, _ next: inout Int) {
    let range = registers[Int(step.a)]
    guard range.tag == .list || range.tag == .map else {
      registers[Int(step.b)] = misfit(range, at: index)
      next = Int(step.immediate)
      return
    }
    registers[Int(step.a) + 1] = Value(tag: .list, aux: range.aux, bits: range.bits)
  }

  /// Takes the next element; `nil` if there is none. It takes a unit of the budget.
  @inline(__always)
  mutating func nextElement(_ step: Instruction, at index: Int, _ next: inout Int) -> Value? {
    let stateRegister = Int(step.a) &+ 1
    var state = registers[stateRegister]
    guard state.aux > 0 else {
      next = Int(step.immediate)
      return nil
    }
    context.fuel &-= 1
    let range = registers[Int(step.a)]
    let place = state.room
    let isMap = range.tag == .map
    var element = place.pointee
    if step.flag == 2 {
      registers[Int(step.b)] = isMap ? element : Value(Int64(range.aux &- state.aux))
      if isMap { element = place[1] }
    }
    if element.isMissing { element = located(element, at: index) }
    registers[Int(step.flag == 2 ? step.c : step.b)] = element
    state.aux &-= 1
    state.bits = UInt64(UInt(bitPattern: place + (isMap ? 2 : 1)))
    registers[stateRegister] = state
    return element
  }

  @inline(__always)
  mutating func filter(_ step: Instruction, at index: Int, _ next: inout Int) {
    let value = registers[Int(step.b)]
    if value.tag == .bool {
      if value.bits == 0 { next = Int(step.immediate & 0xFFFF_FFFF) }
    } else {
      registers[Int(step.a)] = misfit(value, at: index)
      next = Int(step.immediate >> 32)
    }
  }

  /// Appends to a list that has room, since it was made for as many elements as the loop has.
  @inline(__always)
  mutating func append(_ step: Instruction, _ next: inout Int) {
    let value = registers[Int(step.b)]
    if value.isError {
      registers[Int(step.a)] = value
      next = Int(step.immediate)
      return
    }
    let list = registers[Int(step.a)]
    list.room[Int(list.aux)] = value
    registers[Int(step.a)].aux = list.aux &+ 1
  }

  /// Makes room for a list, or for entries, of as many elements as a loop has.
  mutating func startCollection(_ step: Instruction, _ tag: Value.Tag) {
    let count = Int(registers[Int(step.b)].aux) * (tag == .map ? 2 : 1)
    context.charge(count)
    guard context.fuel >= 0 else { return }
    let memory = context.scratch.pointee.allocate(values: max(count, 1))
    registers[Int(step.a)] = Value(tag: tag, bits: UInt64(UInt(bitPattern: memory)))
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
    map.room[Int(map.aux) * 2] = registers[Int(step.b)]
    map.room[Int(map.aux) * 2 + 1] = value
    registers[Int(step.a)].aux = map.aux &+ 1
  }

  /// Puts the entries of a map into another one, in new memory.
  mutating func putAll(_ step: Instruction) {
    let more = registers[Int(step.b)]
    let map = registers[Int(step.a)]
    guard more.tag == .map else {
      registers[Int(step.a)] = misfit(more, at: position &- 1)
      position = Int(step.immediate)
      return
    }
    let count = Int(map.aux + more.aux) * 2
    context.charge(count + Int(map.aux) * Int(more.aux))
    guard context.fuel >= 0 else { return }
    let memory = context.scratch.pointee.allocate(values: max(count, 1))
    for (index, value) in map.asEntries.enumerated() { memory[index] = value }
    for (index, value) in more.asEntries.enumerated() {
      if index % 2 == 0, map.entry(value, &context.fuel) != nil {
        registers[Int(step.a)] = located(Value(error: .duplicateKey), at: position &- 1)
        position = Int(step.immediate)
        return
      }
      memory[Int(map.aux) * 2 + index] = value
    }
    registers[Int(step.a)] = Value(map: UnsafeBufferPointer(start: memory, count: count))
  }
}

extension Value {
  /// The memory of a list or map that is being made or gone through.
  @inline(__always)
  fileprivate var room: UnsafeMutablePointer<Value> {
    UnsafeMutablePointer(bitPattern: UInt(bits)).unsafelyUnwrapped
  }
}
