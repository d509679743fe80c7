extension InventoryTree {
  /// The rows of a dataset that can be pointed to.
  public enum RowKind: Sendable {
    case record, holding
  }

  /// Where a file describes a node: a JSON Pointer (RFC 6901) or an XPath, by its spelling.
  ///
  /// The names of the XPath are local names, without the namespace.
  ///
  /// - Parameters:
  ///   - node: An organisation, a system or a dataset.
  ///   - file: The index of the file; ``SourceMark/file`` of what is pointed to.
  ///   - field: A field of the node, or the node itself.
  /// - Returns: `nil` if the file does not describe the node or has no such field.
  public func pointer(to node: InventoryNode, inFile file: Int, field: String? = nil) -> String? {
    guard files[file].format != .mapped,
      let place = node.places.first(where: { $0.file == file })
    else { return nil }
    let isXML = files[file].format == .xml
    var path: String
    switch node.level {
    case .organisation: path = step("organisation", place.ordinal, isXML)
    case .system: path = step("system", place.ordinal, isXML)
    case .dataset:
      path = step("system", place.parentOrdinal, isXML) + step("dataset", place.ordinal, isXML)
    }
    if isXML { path = "/inventory" + path }
    guard let field else { return path }
    return last(field, of: node.object.definition, isXML).map { path + $0 }
  }

  /// Where a row of a dataset stands: a JSON Pointer or an XPath, by the spelling of the file.
  public func pointer(
    toRow kind: RowKind, ordinal: Int, of dataset: InventoryNode, inFile file: Int,
    field: String? = nil
  ) -> String? {
    guard let base = pointer(to: dataset, inFile: file) else { return nil }
    let isXML = files[file].format == .xml
    let path = base + step(kind == .record ? "record" : "holding", ordinal, isXML)
    guard let field else { return path }
    let definition = kind == .record ? Vocabulary.record : Vocabulary.holding
    return last(field, of: definition, isXML).map { path + $0 }
  }

  private func step(_ name: String, _ ordinal: Int, _ isXML: Bool) -> String {
    isXML ? "/\(name)[\(ordinal + 1)]" : "/\(name)s/\(ordinal)"
  }

  private func last(_ field: String, of object: ObjectDefinition, _ isXML: Bool) -> String? {
    guard let definition = object.fields.first(where: { $0.name == field }) else { return nil }
    guard isXML else { return "/\(field)" }
    switch definition.kind {
    case .object, .prose: return "/\(field)"
    case .objects(_, let singular): return "/\(singular)"
    default: return "/@\(field)"
    }
  }
}
