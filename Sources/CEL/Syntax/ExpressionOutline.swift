/// What an expression of a text amounts to, for prose about it: a fixed text, a name, or a choice of these.
public indirect enum ExpressionOutline: Hashable, Sendable {
  /// A fixed text.
  case text(String)
  /// A named value, or a chain of fields such as `record.lastEvent`.
  case name(String)
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
    case .presence: .other
    default: ExpressionReading.path(node, tree).map(ExpressionOutline.name) ?? .other
    }
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
