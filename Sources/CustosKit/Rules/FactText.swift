import CivilTime
import Inventory
import Reports
import YAMLTree

/// Facts of an example as a reader wants them: `kind offender, group 3, lastEvent 2020-02-29`.
enum FactText {
  /// The facts of a subject under their labels: `kind of record: offender, review group: 3`.
  ///
  /// - Parameter root: What paths call the subject, such as `record` or `request`.
  static func labelled(_ node: Node, below root: String) -> String {
    guard let members = node.members else { return of(node) }
    guard !members.isEmpty else { return "no fact given" }
    return members.map { member in
      let path = "\(root).\(member.key)"
      let label = FieldLabels.vocabulary[path]?.label ?? ReportWords.computed(member.key)
      return "\(label): \(value(member.value, at: path))"
    }.joined(separator: ", ")
  }

  private static func value(_ node: Node, at path: String) -> String {
    if node.members != nil { return "(\(labelled(node, below: path)))" }
    if let elements = node.elements {
      return elements.isEmpty
        ? "none" : elements.map { value($0, at: path) }.joined(separator: " and ")
    }
    return node.text.map { ReportWords.value($0, of: path, .vocabulary) } ?? of(node)
  }

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
