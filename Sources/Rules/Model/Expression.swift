import CEL
import Synchronization
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
  private let parsedOnce = Mutex<ParsedExpression?>(nil)
  private let readOnce = Mutex<ExpressionReading?>(nil)

  init(_ source: String) { self.source = source }

  /// The expression, parsed.
  var parsed: ParsedExpression {
    parsedOnce.withLock { known in
      if let known { return known }
      let parsed = ParsedExpression(source)
      known = parsed
      return parsed
    }
  }

  /// What it reads.
  var reading: ExpressionReading {
    readOnce.withLock { known in
      if let known { return known }
      let reading = ExpressionReading(parsed)
      known = reading
      return reading
    }
  }
}
