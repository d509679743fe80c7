/// What the explanations of a program share, made when it is first explained; one machine's.
final class ProgramParts {
  /// A way to a field that the text alone tells.
  struct Path {
    let text: String
    /// Its number among the paths of the program.
    let number: Int
  }

  let program: Program
  let parts: [ExpressionPart]
  /// The operands of strict nodes.
  let operands: [[NodeIndex]]
  /// The values of nodes that are constant, with the copies that are shown.
  let constants: [(value: Value, shown: Datum)?]
  /// The variables whose fields nodes read or test at once.
  let variables: [Int?]
  /// The paths of nodes that read a field of a variable.
  let paths: [Path?]
  private let pathNumbers: [String: Int]
  /// How many paths there are.
  var pathCount: Int { pathNumbers.count }

  init(_ program: Program) {
    let checked = program.checked
    let nodes = checked.tree.nodes.indices
    self.program = program
    var parts: [ExpressionPart] = []
    // A node stands after those beneath it.
    for node in nodes {
      parts.append(
        ExpressionPart(
          node, of: checked, constant: program.constantNodes[node], madeOf: parts))
    }
    self.parts = parts
    operands = nodes.map { checked.strictOperands($0) }
    variables = nodes.map { Self.variable(read: $0, checked) }
    (paths, pathNumbers) = Self.paths(of: checked)
    constants = nodes.map { node in
      program.constantNodes[node].map { ($0, Datum(shown: $0)) }
    }
  }

  /// The number of a path; `nil` where it is not one that the text alone tells.
  func number(of path: String) -> Int? { pathNumbers[path] }

  private static func variable(read node: NodeIndex, _ checked: CheckedTree) -> Int? {
    switch checked.tree.nodes[node] {
    case .select(let operand, _, _), .presence(let operand, _):
      if case .variable(let slot) = checked.resolutions[operand] { slot } else { nil }
    default: nil
    }
  }

  private static func paths(of checked: CheckedTree) -> ([Path?], [String: Int]) {
    var paths: [Path?] = Array(repeating: nil, count: checked.tree.nodes.count)
    var numbers: [String: Int] = [:]
    // A node stands after those beneath it.
    for node in checked.tree.nodes.indices {
      guard let text = text(node, checked, paths) else { continue }
      let number = numbers[text] ?? numbers.count
      numbers[text] = number
      paths[node] = Path(text: text, number: number)
    }
    return (paths, numbers)
  }

  private static func text(
    _ node: NodeIndex, _ checked: CheckedTree, _ paths: [Path?]
  ) -> String? {
    switch (checked.resolutions[node], checked.tree.nodes[node]) {
    case (.variable(let slot), _): return checked.environment.variables[slot].name
    case (.field, .select(let operand, let name, _)), (.field, .presence(let operand, let name)):
      return paths[operand].map { "\($0.text).\(name)" }
    default: return nil
    }
  }
}
