/// A part of an expression as it is written: what is the same whenever it is explained.
public final class ExpressionPart: Sendable {
  /// How a part computes a value from others.
  enum Form: Sendable {
    case sign(BinaryOperator)
    /// A period that is added to a day, counted in a way that a third argument may name.
    case periodAdded
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
  /// Whether it is what an optional holds or, if that holds nothing, something else.
  public let hasFallback: Bool
  /// Whether it is a day that a function makes of another by adding a period.
  public let addsPeriod: Bool
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
    hasFallback = checked.fallback(node)?.unwraps == true
    addsPeriod = checked.function(calledBy: node)?.meaning.traits.contains(.addsPeriod) == true
    form = Self.form(node, of: checked, addsPeriod: addsPeriod)
    isLiteral = constant.map { [text] in Datum(shown: $0).description == text }
  }

  private static func form(
    _ node: NodeIndex, of checked: CheckedTree, addsPeriod: Bool
  ) -> Form? {
    switch checked.tree.nodes[node] {
    case .binary(let sign, _, _) where !sign.isRelation: return .sign(sign)
    case .call where addsPeriod && checked.strictOperands(node).count >= 2: return .periodAdded
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
      case .periodAdded: "\(operands[0]) + \(operands[1]) (\(mode)) = \(result)"
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
