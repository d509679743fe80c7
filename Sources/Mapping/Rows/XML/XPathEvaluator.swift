import CLibXML2

/// Evaluates XPath 1.0 in a document; each path is compiled once.
final class XPathEvaluator {
  /// The most work of one evaluation, in operations of the library.
  private static let mostOperations: UInt = 20_000_000

  private let context: xmlXPathContextPtr
  private var compiled: [String: xmlXPathCompExprPtr] = [:]

  /// - Parameters:
  ///   - namespaces: The prefixes that paths may use.
  ///   - used: The namespaces that the document uses: of several that a prefix stands for, it means
  ///     the first of these.
  init?(
    _ document: xmlDocPtr, namespaces: [(prefix: String, uris: [String])], used: Set<String>
  ) {
    guard let context = xmlXPathNewContext(document) else { return nil }
    self.context = context
    context.pointee.opLimit = Self.mostOperations
    context.pointee.error = { _, _ in }
    for (prefix, uris) in namespaces {
      guard let uri = uris.first(where: used.contains) ?? uris.first else { continue }
      xmlXPathRegisterNs(context, prefix, uri)
    }
  }

  deinit {
    for expression in compiled.values { xmlXPathFreeCompExpr(expression) }
    xmlXPathFreeContext(context)
  }

  /// Whether a text is a path.
  static func isPath(_ text: String) -> Bool {
    guard let context = xmlXPathNewContext(nil) else { return false }
    defer { xmlXPathFreeContext(context) }
    context.pointee.error = { _, _ in }
    guard let expression = xmlXPathCtxtCompile(context, text) else { return false }
    xmlXPathFreeCompExpr(expression)
    return true
  }

  private func evaluate(_ path: String, _ node: UnsafeMutablePointer<xmlNode>) -> xmlXPathObjectPtr?
  {
    let expression: xmlXPathCompExprPtr
    if let known = compiled[path] {
      expression = known
    } else {
      guard let made = xmlXPathCtxtCompile(context, path) else { return nil }
      compiled[path] = made
      expression = made
    }
    context.pointee.node = node
    context.pointee.opCount = 0
    return xmlXPathCompiledEval(expression, context)
  }

  /// The nodes that a path finds, in the order of the document.
  func nodes(_ path: String, at node: UnsafeMutablePointer<xmlNode>) -> [UnsafeMutablePointer<
    xmlNode
  >] {
    guard let result = evaluate(path, node) else { return [] }
    defer { xmlXPathFreeObject(result) }
    guard result.pointee.type == XPATH_NODESET, let set = result.pointee.nodesetval else {
      return []
    }
    return (0..<Int(set.pointee.nodeNr)).compactMap { set.pointee.nodeTab[$0] }
  }

  /// The text that a path gives: of its first node, or of its text, number or Boolean.
  func text(
    _ path: String, at node: UnsafeMutablePointer<xmlNode>
  ) -> (text: String, node: UnsafeMutablePointer<xmlNode>?)? {
    guard let result = evaluate(path, node) else { return nil }
    defer { xmlXPathFreeObject(result) }
    guard result.pointee.type == XPATH_NODESET else {
      guard let text = xmlXPathCastToString(result) else { return nil }
      defer { custosFreeXML(text) }
      return (XMLNodeText.collapsed(String(cString: text)), nil)
    }
    guard let set = result.pointee.nodesetval, set.pointee.nodeNr > 0,
      let first = set.pointee.nodeTab[0]
    else { return nil }
    return (XMLNodeText.of(first), first)
  }

  /// The texts of all nodes that a path finds.
  func texts(_ path: String, at node: UnsafeMutablePointer<xmlNode>) -> [String] {
    nodes(path, at: node).map { XMLNodeText.of($0) }
  }

  /// Whether a path finds something, or is true.
  func holds(_ path: String, at node: UnsafeMutablePointer<xmlNode>) -> Bool {
    guard let result = evaluate(path, node) else { return false }
    defer { xmlXPathFreeObject(result) }
    return xmlXPathCastToBoolean(result) != 0
  }
}

/// The texts of nodes.
enum XMLNodeText {
  /// The text of a node and all below it, its white space collapsed.
  static func of(_ node: UnsafeMutablePointer<xmlNode>) -> String {
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { custosFreeXML(content) }
    return collapsed(String(cString: content))
  }

  static func collapsed(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x20 }) else { return text }
    return text.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ")
  }
}
