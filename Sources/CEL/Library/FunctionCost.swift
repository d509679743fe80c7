/// The work that a call takes besides that of its arguments, and how large its result may be.
struct FunctionCost: Sendable {
  /// What is known about the arguments of a call.
  struct Arguments {
    let shapes: [ValueShape]
    let types: [CELType]
    /// The pattern of a call whose pattern is written out.
    let pattern: Pattern?

    var first: CostEstimate { shapes.first?.size ?? .none }
    var second: CostEstimate { shapes.count > 1 ? shapes[1].size : .none }
  }

  /// How much of the texts among its arguments a function reads.
  enum Reading: Sendable {
    /// Nothing, or nobody knows.
    case none
    /// All of each.
    case all
    /// All of each at most.
    case some
  }

  let reading: Reading
  /// The work that is not for reading texts. A lower bound is claimed only where nothing fails first.
  let work: @Sendable (Arguments) -> CostEstimate
  /// The bytes or elements of the result; `nil` if nothing is known.
  let size: @Sendable (Arguments) -> CostEstimate?
  /// Whether the result is a number unless an argument fails or has a type that nobody knows.
  let isTotal: Bool

  init(
    reading: Reading = .all, isTotal: Bool = false,
    work: @escaping @Sendable (Arguments) -> CostEstimate = { _ in .none },
    size: @escaping @Sendable (Arguments) -> CostEstimate? = { _ in nil }
  ) {
    self.reading = reading
    self.isTotal = isTotal
    self.size = size
    self.work = work
  }

  static let host = FunctionCost(reading: .none, work: { _ in .unbounded })
  /// It reads its texts and makes nothing that has a size.
  static let reading = FunctionCost()
  static let readingAtMost = FunctionCost(reading: .some)
  /// The number of characters or elements.
  static let measuring = FunctionCost(isTotal: true)
  static let unbounded = FunctionCost(work: { _ in .unbounded })
  /// So much at most.
  static func units(_ most: Int) -> FunctionCost {
    FunctionCost(work: { _ in CostEstimate(0, most) })
  }

  // MARK: Texts

  /// A part of a text, which is not copied.
  static let part = FunctionCost(size: { $0.first.optional })
  /// A new text, so many times as long as the first and so many bytes longer at most.
  static func copying(times: Int = 1, plus: Int = 0) -> FunctionCost {
    let size = { @Sendable (arguments: Arguments) in
      arguments.first.optional * CostEstimate(0, times) + CostEstimate(0, plus)
    }
    return FunctionCost(work: { size($0).units(plus: 1).optional }, size: size)
  }
  static let matching = FunctionCost(work: { arguments in
    arguments.pattern.map { $0.cost(arguments.first).optional } ?? .unbounded
  })
  static let replacing = FunctionCost(
    work: { arguments in
      guard let made = replaced(arguments) else { return .unbounded }
      let places = arguments.first + CostEstimate(0, 1)
      return (places * arguments.shapes[2].size.units(plus: 1) + made.units(plus: 1)).optional
    }, size: replaced)
  static let joining = FunctionCost(
    work: { arguments in
      let part = arguments.shapes.first?.parts.first?.size ?? .unbounded
      let turn = part.units(plus: 0) + arguments.second.units(plus: 1)
      let made = joined(arguments) ?? .unbounded
      return (arguments.first * turn + made.units(plus: 1)).optional
    }, size: joined)
  static let splitting = FunctionCost(work: { (parts($0) ?? .unbounded).optional }, size: parts)
  /// The first argument backwards: a text, or the elements of a list.
  static let reversing = FunctionCost(
    work: { arguments in
      if case .list = arguments.types.first { return arguments.first.optional }
      return arguments.first.units(plus: 1).optional
    }, size: { $0.first.optional })

  private static func replaced(_ arguments: Arguments) -> CostEstimate? {
    guard arguments.shapes.count > 2 else { return nil }
    let most = arguments.first.optional
    return most + (most + CostEstimate(0, 1)) * arguments.shapes[2].size.optional
  }

  private static func joined(_ arguments: Arguments) -> CostEstimate? {
    arguments.shapes.first?.parts.first.map { part in
      arguments.first.optional * (part.size + arguments.second).optional
    }
  }

  private static func parts(_ arguments: Arguments) -> CostEstimate? {
    arguments.first.optional + CostEstimate(0, 1)
  }

  // MARK: Lists

  /// Each element of the first argument is looked at.
  static let elements = FunctionCost(work: { $0.first.optional })
  /// The same, and some of them make a new list.
  static let keptElements = FunctionCost(
    work: { $0.first.optional }, size: { $0.first.optional })
  /// One of the arguments, or of the elements of the only one.
  static let extreme = FunctionCost(work: { arguments in
    arguments.shapes.count == 1
      ? (arguments.first + CostEstimate(0, 1)).optional
      : CostEstimate(0, arguments.shapes.count)
  })
}
