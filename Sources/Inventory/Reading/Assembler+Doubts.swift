import CEL

/// Rows of which some facts cannot be true.
///
/// Rules about such facts must see them; for all others there is a copy of the row in which they are
/// unknown. Of a list only the facts are, and not the whole list: an access request dated tomorrow
/// hides no conviction.
extension Assembler {
  /// Remembers which facts of an object inside a row cannot be true.
  @inline(__always)
  mutating func noteDoubt(
    of ended: UnsafeMutablePointer<Frame>, in parent: UnsafeMutablePointer<Frame>
  ) {
    if ended.pointee.impossible.isEmpty, ended.pointee.partlyImpossible.isEmpty { return }
    parent.pointee.partlyImpossible.insert(ended.pointee.slot)
    doubts[UnsafePointer(ended.pointee.values)] = Doubt(ended.pointee)
  }

  /// A row that is complete.
  @inline(__always)
  mutating func row(_ ended: Frame) -> FactObject {
    if ended.impossible.isEmpty, ended.partlyImpossible.isEmpty { return ended.row }
    return ended.row(sound: sound(Doubt(ended), UnsafePointer(ended.values)))
  }

  /// A copy of an object in which what cannot be true is unknown.
  private mutating func sound(
    _ doubt: Doubt, _ values: UnsafePointer<Value>
  ) -> UnsafePointer<Value> {
    let bytes = doubt.shape.pointee.byteCount
    let memory = rowArena.allocate(bytes: bytes)
    memory.copyMemory(from: values, byteCount: bytes)
    let copy = memory.assumingMemoryBound(to: Value.self)
    var within = doubt.within
    while let slot = within.popFirst() { copy[slot] = sound(copy[slot]) }
    var whole = doubt.whole
    while let slot = whole.popFirst() { copy[slot] = .unknown }
    return UnsafePointer(copy)
  }

  /// An object, or objects of a list, without the facts that cannot be true.
  private mutating func sound(_ value: Value) -> Value {
    switch value.tag {
    case .object:
      let fields = UnsafePointer(value.asFields)
      guard let doubt = doubts[fields] else { return value }
      return Value(object: sound(doubt, fields), type: value.aux)
    case .list:
      let items = value.asList
      let copies = rowArena.allocate(values: items.count)
      for index in items.indices { copies[index] = sound(items[index]) }
      return Value(list: UnsafeBufferPointer(start: copies, count: items.count))
    default: return value
    }
  }
}

/// The fields of an object inside a row whose facts cannot be true.
struct Doubt {
  /// The kind of object.
  let shape: UnsafePointer<Shape>
  /// Those that cannot be true.
  let whole: SlotSet
  /// Those with objects of which some facts cannot be.
  let within: SlotSet

  /// What is known of an object that was read.
  init(_ frame: Frame) {
    shape = frame.shape
    whole = frame.impossible
    within = frame.partlyImpossible.subtracting(frame.impossible)
  }
}
