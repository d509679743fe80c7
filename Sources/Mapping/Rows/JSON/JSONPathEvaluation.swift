import CEL

extension JSONPath {
  /// The values that the query finds in a document, in order.
  ///
  /// - Parameter current: The value that `@` stands for.
  func nodes(in document: JSONDocument, from current: Int) -> [Int] {
    var nodes = [isRelative ? current : document.root]
    for segment in segments {
      var found: [Int] = []
      for node in nodes {
        if segment.isDescendant {
          descend(document, node, segment.selectors, &found)
        } else {
          for selector in segment.selectors { select(selector, document, node, &found) }
        }
      }
      nodes = found
    }
    return nodes
  }

  private func descend(
    _ document: JSONDocument, _ node: Int, _ selectors: [Selector], _ found: inout [Int]
  ) {
    for selector in selectors { select(selector, document, node, &found) }
    for child in document.children(node) { descend(document, child, selectors, &found) }
  }

  private func select(
    _ selector: Selector, _ document: JSONDocument, _ node: Int, _ found: inout [Int]
  ) {
    let kind = document.nodes[node].kind
    switch selector {
    case .name(let name):
      if let member = document.member(node, name) { found.append(member) }
    case .wildcard:
      if kind == .array || kind == .object { found += document.children(node) }
    case .index(let index):
      guard kind == .array else { return }
      let count = Int(document.nodes[node].count)
      let place = index < 0 ? count + index : index
      guard 0..<count ~= place else { return }
      for (number, child) in document.children(node).enumerated() where number == place {
        found.append(child)
        return
      }
    case .slice(let start, let end, let step):
      guard kind == .array, step != 0 else { return }
      found += Self.slice(Array(document.children(node)), start, end, step)
    case .filter(let condition):
      guard kind == .array || kind == .object else { return }
      for child in document.children(node) where condition.holds(document, child) {
        found.append(child)
      }
    }
  }

  private static func slice(_ items: [Int], _ start: Int?, _ end: Int?, _ step: Int) -> [Int] {
    let count = items.count
    func normal(_ index: Int) -> Int { index >= 0 ? index : count + index }
    var chosen: [Int] = []
    if step > 0 {
      let lower = min(max(normal(start ?? 0), 0), count)
      let upper = min(max(normal(end ?? count), 0), count)
      var index = lower
      while index < upper {
        chosen.append(items[index])
        index += step
      }
    } else {
      let upper = min(max(start.map(normal) ?? count - 1, -1), count - 1)
      let lower = end.map { min(max(normal($0), -1), count - 1) } ?? -1
      var index = upper
      while index > lower {
        chosen.append(items[index])
        index += step
      }
    }
    return chosen
  }
}

extension JSONPath.Logical {
  func holds(_ document: JSONDocument, _ current: Int) -> Bool {
    switch self {
    case .or(let terms): terms.contains { $0.holds(document, current) }
    case .and(let terms): terms.allSatisfy { $0.holds(document, current) }
    case .not(let inner): !inner.holds(document, current)
    case .exists(let path): !path.nodes(in: document, from: current).isEmpty
    case .compare(let left, let sign, let right):
      JSONPathValue.compare(
        left.value(document, current), sign, right.value(document, current))
    case .call(let call): call.matches(document, current)
    }
  }
}

/// What an operand of a comparison is worth.
enum JSONPathValue: Equatable {
  /// No value at all.
  case nothing
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  /// An array or object, as data.
  case structure(Datum)

  init(_ document: JSONDocument, _ node: Int) {
    switch document.nodes[node].kind {
    case .null: self = .null
    case .yes: self = .bool(true)
    case .no: self = .bool(false)
    case .number: self = .number(Double(document.text(node) ?? "") ?? 0)
    case .string: self = .string(document.string(node))
    case .array, .object: self = .structure(Self.sorted(document.datum(node)))
    }
  }

  /// Data with the members of objects in the order of their keys, and all numbers alike.
  private static func sorted(_ datum: Datum) -> Datum {
    switch datum {
    case .list(let items): .list(items.map(sorted))
    case .map(let entries):
      .map(
        entries.map { Datum.Entry($0.key, sorted($0.value)) }.sorted { left, right in
          "\(left.key)" < "\(right.key)"
        })
    case .int(let int): .double(Double(int))
    default: datum
    }
  }

  static func compare(
    _ left: JSONPathValue, _ sign: JSONPath.Comparison, _ right: JSONPathValue
  ) -> Bool {
    switch sign {
    case .equal: left == right
    case .notEqual: left != right
    case .less: isLess(left, right)
    case .greater: isLess(right, left)
    case .lessOrEqual: isLess(left, right) || left == right
    case .greaterOrEqual: isLess(right, left) || left == right
    }
  }

  private static func isLess(_ left: JSONPathValue, _ right: JSONPathValue) -> Bool {
    switch (left, right) {
    case (.number(let first), .number(let second)): first < second
    case (.string(let first), .string(let second)):
      first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
    default: false
    }
  }
}

extension JSONPath.Operand {
  func value(_ document: JSONDocument, _ current: Int) -> JSONPathValue {
    switch self {
    case .literal(.null): return .null
    case .literal(.bool(let bool)): return .bool(bool)
    case .literal(.number(let number)): return .number(number)
    case .literal(.string(let string)): return .string(string)
    case .query(let path):
      return path.nodes(in: document, from: current).first
        .map { JSONPathValue(document, $0) } ?? .nothing
    case .call(let call): return call.value(document, current)
    }
  }
}

extension JSONPath.Call {
  func value(_ document: JSONDocument, _ current: Int) -> JSONPathValue {
    switch name {
    case .count:
      guard case .query(let path) = arguments[0] else { return .nothing }
      return .number(Double(path.nodes(in: document, from: current).count))
    case .value:
      guard case .query(let path) = arguments[0] else { return .nothing }
      let nodes = path.nodes(in: document, from: current)
      return nodes.count == 1 ? JSONPathValue(document, nodes[0]) : .nothing
    case .length:
      switch arguments[0].value(document, current) {
      case .string(let text): return .number(Double(text.unicodeScalars.count))
      case .structure(.list(let items)): return .number(Double(items.count))
      case .structure(.map(let entries)): return .number(Double(entries.count))
      default: return .nothing
      }
    case .match, .search: return .nothing
    }
  }

  func matches(_ document: JSONDocument, _ current: Int) -> Bool {
    guard case .string(let text) = arguments[0].value(document, current),
      case .string(let pattern) = arguments[1].value(document, current)
    else { return false }
    let whole = name == .match ? "^(?:\(pattern))$" : pattern
    return JSONPathPattern.matches(text, whole)
  }
}

/// Compares texts with patterns by the language that expressions have.
enum JSONPathPattern {
  private static let program: Program? = {
    var environment = Environment(libraries: .all)
    environment.declare(variable: "text", .string)
    environment.declare(variable: "pattern", .string)
    return environment.compile("text.matches(pattern)").program
  }()

  static func matches(_ text: String, _ pattern: String) -> Bool {
    program?.evaluate(["text": .string(text), "pattern": .string(pattern)]) == .bool(true)
  }
}
