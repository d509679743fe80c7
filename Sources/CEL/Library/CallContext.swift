public import CivilTime

/// What a function may use besides its arguments.
///
/// It belongs to one call: neither the context nor the memory that it hands out may be kept.
public struct CallContext {
  let scratch: UnsafeMutablePointer<Arena>
  /// The day on which the expression is evaluated.
  public internal(set) var today: CivilDate
  /// What the host handed to the machine with the expression.
  public let host: UnsafeRawPointer?
  /// Units of work left; the evaluation ends when it is below zero.
  var fuel: Int

  /// Takes work into account: about a unit for 16 bytes handled, or for an element.
  public mutating func charge(_ units: Int) {
    fuel &-= units
  }

  /// Takes into account that a function looks at its texts.
  @inline(__always)
  mutating func charge(forTextsIn arguments: UnsafeBufferPointer<Value>) {
    for argument in arguments where argument.tag == .string || argument.tag == .bytes {
      fuel &-= Int(argument.aux >> 4)
    }
  }

  /// Takes into account that two values are put in order.
  @inline(__always)
  mutating func charge(forOrdering left: Value, _ right: Value) {
    if left.tag == .string || left.tag == .bytes { fuel &-= Int(min(left.aux, right.aux) >> 4) }
  }

  /// A string in memory that lives until the machine's next evaluation.
  public mutating func string(_ text: String) -> Value {
    charge(text.utf8.count / 16 + 1)
    return scratch.pointee.string(copying: text)
  }

  /// A list in memory that lives until the machine's next evaluation.
  public mutating func list(_ values: [Value]) -> Value {
    charge(values.count)
    return scratch.pointee.list(copying: values)
  }

  /// Uninitialised memory for values, until the machine's next evaluation.
  public mutating func allocate(values count: Int) -> UnsafeMutablePointer<Value> {
    charge(count)
    return scratch.pointee.allocate(values: count)
  }

  /// An optional that holds a value.
  public mutating func optional(_ value: Value) -> Value {
    let place = scratch.pointee.allocate(values: 1)
    place.pointee = value
    return Value(optional: UnsafePointer(place))
  }

  mutating func bytes(_ content: [UInt8]) -> Value {
    charge(content.count / 16 + 1)
    var value = content.withUnsafeBufferPointer { scratch.pointee.string(copying: $0) }
    value.tag = .bytes
    return value
  }
}
