import YAMLTree

/// Compares what came of an example with what the example says.
struct ExampleCheck {
  private let document: JSONDocument
  /// The first system, or else the first organisation.
  private let subject: Int?
  /// How many systems there are.
  let systems: Int

  init(_ document: JSONDocument) {
    self.document = document
    func first(_ list: String) -> Int? {
      document.member(document.root, list).flatMap { node in
        document.children(node).first { _ in true }
      }
    }
    subject = first("systems") ?? first("organisations")
    systems = document.member(document.root, "systems").map { Int(document.nodes[$0].count) } ?? 0
  }

  /// What differs, in words.
  func differences(_ example: MappingExample) -> [String] {
    var found: [String] = []
    if let gives = example.gives {
      for member in gives.members ?? [] {
        compare(member.value, at(member.key), member.key, &found)
      }
    }
    for path in example.unknown {
      let node = at(path)
      if node.map({ document.nodes[$0].kind }) != .null {
        found.append("\(path) is \(words(node)), not unknown")
      }
    }
    for path in example.absent {
      if let node = at(path) { found.append("\(path) is \(words(node)), and should be left out") }
    }
    return found
  }

  /// The value at a path such as `datasets[0].retention.period`.
  private func at(_ path: String) -> Int? {
    var current =
      path.hasPrefix("organisations") || path.hasPrefix("systems")
      ? document.root : subject
    for part in path.split(separator: ".") {
      let pieces = part.split(separator: "[")
      guard let node = current, let name = pieces.first else { return nil }
      current = document.member(node, String(name))
      for piece in pieces.dropFirst() {
        guard let list = current, let index = Int(piece.dropLast()) else { return nil }
        current = document.children(list).dropFirst(index).first { _ in true }
      }
    }
    return current
  }

  private func words(_ node: Int?) -> String {
    guard let node else { return "left out" }
    switch document.nodes[node].kind {
    case .null: return "unknown"
    case .array: return "a list of \(document.nodes[node].count)"
    case .object: return "an object"
    default: return "\"\(document.text(node) ?? "")\""
    }
  }

  private func compare(_ wanted: Node, _ node: Int?, _ path: String, _ found: inout [String]) {
    switch wanted.content {
    case .scalar(let text, _):
      if wanted.isNull, node.map({ document.nodes[$0].kind }) == .null { return }
      if node.flatMap({ document.text($0) }) != text
        || node.map({ document.nodes[$0].kind }) == .null
      {
        found.append("\(path) is \(words(node)), not \"\(text)\"")
      }
    case .sequence(let items):
      let children = node.map { Array(document.children($0)) } ?? []
      guard let node, document.nodes[node].kind == .array, children.count == items.count else {
        found.append("\(path) is \(words(node)), not a list of \(items.count)")
        return
      }
      for (index, item) in items.enumerated() {
        compare(item, children[index], "\(path)[\(index)]", &found)
      }
    case .mapping(let members):
      for member in members {
        compare(
          member.value, node.flatMap { document.member($0, member.key) }, "\(path).\(member.key)",
          &found)
      }
    }
  }
}
