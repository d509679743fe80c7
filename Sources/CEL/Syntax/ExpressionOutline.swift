/// What an expression of a text amounts to, for prose about it: a fixed text, a name, several of them one
/// after the other, or a choice.
public indirect enum ExpressionOutline: Hashable, Sendable {
  /// A fixed text.
  case text(String)
  /// A named value, or a chain of fields such as `record.lastEvent` or `schedule(dataset.category).period`.
  case name(String)
  /// Texts that are joined: `'hold ' + record.hold`.
  case joined([ExpressionOutline])
  /// A choice of two.
  ///
  /// - Parameter given: The chain of fields that is tested for being given, where the condition is
  ///   nothing else.
  case choice(given: String?, ExpressionOutline, ExpressionOutline)
  /// Anything else.
  case other

  /// The outline of an expression; of one that does not parse ``other``.
  public init(_ expression: ParsedExpression) {
    guard expression.issues.isEmpty, let root = expression.tree.sources.last?.root else {
      self = .other
      return
    }
    self = Self.outline(root, expression.tree)
  }

  private static func outline(_ node: NodeIndex, _ tree: SyntaxTree) -> ExpressionOutline {
    switch tree.nodes[node] {
    case .string(let text): .text(text)
    case .conditional(let condition, let yes, let no):
      .choice(given: given(condition, tree), outline(yes, tree), outline(no, tree))
    case .binary(.add, let left, let right):
      .joined([outline(left, tree), outline(right, tree)])
    case .call("orValue", .some(let target), let arguments) where arguments.count == 1:
      .choice(
        given: ExpressionReading.path(target, tree), outline(target, tree),
        outline(arguments[0], tree))
    case .optionalMap(let value, let name, let body, _):
      outline(body, tree).naming(name, as: outline(value, tree))
    // A text that is chosen by a code is named after the field of the code.
    case .index(let table, let code, _) where tree.nodes[table].isTable: outline(code, tree)
    case .presence: .other
    default: chain(node, tree).map(ExpressionOutline.name) ?? .other
    }
  }

  /// The outline with what a name of the expression itself stands for in its place.
  private func naming(_ name: String, as value: ExpressionOutline) -> ExpressionOutline {
    switch self {
    case .name(name): value
    case .joined(let parts): .joined(parts.map { $0.naming(name, as: value) })
    case .choice(let given, let yes, let no):
      .choice(given: given, yes.naming(name, as: value), no.naming(name, as: value))
    case .text, .name, .other: self
    }
  }

  /// A chain of fields of a variable, or of what a function gives for one.
  private static func chain(_ node: NodeIndex, _ tree: SyntaxTree) -> String? {
    if let path = ExpressionReading.path(node, tree) { return path }
    guard case .select(let operand, let field, _) = tree.nodes[node],
      case .call(let function, nil, let arguments) = tree.nodes[operand], arguments.count == 1,
      let argument = ExpressionReading.path(arguments[0], tree)
    else { return nil }
    return "\(function)(\(argument)).\(field)"
  }

  /// The chain of fields that a condition asks for: `has(a.b)` or `a.?b.hasValue()`.
  private static func given(_ node: NodeIndex, _ tree: SyntaxTree) -> String? {
    switch tree.nodes[node] {
    case .presence: ExpressionReading.path(node, tree)
    case .call("hasValue", .some(let target), _): ExpressionReading.path(target, tree)
    default: nil
    }
  }
}

extension SyntaxNode {
  /// Whether it is a map that is written out.
  fileprivate var isTable: Bool { if case .map = self { true } else { false } }
}
