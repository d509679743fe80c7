/// Finds the longest list of objects in a document in JSON.
struct JSONRowSearch {
  /// The list and the query that finds it.
  private(set) var best: (node: Int, path: String)?
  /// How many values are looked at.
  private static let mostValues = 100_000

  init(_ document: JSONDocument) {
    var pending = [(node: document.root, path: "$")]
    var visited = 0
    while let (node, path) = pending.popLast(), visited < Self.mostValues {
      visited += 1
      let value = document.nodes[node]
      if value.kind == .array {
        if document.children(node).contains(where: { document.nodes[$0].kind == .object }),
          best.map({ document.nodes[$0.node].count < value.count }) ?? true
        {
          best = (node, path)
        }
      } else if value.kind == .object {
        for child in document.children(node) {
          pending.append((child, path + MappingText.step(document.key(child))))
        }
      }
    }
  }
}

/// Finds rows in texts that hold JSON themselves, such as the bodies that a recording of a browser (HAR)
/// has in its entries.
struct JSONTextSearch {
  /// The text in each outer row, the list in the JSON that it holds, and the rows of all of them.
  struct Found {
    /// The way from the outer row to the text: `.response.content.text`.
    var step: String
    /// The query of the list in the text.
    var path: String
    var rows: [(document: JSONDocument, node: Int)]
  }

  private(set) var best: Found?
  /// How many outer rows are looked at, and how deep in them texts are looked for.
  private static let mostRows = 400
  private static let mostDepth = 6

  init(_ document: JSONDocument, _ rows: [Int]) {
    var found: [String: Found] = [:]
    for row in rows.prefix(Self.mostRows) {
      for (step, node) in Self.texts(document, row) {
        guard let inner = Self.document(document.string(node)),
          let list = JSONRowSearch(inner).best
        else { continue }
        let rows = inner.children(list.node).map { (document: inner, node: $0) }
        found[step + "\n" + list.path, default: Found(step: step, path: list.path, rows: [])]
          .rows += rows
      }
    }
    best = found.values.max { left, right in
      left.rows.count != right.rows.count
        ? left.rows.count < right.rows.count
        : (left.step, left.path) > (right.step, right.path)
    }
  }

  /// The texts in a row that may hold JSON, with the way to each.
  private static func texts(_ document: JSONDocument, _ row: Int) -> [(step: String, node: Int)] {
    var texts: [(step: String, node: Int)] = []
    var pending = [(node: row, step: "", depth: 0)]
    while let (node, step, depth) = pending.popLast() {
      switch document.nodes[node].kind {
      case .object where depth < mostDepth:
        for child in document.children(node) {
          pending.append((child, step + MappingText.step(document.key(child)), depth + 1))
        }
      case .string: texts.append((step, node))
      default: break
      }
    }
    return texts
  }

  private static func document(_ text: String) -> JSONDocument? {
    // What base64 makes of the beginning of an object or a list.
    let isLikely = ["{", "[", "eyJ", "ewo", "ewk", "eyA", "ew0", "W3s", "Wwo", "Wyd"].contains {
      text.drop { $0 <= " " }.hasPrefix($0)
    }
    return isLikely ? try? InnerJSON.document(Array(text.utf8)) : nil
  }
}
