import CEL

/// An object that is being read.
struct Frame {
  var shape: UnsafePointer<Shape>
  var values: UnsafeMutablePointer<Value>
  var marks: UnsafeMutablePointer<SourceMark>
  /// The slot of the parent that it goes to.
  var slot: Int
  /// The fields that were given.
  var seen = SlotSet()
  /// The fields whose facts cannot be true.
  var impossible = SlotSet()
  /// The fields of a row with objects of which some facts cannot be true.
  var partlyImpossible = SlotSet()
  /// The fields that hold what an object before this one was given.
  var stale = SlotSet()
  /// The fields whose items are still a chain of ``Link``.
  var chained = SlotSet()
  /// Whether rows below it were delivered, so that no more facts may come.
  var isSettled = false
  /// Whether the levels below it have begun; facts that still come are out of order in XML.
  var isClosed = false

  /// An object in fresh memory.
  init(_ shape: UnsafePointer<Shape>, slot: Int, memory: UnsafeMutableRawPointer) {
    self.shape = shape
    self.slot = slot
    let count = shape.pointee.count
    values = memory.bindMemory(to: Value.self, capacity: count)
    marks = (memory + count * MemoryLayout<Value>.stride)
      .bindMemory(to: SourceMark.self, capacity: count + 1)
    for slot in 0..<count { values[slot] = shape.pointee.fields[slot].initial }
    for slot in 0...count { marks[slot] = .none }
  }

  /// An object whose fields will be passed over, in memory that another one has.
  init(view shape: UnsafePointer<Shape>, slot: Int, of other: Frame) {
    self.shape = shape
    self.slot = slot
    values = other.values
    marks = other.marks
  }

  /// Gets ready for the next object in the same memory.
  @inline(__always)
  mutating func begin() {
    stale.formUnion(seen)
    seen = SlotSet()
    impossible = SlotSet()
    partlyImpossible = SlotSet()
    chained = SlotSet()
  }

  /// Takes over what another frame of the same object has that cannot be true.
  @inline(__always)
  mutating func takeDoubts(of other: UnsafeMutablePointer<Frame>) {
    impossible = other.pointee.impossible
    partlyImpossible = other.pointee.partlyImpossible
  }

  /// Empties the fields that an object before this one was given and this one was not.
  ///
  /// Objects mostly have the same fields, so that hardly any is emptied.
  @inline(__always)
  mutating func clearStale() {
    var slots = stale.subtracting(seen)
    while let slot = slots.popFirst() {
      values[slot] = shape.pointee.fields[slot].initial
      marks[slot] = .none
    }
    stale = SlotSet()
  }

  /// The object as a value.
  @inline(__always)
  var value: Value { Value(object: values, type: UInt32(truncatingIfNeeded: shape.pointee.number)) }

  /// The object as a row that is complete, whose facts can all be true.
  @inline(__always)
  var row: FactObject {
    FactObject(
      fields: values, type: UInt32(truncatingIfNeeded: shape.pointee.number), mayHold: seen)
  }

  /// The object as a row that is complete.
  ///
  /// - Parameter sound: The same without the facts that cannot be true.
  func row(sound: UnsafePointer<Value>) -> FactObject {
    var doubtful = impossible
    doubtful.formUnion(partlyImpossible)
    return FactObject(
      fields: values, type: UInt32(truncatingIfNeeded: shape.pointee.number), mayHold: seen,
      impossible: doubtful, sound: sound)
  }
}

/// One item of a list that is being read; the list is known by its last item.
struct Link {
  var value: Value
  var previous: UnsafeMutablePointer<Link>?
}
