public import CEL

extension TextTemplate {
  /// A text with expressions in braces, in parts of which each is a fixed text or what an expression
  /// amounts to.
  public static func outlines(_ source: String) -> [ExpressionOutline] {
    split(source).map { fragment in
      switch fragment {
      case .text(let text): .text(text)
      case .expression(let source, _): ExpressionOutline(ParsedExpression(source))
      case .unclosed: .other
      }
    }
  }
}
