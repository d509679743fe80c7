/// How the value of a node changes when `today` moves on.
enum Tendency: Int8, Sendable {
  /// It does not depend on today.
  case constant
  /// It never falls.
  case rising
  /// It never rises.
  case falling
  /// Nothing is known.
  case unknown

  var reversed: Tendency {
    switch self {
    case .constant, .unknown: self
    case .rising: .falling
    case .falling: .rising
    }
  }

  /// The tendency of something that never falls when either of two things rises.
  func joined(_ other: Tendency) -> Tendency {
    if self == .constant { return other }
    if other == .constant || other == self { return self }
    return .unknown
  }

  /// The tendency of every node of a tree.
  static func all(of checked: CheckedTree) -> [Tendency] {
    var tendencies = [Tendency](repeating: .constant, count: checked.tree.nodes.count)
    var locals = [Tendency](repeating: .constant, count: checked.localNames.count)
    for source in checked.tree.sources {
      _ = find(source.root, checked, &tendencies, &locals)
    }
    return tendencies
  }

  /// The order matters: what a macro binds is known before its body is looked at.
  private static func find(
    _ node: NodeIndex, _ checked: CheckedTree, _ tendencies: inout [Tendency],
    _ locals: inout [Tendency]
  ) -> Tendency {
    let tendency: Tendency
    switch checked.tree.nodes[node] {
    case .comprehension(let loop):
      var isConstant = find(loop.range, checked, &tendencies, &locals) == .constant
      for local in checked.locals[node] ?? [] { locals[local] = isConstant ? .constant : .unknown }
      for part in [loop.filter, loop.body].compactMap(\.self)
      where find(part, checked, &tendencies, &locals) != .constant {
        isConstant = false
      }
      tendency = isConstant ? .constant : .unknown
    case .bind(_, let value, let body):
      let bound = find(value, checked, &tendencies, &locals)
      // What is bound stays as it is while the day is moved, so nothing is known about its way.
      for local in checked.locals[node] ?? [] {
        locals[local] = bound == .constant ? .constant : .unknown
      }
      tendency = find(body, checked, &tendencies, &locals)
    case .optionalMap(let operand, _, let body, _):
      let bound = find(operand, checked, &tendencies, &locals)
      for local in checked.locals[node] ?? [] {
        locals[local] = bound == .constant ? bound : .unknown
      }
      let inner = find(body, checked, &tendencies, &locals)
      tendency = bound == .constant && inner == .constant ? .constant : .unknown
    case let other:
      let parts = other.children.map { find($0, checked, &tendencies, &locals) }
      tendency = combine(node, other, parts, checked, tendencies, locals)
    }
    tendencies[node] = tendency
    return tendency
  }

  private static func combine(
    _ node: NodeIndex, _ syntax: SyntaxNode, _ parts: [Tendency], _ checked: CheckedTree,
    _ tendencies: [Tendency], _ locals: [Tendency]
  ) -> Tendency {
    switch checked.resolutions[node] {
    case .today: return .rising
    case .local(let number): return locals[number]
    case .named(let source): return tendencies[checked.tree.sources[source].root]
    case .variable, .typeName: return .constant
    case .function(let index):
      return call(index, elements(of: syntax, index, checked, tendencies) ?? parts, checked)
    case .namespacedFunction(let index): return call(index, Array(parts.dropFirst()), checked)
    case .none, .field, .undeclared: break
    }
    // Which way is taken stays as it is, so the whole moves as both ways do.
    if case .conditional = syntax, parts[0] == .constant { return parts[1].joined(parts[2]) }
    return parts.allSatisfy { $0 == .constant } ? .constant : .unknown
  }

  /// How the elements of a list that is written out move, for functions that take one of them.
  private static func elements(
    of syntax: SyntaxNode, _ index: Int, _ checked: CheckedTree, _ tendencies: [Tendency]
  ) -> [Tendency]? {
    guard case .followsElements = checked.environment.functions[index].meaning.course,
      case .call(_, nil, let arguments) = syntax, arguments.count == 1,
      case .list(let elements, let optional) = checked.tree.nodes[arguments[0]], optional.isEmpty
    else { return nil }
    return [elements.reduce(.constant) { $0.joined(tendencies[$1]) }]
  }

  private static func call(
    _ index: Int, _ parts: [Tendency], _ checked: CheckedTree
  ) -> Tendency {
    let entry = checked.environment.functions[index]
    switch entry.function.dependence {
    case .argumentsOnly: break
    case .today, .todayWithin: return .unknown
    }
    var tendency = Tendency.constant
    for (position, part) in parts.enumerated() where part != .constant {
      switch entry.meaning.course.tendency(ofArgument: position) {
      case 1: tendency = tendency.joined(part)
      case -1: tendency = tendency.joined(part.reversed)
      default: return .unknown
      }
    }
    return tendency
  }
}
