import YAMLTree

/// Facts of an example as a reader wants them: `kind offender, group 3, lastEvent 2020-02-29`.
enum FactText {
  /// A node in words; what stands within another is in parentheses.
  static func of(_ node: Node) -> String {
    if let members = node.members {
      return members.map { "\($0.key) \(nested($0.value))" }.joined(separator: ", ")
    }
    if let elements = node.elements {
      return elements.isEmpty ? "none" : elements.map(nested).joined(separator: " and ")
    }
    guard let text = node.text else { return "not given" }
    return text.isEmpty ? "empty" : text
  }

  private static func nested(_ node: Node) -> String {
    node.members == nil ? of(node) : "(\(of(node)))"
  }
}
