import Bytes
import CEL
import CivilTime
internal import Foundation
import Inventory
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
    checkDayOrder(scan.dayPatterns, source, node)
    for name in scan.lookups where !furtherInputs.contains(name) {
      fail(
        "mapping.no-input", node,
        "lookup asks the input \"\(name)\", "
          + "which the mapping does not declare",
        hint: "declare it under \"also\"", offset: Self.offset(of: name, in: source))
    }
  }

  /// Refuses patterns of days of which one has the day where the other has the month: 02/03/2024 would be
  /// read by the first, and 13/03/2024 by the other.
  private mutating func checkDayOrder(_ patterns: [String], _ source: String, _ node: Node) {
    guard patterns.count > 1 else { return }
    let orders = patterns.map { $0.replacing("dd", with: "d").replacing("MM", with: "M") }
    for (index, order) in orders.enumerated() {
      let swapped = String(order.map { $0 == "d" ? "M" : $0 == "M" ? "d" : $0 })
      guard swapped != order, let first = orders[..<index].firstIndex(of: swapped) else { continue }
      fail(
        "mapping.day-order", node,
        "\"\(patterns[first])\" and \"\(patterns[index])\" both fit days such as 02/03/2024",
        hint: "list the one that the column has; another mapping reads files with the other",
        offset: Self.offset(of: patterns[index], in: source))
    }
  }

  /// Checks a constant against the kind of its field, which no row would tell.
  mutating func checkConstant(
    _ expression: CompiledExpression, _ field: FieldDefinition, _ node: Node
  ) {
    let scan = expression.scan
    guard ConstantText.isChecked(field.kind), scan.variables.isEmpty, scan.lookups.isEmpty,
      scan.paths.isEmpty, case .string(let text) = expression.program.evaluate([:]),
      !ConstantText.fits(text, field.kind)
    else { return }
    fail(
      "mapping.constant", node,
      "\"\(InertText.of(text, limit: 60))\" is not \(ConstantText.expected(field.kind))")
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

/// Texts that mappings give fields themselves.
enum ConstantText {
  /// Whether texts of a kind are more than any text.
  static func isChecked(_ kind: FieldDefinition.Kind) -> Bool {
    switch kind {
    case .date, .period, .integer, .boolean: true
    default: false
    }
  }

  /// Whether a field of a kind can be read from a text.
  static func fits(_ text: String, _ kind: FieldDefinition.Kind) -> Bool {
    if ["unknown", "not-applicable", ""].contains(text) { return true }
    var text = text
    switch kind {
    case .date: return text.withUTF8 { DayReading(patterns: []).days($0) } != nil
    case .period: return (try? Period(parsing: text)) != nil
    case .integer: return Int64(text).map { $0 >= 0 } ?? false
    case .boolean: return text == "true" || text == "false"
    default: return true
    }
  }

  /// What such a field wants.
  static func expected(_ kind: FieldDefinition.Kind) -> String {
    switch kind {
    case .date: "a day such as 2026-02-28"
    case .period: "a period such as P6Y"
    case .integer: "a whole number"
    case .boolean: "true or false"
    default: "a value of the field"
    }
  }
}
