internal import Synchronization

/// A compiled expression: a flat array of steps, and what it was made of.
///
/// It never changes, so any number of machines can run it at once.
public final class Program: Sendable {
  /// The checked tree, for walking.
  let checked: CheckedTree
  /// Steps, constants and functions; the memory belongs to the program.
  nonisolated(unsafe) let code: UnsafePointer<Instruction>
  nonisolated(unsafe) let constants: UnsafePointer<Value>
  nonisolated(unsafe) let functions: UnsafePointer<HostFunction.Implementation>
  nonisolated(unsafe) private let arena: UnsafeMutablePointer<Arena>
  let codeCount: Int
  private let functionCount: Int
  /// The node that each step stands for.
  let nodes: [NodeIndex]
  let registerCount: Int
  let namedCount: Int
  let optionalFlags: [[Bool]]
  let objectTypes: [UInt32: StructType]
  let patterns: [Pattern]
  let patternNumbers: [NodeIndex: Int]
  let constantNodes: ConstantNodes
  private let knownTendencies = Mutex<[Tendency]?>(nil)
  /// The work that an evaluation takes, from the sizes of what is written in the expression.
  ///
  /// It has no upper bound where a size comes from data. An evaluation whose budget runs out may
  /// take less than the lower bound.
  public let estimatedCost: CostEstimate

  /// The main expression as it is written.
  public var source: String { checked.tree.sources[checked.tree.sources.count - 1].text }
  /// The named expressions that it may use.
  public var lets: [(name: String, source: String)] {
    checked.tree.sources.dropLast().map { ($0.name ?? "", $0.text) }
  }
  /// The type of the result.
  public var type: CELType { checked.types[checked.root] }
  /// The number of steps.
  public var stepCount: Int { codeCount }

  /// How the value of each node moves with the days; found when it is first asked for.
  var tendencies: [Tendency] {
    knownTendencies.withLock { known in
      if let known { return known }
      let found = Tendency.all(of: checked)
      known = found
      return found
    }
  }

  init(_ plan: consuming Planner, _ estimatedCost: CostEstimate) {
    self.estimatedCost = estimatedCost
    checked = plan.checked
    let steps = UnsafeMutablePointer<Instruction>.allocate(capacity: plan.code.count)
    steps.initialize(from: plan.code, count: plan.code.count)
    code = UnsafePointer(steps)
    codeCount = plan.code.count
    let values = UnsafeMutablePointer<Value>.allocate(capacity: max(plan.constants.count, 1))
    values.initialize(from: plan.constants, count: plan.constants.count)
    constants = UnsafePointer(values)
    let implementations = UnsafeMutablePointer<HostFunction.Implementation>.allocate(
      capacity: max(plan.functions.count, 1))
    implementations.initialize(from: plan.functions, count: plan.functions.count)
    functions = UnsafePointer(implementations)
    functionCount = plan.functions.count
    arena = plan.arena
    nodes = plan.nodes
    registerCount = plan.registerCount
    namedCount = plan.checked.tree.sources.count - 1
    optionalFlags = plan.optionalFlags
    patterns = plan.patterns
    patternNumbers = plan.patternNumbers
    constantNodes = ConstantNodes(plan.constantNodes)
    objectTypes = plan.checked.environment.typesByNumber
  }

  deinit {
    code.deallocate()
    constants.deallocate()
    UnsafeMutablePointer(mutating: functions).deinitialize(count: functionCount)
    functions.deallocate()
    arena.deinitialize(count: 1)
    arena.deallocate()
  }
}

/// The values of the nodes that are constant; they live as long as their program.
struct ConstantNodes: Sendable {
  private let values: [NodeIndex: Value]

  init(_ values: [NodeIndex: Value]) {
    self.values = values
  }

  subscript(node: NodeIndex) -> Value? { values[node] }
}

/// What compiling gave: a program unless there is an error, and everything that was said.
public struct Compilation: Sendable {
  /// The program; `nil` if an issue is an error.
  public let program: Program?
  /// What is wrong or odd, in the order of the sources.
  public let issues: [Issue]
  /// The texts that they stand in, the main one last.
  let sources: [SyntaxTree.Source]
}

extension Environment {
  /// Checks and plans an expression.
  ///
  /// - Parameters:
  ///   - source: The expression.
  ///   - expected: The type that it must have; `nil` for any.
  ///   - lets: Named expressions that it, and later ones of them, may use; each is evaluated at most
  ///     once in an evaluation, when it is first needed.
  public func compile(
    _ source: String, expecting expected: CELType? = nil,
    lets: [(name: String, source: String)] = []
  ) -> Compilation {
    var parser = Parser(libraries: libraries)
    for (name, text) in lets { parser.parse(text, name: name) }
    parser.parse(source, name: nil)
    return compile(parser, expecting: expected, isLenient: false)
  }

  /// Checks and plans an expression that was parsed before.
  ///
  /// - Parameters:
  ///   - expression: The expression.
  ///   - expected: The type that it must have; `nil` for any.
  ///   - lets: Named expressions that it, and later ones of them, may use; each is evaluated at most
  ///     once in an evaluation, when it is first needed.
  public func compile(
    _ expression: ParsedExpression, expecting expected: CELType? = nil,
    lets: [(name: String, expression: ParsedExpression)] = []
  ) -> Compilation {
    var parser = Parser(libraries: libraries)
    for (name, expression) in lets { parser.add(expression, name: name) }
    parser.add(expression, name: nil)
    return compile(parser, expecting: expected, isLenient: false)
  }

  /// Plans an expression without checking it: what does not fit shows when it is evaluated.
  public func compileUnchecked(_ source: String) -> Compilation {
    var parser = Parser(libraries: libraries)
    parser.parse(source, name: nil)
    return compile(parser, expecting: nil, isLenient: true)
  }

  private func compile(
    _ parser: Parser, expecting expected: CELType?, isLenient: Bool
  ) -> Compilation {
    guard !parser.issues.contains(where: { $0.code == "cel.too-deep" || $0.code == "cel.too-long" })
    else { return Compilation(program: nil, issues: parser.issues, sources: parser.tree.sources) }
    var checker = Checker(parser.tree, self, isLenient: isLenient)
    let checked = checker.check(expecting: expected)
    var issues = parser.issues + checker.issues
    if !isLenient, !issues.contains(where: { $0.severity == .error }) {
      issues += WordChecker.issues(checked)
    }
    guard !issues.contains(where: { $0.severity == .error }) else {
      return Compilation(program: nil, issues: issues, sources: parser.tree.sources)
    }
    var planner = Planner(checked)
    planner.plan()
    let cost = isThorough ? cost(of: &planner, isLimited: !isLenient) : .unbounded
    issues += planner.issues
    guard !planner.issues.contains(where: { $0.severity == .error }) else {
      planner.discard()
      return Compilation(program: nil, issues: issues, sources: parser.tree.sources)
    }
    let constants = planner.constantNodes
    let program = Program(planner, cost)
    if isThorough, !isLenient {
      issues += Linter.issues(checked, constants, program.tendencies)
    }
    return Compilation(program: program, issues: issues, sources: parser.tree.sources)
  }

  /// The work that a plan takes; one that is certain to take too much is reported.
  private func cost(of planner: inout Planner, isLimited: Bool) -> CostEstimate {
    var estimator = CostEstimator(planner, limit: isLimited ? costLimit : .max)
    let cost = estimator.total()
    if isLimited, cost.lower > costLimit {
      planner.report(
        .error, "cel.cost",
        "takes at least \(cost.lower) units of work, and \(costLimit) are allowed",
        estimator.culprit, hint: "shorten what is written out, or nest fewer loops")
    }
    return cost
  }
}
