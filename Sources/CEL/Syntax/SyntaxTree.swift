/// The place of a node in its tree.
typealias NodeIndex = Int

/// Binary operators, by the way they are written.
enum BinaryOperator: String {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case contained = "in"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"

  /// Whether it orders its operands.
  var isOrder: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }

  /// Whether it yields a Boolean.
  var isRelation: Bool {
    switch self {
    case .equal, .notEqual, .contained: true
    default: isOrder
    }
  }

  /// Whether it adds or subtracts.
  var isSum: Bool {
    switch self {
    case .add, .subtract: true
    default: false
    }
  }

  /// Whether it multiplies or divides.
  var isProduct: Bool {
    switch self {
    case .multiply, .divide, .modulo: true
    default: false
    }
  }
}

/// A macro over the elements of a list or the entries of a map.
enum ComprehensionKind: String {
  case all, exists, existsOne, map, filter, transformList, transformMap, transformMapEntry
}

/// An element of an expression. Children stand in the same tree, by index.
enum SyntaxNode {
  struct Entry {
    let key: NodeIndex
    let value: NodeIndex
    let isOptional: Bool
  }

  struct Comprehension {
    let kind: ComprehensionKind
    let range: NodeIndex
    /// One or two variables.
    let variables: [String]
    /// The condition of a `map` or `transform…` with a filter.
    let filter: NodeIndex?
    let body: NodeIndex
  }

  /// Did not parse; it has been reported.
  case failed
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  /// A name; rooted ones begin with a dot and see no local variables.
  case identifier(String, isRooted: Bool)
  case select(NodeIndex, field: String, isOptional: Bool)
  /// `has(operand.field)`.
  case presence(NodeIndex, field: String)
  case index(NodeIndex, NodeIndex, isOptional: Bool)
  case call(String, target: NodeIndex?, arguments: [NodeIndex])
  /// The elements, and which of them are optional.
  case list([NodeIndex], optional: Set<Int>)
  case map([Entry])
  case and([NodeIndex])
  case or([NodeIndex])
  case not(NodeIndex)
  case negate(NodeIndex)
  case conditional(NodeIndex, NodeIndex, NodeIndex)
  case binary(BinaryOperator, NodeIndex, NodeIndex)
  case comprehension(Comprehension)
  /// `cel.bind(name, value, body)`.
  case bind(String, value: NodeIndex, body: NodeIndex)
  /// `operand.optMap(name, body)`, or `optFlatMap`.
  case optionalMap(NodeIndex, name: String, body: NodeIndex, isFlat: Bool)
}

extension SyntaxNode {
  /// The nodes directly below, in the order of the source.
  var children: [NodeIndex] {
    var children: [NodeIndex] = []
    forEachChild { children.append($0) }
    return children
  }

  /// Visits the nodes directly below, in the order of the source.
  @inline(__always)
  func forEachChild(_ visit: (NodeIndex) -> Void) {
    switch self {
    case .failed, .null, .bool, .int, .uint, .double, .string, .bytes, .identifier: break
    case .select(let operand, _, _), .presence(let operand, _): visit(operand)
    case .not(let operand), .negate(let operand): visit(operand)
    case .call(_, let target, let arguments):
      if let target { visit(target) }
      arguments.forEach(visit)
    case .list(let nodes, _), .and(let nodes), .or(let nodes): nodes.forEach(visit)
    case .map(let entries):
      for entry in entries {
        visit(entry.key)
        visit(entry.value)
      }
    case .conditional(let condition, let yes, let no):
      visit(condition)
      visit(yes)
      visit(no)
    case .index(let first, let second, _), .binary(_, let first, let second),
      .bind(_, let first, let second), .optionalMap(let first, _, let second, _):
      visit(first)
      visit(second)
    case .comprehension(let loop):
      visit(loop.range)
      if let filter = loop.filter { visit(filter) }
      visit(loop.body)
    }
  }
}

extension SyntaxNode {
  /// The node in a tree in which its children stand further on.
  func moved(by offset: Int) -> SyntaxNode {
    guard offset != 0 else { return self }
    switch self {
    case .failed, .null, .bool, .int, .uint, .double, .string, .bytes, .identifier: return self
    case .select(let operand, let field, let isOptional):
      return .select(operand + offset, field: field, isOptional: isOptional)
    case .presence(let operand, let field): return .presence(operand + offset, field: field)
    case .index(let operand, let index, let isOptional):
      return .index(operand + offset, index + offset, isOptional: isOptional)
    case .call(let name, let target, let arguments):
      return .call(
        name, target: target.map { $0 + offset }, arguments: arguments.map { $0 + offset })
    case .list(let elements, let optional):
      return .list(elements.map { $0 + offset }, optional: optional)
    case .map(let entries):
      return .map(
        entries.map {
          Entry(key: $0.key + offset, value: $0.value + offset, isOptional: $0.isOptional)
        })
    case .and(let terms): return .and(terms.map { $0 + offset })
    case .or(let terms): return .or(terms.map { $0 + offset })
    case .not(let operand): return .not(operand + offset)
    case .negate(let operand): return .negate(operand + offset)
    case .conditional(let condition, let yes, let no):
      return .conditional(condition + offset, yes + offset, no + offset)
    case .binary(let sign, let left, let right):
      return .binary(sign, left + offset, right + offset)
    case .comprehension(let loop):
      return .comprehension(
        Comprehension(
          kind: loop.kind, range: loop.range + offset, variables: loop.variables,
          filter: loop.filter.map { $0 + offset }, body: loop.body + offset))
    case .bind(let name, let value, let body):
      return .bind(name, value: value + offset, body: body + offset)
    case .optionalMap(let operand, let name, let body, let isFlat):
      return .optionalMap(operand + offset, name: name, body: body + offset, isFlat: isFlat)
    }
  }
}

/// The sources of a program, parsed: the named expressions first, the main one last.
struct SyntaxTree {
  /// A source text.
  struct Source {
    /// The name of a named expression; `nil` for the main one.
    let name: String?
    let text: String
    /// The top of the text; set when it has been parsed.
    var root: NodeIndex = 0
  }

  var sources: [Source] = []
  private(set) var nodes: [SyntaxNode] = []
  /// Where a node stands in its source.
  private(set) var ranges: [Range<Int>] = []
  /// The source in which a node stands.
  private(set) var sourceOf: [Int] = []
  private(set) var depths: [Int] = []
  /// Where the name of a field, function or variable stands, if it is only part of the node.
  var nameRanges: [NodeIndex: Range<Int>] = [:]

  mutating func add(_ node: SyntaxNode, _ range: Range<Int>) -> NodeIndex {
    nodes.append(node)
    ranges.append(range)
    sourceOf.append(sources.count - 1)
    var deepest = 0
    node.forEachChild { deepest = max(deepest, depths[$0]) }
    depths.append(1 + deepest)
    return nodes.count - 1
  }

  /// Adds the one source of another tree under a name.
  mutating func append(_ other: SyntaxTree, name: String?) {
    if nodes.isEmpty {
      self = other
      sources = [Source(name: name, text: other.sources[0].text, root: other.sources[0].root)]
      return
    }
    let start = nodes.count
    sources.append(
      Source(name: name, text: other.sources[0].text, root: other.sources[0].root + start))
    nodes += other.nodes.lazy.map { $0.moved(by: start) }
    ranges += other.ranges
    depths += other.depths
    sourceOf += repeatElement(sources.count - 1, count: other.nodes.count)
    for (node, range) in other.nameRanges { nameRanges[node + start] = range }
  }

  /// Makes room for the nodes of a source.
  mutating func reserve(_ count: Int) {
    guard nodes.isEmpty else { return }
    nodes.reserveCapacity(count)
    ranges.reserveCapacity(count)
    depths.reserveCapacity(count)
    sourceOf.reserveCapacity(count)
  }

  /// The text of a node, as it is written.
  func text(_ node: NodeIndex) -> String {
    let utf8 = sources[sourceOf[node]].text.utf8
    let range = ranges[node]
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let end = utf8.index(start, offsetBy: range.count)
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }
}
