/// What the checker, the planner and the evaluators must know about a function beyond its types.
///
/// Every row of the table of functions gives all of it, so that nobody needs a list of names.
struct FunctionMeaning: Sendable {
  let lowering: Lowering
  let cost: FunctionCost
  let course: Course
  let traits: FunctionTraits

  /// What is known of a function of the host: nothing.
  static let host = FunctionMeaning(
    lowering: .call, cost: .host, course: .unknown, traits: [])
}

/// How a call becomes steps.
enum Lowering: Sendable {
  /// All arguments are evaluated, then the function is called.
  case call
  /// A call, unless the second text is written out: then one step compares.
  case textTest(TextTest)
  /// A call, unless the pattern is written out: then it is compiled once, with the expression.
  case pattern
  /// The argument is evaluated only if the optional in front of it holds nothing.
  ///
  /// `unwraps` says whether the result is what an optional holds, or the optional itself.
  case fallback(unwraps: Bool)
}

/// A test of one text by another; the raw value is the flag of its step.
enum TextTest: UInt8, Sendable {
  case startsWith, endsWith, contains
}

/// How the result of a function changes while its arguments rise.
enum Course: Sendable {
  case unknown
  /// For each argument: the result rises (1) or falls (-1) with it, or neither is known (0).
  case follows([Int8])
  /// The same, but where a day is known only in part the result is undecided now and then.
  case followsInSteps([Int8])
  /// The result is one of the arguments, or one element of the only argument, and rises with each.
  case followsElements
  /// The result changes only where what this makes of the first argument does, which rises with it.
  case changesWith(@Sendable (Value) -> Value)

  /// Whether the result rises (1) or falls (-1) with an argument; 0 if neither is known.
  func tendency(ofArgument position: Int) -> Int8 {
    switch self {
    case .unknown, .changesWith: 0
    case .followsElements: 1
    case .follows(let tendencies), .followsInSteps(let tendencies):
      position < tendencies.count ? tendencies[position] : 0
    }
  }
}

/// Whether a function can tell a day that is known only in part from one of its days.
enum Precision: Sendable {
  case hidden, seen
}

/// What messages and explanations say about a call.
struct FunctionTraits: OptionSet, Sendable {
  let rawValue: UInt8

  /// It counts from 0 what people count from 1.
  static let countsFromZero = FunctionTraits(rawValue: 1)
  /// It tells whether something is empty.
  static let testsEmptiness = FunctionTraits(rawValue: 2)
  /// It adds a period to a day and is explained as a sum.
  static let addsPeriod = FunctionTraits(rawValue: 4)
  /// It gives one of its arguments, or what one of them holds, as it is.
  static let passesTexts = FunctionTraits(rawValue: 8)
}
