/// A term of a conjunction at the top of an expression.
public struct Conjunct: Sendable {
  /// Where it stands in the main expression, in UTF-8 bytes.
  public let range: Range<Int>
  /// Its text.
  public let source: String
  /// The variables that it reads, through named expressions too.
  public let variablesRead: Set<String>
  /// Whether it depends on `today`.
  public let readsToday: Bool
}

extension Program {
  /// The variables that the expression reads, through named expressions too.
  public var variablesRead: Set<String> { reading(checked.root).variables }

  /// The paths of fields that it reads from variables, such as `record.owner.name`, in order.
  ///
  /// Fields of elements of a list have the list's path with `[]` behind it.
  public var fieldPathsRead: [String] { reading(checked.root).paths.sorted() }

  /// The names of the functions that the expression calls, through named expressions too.
  public var functionsCalled: Set<String> {
    var names: Set<String> = []
    var pending = [checked.root]
    while let node = pending.popLast() {
      switch checked.resolutions[node] {
      case .function(let index), .namespacedFunction(let index):
        names.insert(checked.environment.functions[index].function.name)
      case .named(let source): pending.append(checked.tree.sources[source].root)
      default: break
      }
      pending += checked.tree.nodes[node].children
    }
    return names
  }

  /// Whether the outcome may depend on the day.
  public var readsToday: Bool { tendencies[checked.root] != .constant }

  /// Whether it can tell a day that is known only in part from one of the days that it could be,
  /// other than by failing.
  ///
  /// If not, then what it says of a day known in part, without an error, it says of each of them.
  public var seesPrecision: Bool {
    checked.resolutions.contains { resolution in
      switch resolution {
      case .function(let index), .namespacedFunction(let index):
        checked.environment.functions[index].function.seesPrecision
      default: false
      }
    }
  }

  /// The terms of the conjunction at the top; the whole expression if it is none.
  ///
  /// All of them have to be true for the expression to be true. To evaluate one alone, compile its
  /// source with the same named expressions.
  public var conjuncts: [Conjunct] {
    let terms =
      if case .and(let terms) = checked.tree.nodes[checked.root] { terms } else { [checked.root] }
    return terms.map { term in
      Conjunct(
        range: checked.tree.ranges[term], source: checked.tree.text(term),
        variablesRead: reading(term).variables, readsToday: tendencies[term] != .constant)
    }
  }

  /// The texts of what the expression compares with a named expression as their upper bound: `a`
  /// and `b` of `a <= limit && b < limit`.
  ///
  /// It looks at the terms at the top of the expression, and further down only at what depends on
  /// the day.
  public func expressions(boundedBy name: String) -> (texts: [String], needsAll: Bool) {
    let root = checked.root
    var terms = [root]
    var needsAll = true
    switch checked.tree.nodes[root] {
    case .and(let all): terms = all
    case .or(let all): (terms, needsAll) = (all, false)
    default: break
    }
    var found: [String] = []
    for node in checked.tree.nodes.indices {
      guard let left = expression(of: node, boundedBy: name),
        terms.contains(node) || tendencies[left] != .constant
      else { continue }
      let text = checked.tree.text(left)
      if !found.contains(text) { found.append(text) }
    }
    return (found, needsAll)
  }

  /// What a comparison sets a named expression as the upper bound of; `nil` of anything else.
  private func expression(of node: NodeIndex, boundedBy name: String) -> NodeIndex? {
    guard case .binary(let sign, let left, let right) = checked.tree.nodes[node] else { return nil }
    switch sign {
    case .less, .lessOrEqual: return isNamed(right, name) ? left : nil
    case .greater, .greaterOrEqual: return isNamed(left, name) ? right : nil
    default: return nil
    }
  }

  private func isNamed(_ node: NodeIndex, _ name: String) -> Bool {
    guard case .named(let source) = checked.resolutions[node] else { return false }
    return checked.tree.sources[source].name == name
  }

  /// The values that a path must have one of for the expression to be true.
  ///
  /// It looks at the terms of the conjunction that compare the path with constants, through `==` or
  /// `in`. `nil` if none does, so that the path may have any value.
  public func requiredConstants(path: String) -> [Datum]? {
    let terms =
      if case .and(let terms) = checked.tree.nodes[checked.root] { terms } else { [checked.root] }
    var allowed: [Datum]?
    for term in terms {
      guard let found = required(term, path) else { continue }
      allowed = allowed.map { known in known.filter { found.contains($0) } } ?? found
    }
    return allowed
  }

  private func required(_ node: NodeIndex, _ path: String) -> [Datum]? {
    switch checked.tree.nodes[node] {
    case .binary(.equal, let left, let right):
      if self.path(of: left) == path { return constantNodes[right].map { [Datum($0)] } }
      if self.path(of: right) == path { return constantNodes[left].map { [Datum($0)] } }
      return nil
    case .binary(.contained, let left, let right):
      guard self.path(of: left) == path, let list = constantNodes[right], list.tag == .list else {
        return nil
      }
      return list.asList.map { Datum($0) }
    case .or(let terms):
      var all: [Datum] = []
      for term in terms {
        guard let part = required(term, path) else { return nil }
        all += part.filter { !all.contains($0) }
      }
      return all
    case .and(let terms):
      return terms.lazy.compactMap { self.required($0, path) }.first
    default: return nil
    }
  }

  /// The path of a chain of fields from a variable; `nil` if the node is none.
  func path(of node: NodeIndex) -> String? {
    if case .variable(let slot) = checked.resolutions[node] {
      return checked.environment.variables[slot].name
    }
    switch checked.tree.nodes[node] {
    case .select(let operand, let field, _), .presence(let operand, let field):
      return path(of: operand).map { "\($0).\(field)" }
    case .identifier:
      switch checked.resolutions[node] {
      case .local(let number): return elementPath(number)
      case .named(let source): return path(of: checked.tree.sources[source].root)
      default: return nil
      }
    default: return nil
    }
  }

  /// The path of the element that a macro binds, such as `record.offences[]`.
  private func elementPath(_ number: Int) -> String? {
    for (node, numbers) in checked.locals where numbers.contains(number) {
      switch checked.tree.nodes[node] {
      case .comprehension(let loop) where numbers.last == number:
        return path(of: loop.range).map { "\($0)[]" }
      case .bind(_, let value, _): return path(of: value)
      case .optionalMap(let operand, _, _, _): return path(of: operand)
      default: return nil
      }
    }
    return nil
  }

  private func reading(_ root: NodeIndex) -> (variables: Set<String>, paths: Set<String>) {
    var variables: Set<String> = []
    var paths: Set<String> = []
    var pending = [(node: root, isInPath: false)]
    while let (node, isInPath) = pending.popLast() {
      if !isInPath, let path = path(of: node) { paths.insert(path) }
      switch checked.resolutions[node] {
      case .variable(let slot): variables.insert(checked.environment.variables[slot].name)
      case .named(let source): pending.append((checked.tree.sources[source].root, false))
      case .namespacedFunction:
        if case .call(_, _, let arguments) = checked.tree.nodes[node] {
          pending += arguments.map { ($0, false) }
        }
        continue
      default: break
      }
      let continues = path(of: node) != nil
      pending += checked.tree.nodes[node].children.map { ($0, continues) }
    }
    return (variables, paths)
  }
}
