import Diagnostics

/// What an expression reads, from its syntax tree: variables, their fields and functions.
///
/// A tree is made without types, which costs a fraction of compiling; of an expression that compiles
/// it says the same as the checked tree, since names mean the same in both. Names that loops and
/// bindings of the expression itself introduce are not among them.
public struct ExpressionReading: Hashable, Sendable {
  /// A field of a variable.
  public struct Field: Hashable, Sendable {
    /// The variable.
    public var variable: String
    /// The field.
    public var name: String

    /// Names a field.
    public init(_ variable: String, _ name: String) {
      self.variable = variable
      self.name = name
    }

    public static func == (left: Field, right: Field) -> Bool {
      left.name.isSame(as: right.name) && left.variable.isSame(as: right.variable)
    }
  }

  // Lists without doubles, in the order in which things come: they are short, and made of every
  // expression at every start.

  /// The variables and named expressions that it uses.
  public private(set) var names: [String] = []
  /// The fields that it reads of them.
  public private(set) var fields: [Field] = []
  /// The chains of fields that it reads of variables, such as `system.deletion.tested`.
  public private(set) var paths: [String] = []
  /// The variables that it uses as a whole other than as arguments of functions, so that their fields
  /// may be read under another name.
  public private(set) var passedOn: [String] = []
  /// The variables that it gives to functions as a whole.
  public private(set) var arguments: [String] = []
  /// The functions and operations that it calls, by name.
  public private(set) var functions: [String] = []
  /// The texts of which a field must have one for the expression, a condition, to be true.
  public private(set) var requiredTexts: [Field: [String]] = [:]

  /// Reads an expression; of one that does not parse, what could be read.
  public init(_ source: String) { self.init(ParsedExpression(source)) }

  /// Reads an expression that was parsed; of one that did not parse, what could be read.
  public init(_ expression: ParsedExpression) {
    guard let root = expression.tree.sources.last?.root else { return }
    read(root, expression.tree, bound: [], isArgument: false)
    findRequiredTexts(root, expression.tree)
  }

  private mutating func read(
    _ node: NodeIndex, _ tree: SyntaxTree, bound: [String], isArgument: Bool
  ) {
    switch tree.nodes[node] {
    case .identifier(let name, let isRooted):
      guard isRooted || !bound.contains(name) else { return }
      names.addOnce(name)
      if isArgument { arguments.addOnce(name) } else { passedOn.addOnce(name) }
    case .select(let operand, let field, _), .presence(let operand, let field):
      if let path = Self.path(node, tree, bound) { paths.addOnce(path) }
      if let name = Self.variable(operand, tree, bound) {
        names.addOnce(name)
        fields.addOnce(Field(name, field))
      } else {
        read(operand, tree, bound: bound, isArgument: false)
      }
    case .call(let name, let target, let arguments):
      functions.addOnce(name)
      if let target { read(target, tree, bound: bound, isArgument: true) }
      for node in arguments { read(node, tree, bound: bound, isArgument: true) }
    case .comprehension(let loop):
      read(loop.range, tree, bound: bound, isArgument: false)
      let inner = bound + loop.variables
      for node in [loop.filter, loop.body].compactMap(\.self) {
        read(node, tree, bound: inner, isArgument: false)
      }
    case .bind(let name, let value, let body), .optionalMap(let value, let name, let body, _):
      read(value, tree, bound: bound, isArgument: false)
      read(body, tree, bound: bound + [name], isArgument: false)
    case let other:
      other.forEachChild { read($0, tree, bound: bound, isArgument: false) }
    }
  }

  /// The chain of fields from a variable that a node is, or that it tests for being given.
  static func path(
    _ node: NodeIndex, _ tree: SyntaxTree, _ bound: [String] = []
  ) -> String? {
    switch tree.nodes[node] {
    case .select(let operand, let field, _), .presence(let operand, let field):
      path(operand, tree, bound).map { "\($0).\(field)" }
    default: variable(node, tree, bound)
    }
  }

  /// The variable that a node is; `nil` where it is anything else, or bound by the expression.
  private static func variable(
    _ node: NodeIndex, _ tree: SyntaxTree, _ bound: [String]
  ) -> String? {
    guard case .identifier(let name, let isRooted) = tree.nodes[node],
      isRooted || !bound.contains(name)
    else { return nil }
    return name
  }

  /// Looks at the terms that must all be true: `a.b == 'x'` and `a.b in ['x', 'y']`.
  private mutating func findRequiredTexts(_ root: NodeIndex, _ tree: SyntaxTree) {
    let terms = if case .and(let terms) = tree.nodes[root] { terms } else { [root] }
    for term in terms {
      guard case .binary(let how, let left, let right) = tree.nodes[term],
        let (field, texts) = Self.required(how, left, right, tree),
        requiredTexts[field] == nil
      else { continue }
      requiredTexts[field] = texts
    }
  }

  private static func required(
    _ how: BinaryOperator, _ left: NodeIndex, _ right: NodeIndex, _ tree: SyntaxTree
  ) -> (Field, [String])? {
    switch how {
    case .equal:
      if let field = field(left, tree), let text = text(right, tree) { return (field, [text]) }
      if let field = field(right, tree), let text = text(left, tree) { return (field, [text]) }
      return nil
    case .contained:
      guard let field = field(left, tree), case .list(let items, let optional) = tree.nodes[right],
        optional.isEmpty
      else { return nil }
      let texts = items.compactMap { text($0, tree) }
      return texts.count == items.count ? (field, texts) : nil
    default: return nil
    }
  }

  private static func field(_ node: NodeIndex, _ tree: SyntaxTree) -> Field? {
    guard case .select(let operand, let name, let isOptional) = tree.nodes[node], !isOptional
    else { return nil }
    return variable(operand, tree, []).map { Field($0, name) }
  }

  private static func text(_ node: NodeIndex, _ tree: SyntaxTree) -> String? {
    if case .string(let text) = tree.nodes[node] { text } else { nil }
  }
}

extension [String] {
  /// Adds a name, unless it is there.
  package mutating func addOnce(_ name: String) {
    if !contains(where: { $0.isSame(as: name) }) { append(name) }
  }
}

extension Array where Element: Equatable {
  /// Adds an element, unless it is there.
  @inlinable
  package mutating func addOnce(_ element: Element) {
    if !contains(element) { append(element) }
  }
}
