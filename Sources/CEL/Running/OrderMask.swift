internal import CivilTime

/// The ways in which two values may be ordered, as a set.
///
/// Two known values are ordered in one way. Where one is known only in part several ways are
/// possible, and a comparison is decided if it comes out the same in all of them.
struct OrderMask: Equatable {
  let bits: UInt8

  static let less = OrderMask(bits: 1)
  static let equal = OrderMask(bits: 2)
  static let greater = OrderMask(bits: 4)
  /// No order, as with a number that is none.
  static let unordered = OrderMask(bits: 8)
  /// Values whose types have no order.
  static let mismatched = OrderMask(bits: 16)

  @inline(__always)
  static func of<T: Comparable>(_ left: T, _ right: T) -> OrderMask {
    left < right ? .less : left == right ? .equal : .greater
  }

  /// The possible orders of two ranges of days.
  @inline(__always)
  static func ofRanges<T: Comparable>(
    _ leftFirst: T, _ leftLast: T, _ rightFirst: T, _ rightLast: T
  ) -> OrderMask {
    var bits: UInt8 = leftFirst < rightLast ? 1 : 0
    if leftFirst <= rightLast, rightFirst <= leftLast { bits |= 2 }
    if leftLast > rightFirst { bits |= 4 }
    return OrderMask(bits: bits)
  }
}

/// The orders in which a comparison is true.
extension BinaryOperator {
  var orderBits: UInt8 {
    switch self {
    case .less: 1
    case .lessOrEqual: 3
    case .equal: 2
    case .greater: 4
    case .greaterOrEqual: 6
    case .notEqual: 5
    case .contained, .add, .subtract, .multiply, .divide, .modulo: 0
    }
  }
}

/// Comparisons of values.
enum Comparison {
  /// The result of an order comparison, by the orders in which it is true.
  @inline(__always)
  static func relation(_ wanted: UInt8, _ left: Value, _ right: Value) -> Value {
    if left.tag == .int, right.tag == .int {
      return Value(wanted & OrderMask.of(left.asInt, right.asInt).bits != 0)
    }
    return generalRelation(wanted, left, right)
  }

  @inline(never)
  static func generalRelation(_ wanted: UInt8, _ left: Value, _ right: Value) -> Value {
    if left.isError { return left }
    if right.isError { return right }
    let possible = order(left, right)
    if possible == .mismatched { return Value(error: .noMatchingOverload) }
    return decided(wanted, possible, left.tag == .date)
  }

  @inline(__always)
  static func decided(_ wanted: UInt8, _ possible: OrderMask, _ isDate: Bool) -> Value {
    let bits = possible.bits
    if bits & wanted == bits { return Value(true) }
    if bits & wanted == 0 { return Value(false) }
    return Value(error: isDate ? .partialDate : .undecidablePeriods)
  }

  /// A comparison of two dates.
  @inline(__always)
  static func dates(_ wanted: UInt8, _ left: Value, _ right: Value) -> Value {
    guard left.tag == .date, right.tag == .date else {
      return generalRelation(wanted, left, right)
    }
    let possible = OrderMask.ofRanges(
      left.firstDay.dayNumber, left.lastDay.dayNumber, right.firstDay.dayNumber,
      right.lastDay.dayNumber)
    return decided(wanted, possible, true)
  }

  /// The possible orders of two values.
  static func order(_ left: Value, _ right: Value) -> OrderMask {
    switch (left.tag, right.tag) {
    case (.int, .int): .of(left.asInt, right.asInt)
    case (.uint, .uint): .of(left.bits, right.bits)
    case (.int, .uint): left.asInt < 0 ? .less : .of(left.bits, right.bits)
    case (.uint, .int): right.asInt < 0 ? .greater : .of(left.bits, right.bits)
    case (.double, .double): orderOfDoubles(left.asDouble, right.asDouble)
    case (.double, .int): orderOfDouble(left.asDouble, right.asInt)
    case (.int, .double): reversed(orderOfDouble(right.asDouble, left.asInt))
    case (.double, .uint): orderOfDouble(left.asDouble, right.bits)
    case (.uint, .double): reversed(orderOfDouble(right.asDouble, left.bits))
    case (.string, .string), (.bytes, .bytes): orderOfBytes(left.asBytes, right.asBytes)
    case (.bool, .bool): .of(left.bits, right.bits)
    case (.duration, .duration): .of(left.asNanoseconds, right.asNanoseconds)
    case (.timestamp, .timestamp):
      left.asInt == right.asInt ? .of(left.aux, right.aux) : .of(left.asInt, right.asInt)
    case (.date, .date):
      .ofRanges(left.firstDay, left.lastDay, right.firstDay, right.lastDay)
    case (.period, .period): orderOfPeriods(left.asPeriod, right.asPeriod)
    default: .mismatched
    }
  }

  private static func orderOfPeriods(_ left: Period, _ right: Period) -> OrderMask {
    if left == right { return .equal }
    let (a, b) = (left.boundsInDays, right.boundsInDays)
    return .ofRanges(a.lowerBound, a.upperBound, b.lowerBound, b.upperBound)
  }

  private static func orderOfDoubles(_ left: Double, _ right: Double) -> OrderMask {
    left.isNaN || right.isNaN ? .unordered : .of(left, right)
  }

  /// By range first, then as doubles: an exact comparison would differ from the suite of the
  /// language beyond 2^53.
  private static func orderOfDouble(_ left: Double, _ right: Int64) -> OrderMask {
    if left.isNaN { return .unordered }
    if left < -0x1p63 { return .less }
    if left > 0x1p63 { return .greater }
    return .of(left, Double(right))
  }

  private static func orderOfDouble(_ left: Double, _ right: UInt64) -> OrderMask {
    if left.isNaN { return .unordered }
    if left < 0 { return .less }
    if left > 0x1p64 { return .greater }
    return .of(left, Double(right))
  }

  private static func reversed(_ order: OrderMask) -> OrderMask {
    switch order {
    case .less: .greater
    case .greater: .less
    default: order
    }
  }
}
