internal import Foundation
import YAMLTree

/// Checks the texts in expressions that mean something when a mapping is loaded: paths, patterns of
/// days, names of further inputs.
extension MappingCompilation {
  mutating func checkConstants(_ source: String, _ node: Node) {
    let scan = ReferenceScan(source)
    if form.format == .xml {
      for path in scan.paths { checkPath(path, node, offset: Self.offset(of: path, in: source)) }
    }
    for pattern in scan.dayPatterns where DayPattern(pattern) == nil {
      fail(
        "mapping.day-pattern", node, "\"\(pattern)\" is not a pattern of days",
        hint: "such as dd/MM/yyyy, or excel for serial numbers",
        offset: Self.offset(of: pattern, in: source))
    }
    for name in scan.lookups where !furtherInputs.contains(name) {
      fail(
        "mapping.no-input", node,
        "lookup asks the input \"\(name)\", "
          + "which the mapping does not declare",
        hint: "declare it under \"also\"", offset: Self.offset(of: name, in: source))
    }
  }

  /// Checks that a text is an XPath whose prefixes are declared.
  mutating func checkPath(_ path: String, _ node: Node, offset: Int) {
    guard XPathEvaluator.isPath(path) else {
      return fail(
        "mapping.xpath", node, "\"\(path)\" is not an XPath 1.0 expression", offset: offset)
    }
    let declared = form.namespaces.map(\.prefix) + ["xml"]
    for prefix in XPathPrefixes.all(in: path) where !declared.contains(prefix) {
      fail(
        "mapping.prefix", node, "the prefix \"\(prefix)\" of \"\(path)\" is not declared",
        hint: "namespaces: {\(prefix): NAMESPACE} under \"reads\"", offset: offset)
    }
  }

  /// The offset of a text that an expression quotes, in bytes.
  private static func offset(of text: String, in source: String) -> Int {
    source.range(of: text).map { source.utf8.distance(from: source.startIndex, to: $0.lowerBound) }
      ?? 0
  }
}

/// Finds the prefixes of namespaces in a path.
enum XPathPrefixes {
  /// The prefixes, in the order in which they are first met; axes such as `child::` have none.
  static func all(in path: String) -> [String] {
    var prefixes: [String] = []
    var word = ""
    var quote: Unicode.Scalar?
    let scalars = Array(path.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "'" || scalar == "\"" {
        quote = scalar
        word = ""
      } else if scalar == ":" {
        let isAxis =
          index > 0 && scalars[index - 1] == ":"
          || index + 1 < scalars.count && scalars[index + 1] == ":"
        if !isAxis, !word.isEmpty, !prefixes.contains(word) { prefixes.append(word) }
        word = ""
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "_-.".unicodeScalars.contains(scalar)
      {
        word.unicodeScalars.append(scalar)
      } else {
        word = ""
      }
    }
    return prefixes
  }
}
