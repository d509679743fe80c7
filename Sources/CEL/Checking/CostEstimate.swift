/// How much work something takes, between two bounds, in units of the budget of a machine.
public struct CostEstimate: Hashable, Sendable, CustomStringConvertible {
  /// The least that it takes, unless its budget runs out before.
  public let lower: Int
  /// The most that it takes; `nil` where that hangs on data.
  public let upper: Int?

  init(_ lower: Int, _ upper: Int?) {
    self.lower = lower
    self.upper = upper
  }

  static let none = CostEstimate(0, 0)
  static let unbounded = CostEstimate(0, nil)

  /// Whether a cost lies between the bounds.
  public func contains(_ cost: Int) -> Bool {
    cost >= lower && upper.map { cost <= $0 } ?? true
  }

  /// The bounds, such as `3...12`, or `3...` without an upper one.
  public var description: String { "\(lower)...\(upper.map(String.init) ?? "")" }

  /// Both may come to pass.
  func joined(_ other: Self) -> Self {
    Self(min(lower, other.lower), Self.both(upper, other.upper) { max($0, $1) })
  }

  /// What may not come to pass at all.
  var optional: Self { Self(0, upper) }

  static func + (left: Self, right: Self) -> Self {
    Self(sum(left.lower, right.lower) ?? .max, both(left.upper, right.upper, sum))
  }

  static func * (left: Self, right: Self) -> Self {
    Self(product(left.lower, right.lower) ?? .max, both(left.upper, right.upper, product))
  }

  /// The cost of a number of bytes: one unit for each 16, and so many more.
  func units(plus more: Int) -> Self {
    Self(lower / 16 + more, upper.map { $0 / 16 + more })
  }

  private static func sum(_ left: Int, _ right: Int) -> Int? {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : sum
  }

  private static func product(_ left: Int, _ right: Int) -> Int? {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : product
  }

  private static func both(_ left: Int?, _ right: Int?, _ join: (Int, Int) -> Int?) -> Int? {
    guard let left, let right else { return nil }
    return join(left, right)
  }
}

/// How large a value may be: its bytes, elements or entries, and those of what it holds.
struct ValueShape {
  var size: CostEstimate
  /// The shape of any element, or those of any key and value; empty where nothing is known.
  var parts: [ValueShape] = []
  /// Whether it may be an error instead.
  var mayFail: Bool

  static let unknown = ValueShape(size: .unbounded, mayFail: true)
  /// A number, a day and the like.
  static let scalar = ValueShape(size: .none, mayFail: false)

  /// What is known from a type alone.
  init(_ type: CELType) {
    switch type {
    case .bool, .int, .uint, .double, .null, .timestamp, .duration, .date, .period, .object:
      self = .scalar
    default: self = .unknown
    }
    mayFail = true
  }

  init(size: CostEstimate, parts: [ValueShape] = [], mayFail: Bool) {
    self.size = size
    self.parts = parts
    self.mayFail = mayFail
  }

  /// The shape of a constant.
  init(_ value: Value) {
    let count = Int(value.aux)
    mayFail = false
    switch value.tag {
    case .string, .bytes: size = CostEstimate(count, count)
    case .list:
      size = CostEstimate(count, count)
      if let part = Self.joined(value.asList.map { ValueShape($0) }) { parts = [part] }
    case .map, .optional, .object, .type: size = .unbounded
    default: size = .none
    }
  }

  func failing(_ mayFail: Bool) -> Self {
    var shape = self
    shape.mayFail = mayFail
    return shape
  }

  /// The shape of a value that may be either.
  ///
  /// Past a few levels it gives up, so that what holds itself twice does not grow without end.
  func joined(_ other: Self, depth: Int = 6) -> Self {
    var shape = Self(size: size.joined(other.size), mayFail: mayFail || other.mayFail)
    if depth > 0, parts.count == other.parts.count {
      shape.parts = zip(parts, other.parts).map { $0.joined($1, depth: depth - 1) }
    }
    return shape
  }

  static func joined(_ shapes: [Self]) -> Self? {
    guard let first = shapes.first else { return nil }
    return shapes.dropFirst().reduce(first) { $0.joined($1) }
  }
}
