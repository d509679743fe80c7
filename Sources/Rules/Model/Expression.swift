import CEL
public import YAMLTree

/// A text of a rule file that is code, with its node, so that a message can point into it.
public struct Expression: Hashable, Sendable {
  /// The text.
  public var source: String { code.source }
  /// The node it came from.
  public var node: Node
  /// The text, parsed and read at most once wherever it is used.
  let code: ExpressionText

  init(_ node: Node) {
    self.node = node
    code = ExpressionText(node.text ?? "")
  }

  public static func == (left: Expression, right: Expression) -> Bool { left.node == right.node }

  public func hash(into hasher: inout Hasher) { hasher.combine(node) }
}

/// An expression of the rule language that is parsed when it is first needed; rules of a pack share
/// their named values.
final class ExpressionText: Sendable {
  /// The text.
  let source: String
  private let parsedPart = MadeOnce<ParsedExpression>()
  private let readingPart = MadeOnce<ExpressionReading>()

  init(_ source: String) { self.source = source }

  /// The expression, parsed.
  var parsed: ParsedExpression { parsedPart.value { ParsedExpression(source) } }

  /// What it reads.
  var reading: ExpressionReading { readingPart.value { ExpressionReading(parsed) } }
}
