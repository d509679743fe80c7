/// What a name, a selection or a call stands for.
enum Resolution: Sendable {
  /// Nothing to say: the node speaks for itself.
  case none
  case variable(Int)
  case today
  /// A variable of a macro, by its number.
  case local(Int)
  /// A named expression, by its source.
  case named(Int)
  case typeName(CELType)
  /// A field of a declared object, by its slot.
  case field(Int)
  /// A function, by its place in the environment.
  case function(Int)
  /// A function whose target is only part of its name, such as `math.abs`.
  case namespacedFunction(Int)
  /// Nothing declares it.
  case undeclared
}

/// A tree whose names are resolved and whose nodes have types.
struct CheckedTree: Sendable {
  let tree: SyntaxTree
  var types: [CELType]
  var resolutions: [Resolution]
  /// The numbers of the variables that a macro binds.
  var locals: [NodeIndex: [Int]]
  /// The names of the variables that macros bind, by their number.
  var localNames: [String]
  let environment: Environment

  /// The top of the main expression.
  var root: NodeIndex { tree.sources[tree.sources.count - 1].root }

  /// The variable-free name of a chain of selections, such as `a.b.c`; `nil` if it is none.
  static func qualifiedName(
    _ node: NodeIndex, in tree: SyntaxTree
  ) -> (name: String, isRooted: Bool)? {
    switch tree.nodes[node] {
    case .identifier(let name, let isRooted): return (name, isRooted)
    case .select(let operand, let field, isOptional: false):
      guard let (prefix, isRooted) = qualifiedName(operand, in: tree) else { return nil }
      return ("\(prefix).\(field)", isRooted)
    default: return nil
    }
  }

  /// The function that a node calls; `nil` if it calls none.
  @inline(__always)
  func function(calledBy node: NodeIndex) -> FunctionEntry? {
    switch resolutions[node] {
    case .function(let index), .namespacedFunction(let index): environment.functions[index]
    default: nil
    }
  }

  /// The parts of a call whose argument is evaluated only if an optional holds nothing, and whether
  /// its result is what the optional holds; `nil` for any other node.
  func fallback(
    _ node: NodeIndex
  ) -> (optional: NodeIndex, other: NodeIndex, unwraps: Bool)? {
    guard case .call(_, let optional?, let arguments) = tree.nodes[node], arguments.count == 1,
      case .function(let index) = resolutions[node],
      case .fallback(let unwraps) = environment.functions[index].meaning.lowering
    else { return nil }
    return (optional, arguments[0], unwraps)
  }
}
