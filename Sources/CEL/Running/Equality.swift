/// Whether two values are equal, where that may be undecided.
enum Equality {
  case no, yes, undecided

  init(_ isEqual: Bool) {
    self = isEqual ? .yes : .no
  }

  /// The equality of the language: numbers by value, lists and maps by content, otherwise values
  /// of different types are unequal.
  ///
  /// It takes work for what is looked at, and stops where none is left; what it says then means
  /// nothing.
  static func of(_ left: Value, _ right: Value, _ fuel: inout Int) -> Equality {
    switch (left.tag, right.tag) {
    case (.int, .int), (.bool, .bool), (.uint, .uint), (.duration, .duration), (.period, .period):
      return Equality(left.bits == right.bits)
    case (.string, .string), (.bytes, .bytes), (.type, .type):
      guard left.aux == right.aux else { return .no }
      fuel &-= Int(left.aux >> 4)
      return Equality(left.hasSameBytes(as: right))
    case (.null, .null): return .yes
    case (.timestamp, .timestamp):
      return Equality(left.bits == right.bits && left.aux == right.aux)
    case (.date, .date): return dates(left, right)
    case (.list, .list): return lists(left, right, &fuel)
    case (.map, .map): return maps(left, right, &fuel)
    case (.optional, .optional):
      guard let a = left.asOptional, let b = right.asOptional else {
        return Equality(left.bits == 0 && right.bits == 0)
      }
      return of(a, b, &fuel)
    case (.object, .object): return Equality(left.bits == right.bits)
    case (.int, .uint), (.int, .double), (.uint, .int), (.uint, .double), (.double, .int),
      (.double, .uint), (.double, .double):
      return Equality(Comparison.order(left, right) == .equal)
    default: return .no
    }
  }

  @inline(__always)
  private static func dates(_ left: Value, _ right: Value) -> Equality {
    if left.isExactDate, right.isExactDate { return Equality(left.bits == right.bits) }
    let order = Comparison.order(left, right)
    return order.bits & 2 == 0 ? .no : .undecided
  }

  private static func lists(
    _ left: Value, _ right: Value, _ fuel: inout Int
  ) -> Equality {
    let (left, right) = (left.asList, right.asList)
    guard left.count == right.count else { return .no }
    var result = Equality.yes
    for index in left.indices {
      fuel &-= 1
      if fuel < 0 { return .no }
      switch of(left[index], right[index], &fuel) {
      case .no: return .no
      case .undecided: result = .undecided
      case .yes: break
      }
    }
    return result
  }

  private static func maps(
    _ left: Value, _ right: Value, _ fuel: inout Int
  ) -> Equality {
    guard left.aux == right.aux else { return .no }
    var result = Equality.yes
    let entries = left.asEntries
    for index in stride(from: 0, to: entries.count, by: 2) {
      fuel &-= Int(right.aux)
      guard fuel >= 0, let other = right.entry(entries[index], &fuel) else { return .no }
      switch of(entries[index + 1], other, &fuel) {
      case .no: return .no
      case .undecided: result = .undecided
      case .yes: break
      }
    }
    return result
  }

  /// The value of a comparison with `==`, or `!=` where negated.
  func value(isNegated: Bool = false) -> Value {
    switch self {
    case .no: Value(isNegated)
    case .yes: Value(!isNegated)
    case .undecided: Value(error: .partialDate)
    }
  }
}

extension Value {
  /// The value of a key in a `map`; `nil` if there is none.
  func entry(_ key: Value, _ fuel: inout Int) -> Value? {
    let entries = asEntries
    var index = 0
    while index < entries.count {
      if Equality.of(entries[index], key, &fuel) == .yes { return entries[index + 1] }
      index &+= 2
    }
    return nil
  }

  /// The value of a text key in a `map`.
  @inline(__always)
  func entry(named key: Value) -> Value? {
    let entries = asEntries
    var index = 0
    while index < entries.count {
      let other = entries[index]
      if other.tag == .string, other.hasSameBytes(as: key) { return entries[index + 1] }
      index &+= 2
    }
    return nil
  }

  /// Whether a list has an element, or a map a key, equal to a value.
  func contains(_ value: Value, _ fuel: inout Int) -> Value {
    switch tag {
    case .list:
      var isDecided = true
      for element in asList {
        switch Equality.of(element, value, &fuel) {
        case .yes: return Value(true)
        case .undecided: isDecided = false
        case .no: break
        }
      }
      return isDecided ? Value(false) : Value(error: .partialDate)
    case .map: return Value(entry(value, &fuel) != nil)
    default: return Value(error: .noMatchingOverload)
    }
  }
}
