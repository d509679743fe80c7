/// A part of an expression as it is written: what is the same whenever it is explained.
public final class ExpressionPart: Sendable {
  /// How a part computes a value from others.
  enum Form: Sendable {
    case sign(BinaryOperator)
    case lastDay
    /// A call, and the text of what it is called on where that is only part of its name.
    case call(String, isMethod: Bool, namespace: String?)
  }

  /// The named expression in which it stands; `nil` in the main one.
  public let letName: String?
  /// Where it stands in its source, in UTF-8 bytes.
  public let range: Range<Int>
  /// Its text.
  public let text: String
  /// Its text on one line.
  public let line: String
  /// Whether it is, or is made of, a chain of `&&` or `||`.
  public let hasLogic: Bool
  /// Whether it is, or is made of, a choice, `… ? … : …`.
  public let hasChoice: Bool
  /// The function that it calls; `nil` where it calls none.
  public let callee: String?
  /// How it computes a value; `nil` where it does not.
  let form: Form?
  /// Of a constant, whether its text is the value itself.
  let isLiteral: Bool?

  /// - Parameter parts: Those of the nodes beneath.
  init(
    _ node: NodeIndex, of checked: CheckedTree, constant: Value?, madeOf parts: [ExpressionPart]
  ) {
    let tree = checked.tree
    letName = tree.sources[tree.sourceOf[node]].name
    range = tree.ranges[node]
    text = tree.text(node)
    let oneLine = SourceText.oneLine(text)
    line = oneLine == text ? text : oneLine
    let children = tree.nodes[node].children.map { parts[$0] }
    switch tree.nodes[node] {
    case .and, .or: hasLogic = true
    default: hasLogic = children.contains(where: \.hasLogic)
    }
    if case .conditional = tree.nodes[node] {
      hasChoice = true
    } else {
      hasChoice = children.contains(where: \.hasChoice)
    }
    if case .call(let name, _, _) = tree.nodes[node] { callee = name } else { callee = nil }
    form = Self.form(node, of: checked)
    isLiteral = constant.map { [text] in Datum(shown: $0).description == text }
  }

  private static func form(_ node: NodeIndex, of checked: CheckedTree) -> Form? {
    switch checked.tree.nodes[node] {
    case .binary(let sign, _, _) where !sign.isRelation: return .sign(sign)
    case .call("lastDay", let target, let arguments)
    where arguments.count + (target == nil ? 0 : 1) >= 2:
      return .lastDay
    case .call(let name, let target?, _):
      guard case .namespacedFunction = checked.resolutions[node] else {
        return .call(name, isMethod: true, namespace: nil)
      }
      return .call(name, isMethod: false, namespace: checked.tree.text(target))
    case .call(let name, nil, _): return .call(name, isMethod: false, namespace: nil)
    default: return nil
    }
  }
}

extension Explanation {
  /// What a value was computed from.
  final class Formula: Sendable {
    private let form: ExpressionPart.Form
    private let operands: [Datum]
    private let result: Datum

    init(_ form: ExpressionPart.Form, _ operands: [Datum], _ result: Datum) {
      self.form = form
      self.operands = operands
      self.result = result
    }

    /// The sum in words, such as `2019-06-30 + P6Y (from) = 2025-06-30`.
    var text: String {
      switch form {
      case .sign(let sign): "\(operands[0]) \(sign.rawValue) \(operands[1]) = \(result)"
      case .lastDay: "\(operands[0]) + \(operands[1]) (\(mode)) = \(result)"
      case .call(let name, isMethod: true, _):
        "\(operands[0]).\(name)(\(Self.joined(operands.dropFirst()))) = \(result)"
      case .call(let name, isMethod: false, let namespace):
        "\(namespace.map { "\($0)." } ?? "")\(name)(\(Self.joined(operands[...]))) = \(result)"
      }
    }

    private var mode: String {
      if operands.count == 3, case .string(let name) = operands[2] { name } else { "from" }
    }

    private static func joined(_ values: ArraySlice<Datum>) -> String {
      values.map(\.description).joined(separator: ", ")
    }
  }
}
