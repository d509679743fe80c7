/// Whether the rows of a mapping can be read as they come, in constant memory.
///
/// They can where the file holds the records, or the age bands, of one dataset: then nothing else has
/// to be known of the rows but what stands in each.
struct StreamPlan {
  /// The block of the rows; `nil` where the input has to be read whole.
  let block: CompiledBlock?

  init(_ mapping: CompiledMapping) {
    var rows: [CompiledBlock] = []
    let isSimple =
      mapping.root.blocks.allSatisfy { Self.isOnce($0, &rows) }
      && mapping.root.fields.allSatisfy(Self.isConstant)
    block = isSimple && rows.count == 1 && Self.isStreamed(rows[0]) ? rows[0] : nil
  }

  private static func isOnce(_ block: CompiledBlock, _ rows: inout [CompiledBlock]) -> Bool {
    if block.role == .row {
      rows.append(block)
      return true
    }
    guard block.selector == .once, block.condition == nil, block.fields.allSatisfy(isConstant)
    else { return false }
    return block.blocks.allSatisfy { isOnce($0, &rows) }
  }

  /// Whether a field of a level needs nothing of the file.
  private static func isConstant(_ field: CompiledField) -> Bool {
    switch field.content {
    case .expression(let expression):
      return !expression.usesRow && !expression.usesParent && !expression.usesRows
        && !expression.usesDocument
    case .object(let block): return block.blocks.isEmpty && block.fields.allSatisfy(isConstant)
    }
  }

  private static func isStreamed(_ block: CompiledBlock) -> Bool {
    guard !usesMore(block) else { return false }
    switch block.selector {
    case .all?: return true
    case .json(let paths)?: return paths.count == 1 && paths[0].streamedNames != nil
    case .xml(let path)?: return XMLRowPath.steps(path) != nil
    default: return false
    }
  }

  /// Whether a row needs more of the file than itself.
  private static func usesMore(_ block: CompiledBlock) -> Bool {
    let own = block.fields.contains { field in
      switch field.content {
      case .expression(let expression):
        expression.usesParent || expression.usesRows || expression.usesDocument
          || expression.scan.paths.contains { $0.contains("/") && $0.hasPrefix("/") }
      case .object(let inner): usesMore(inner)
      }
    }
    let inCondition =
      block.condition.map { $0.usesParent || $0.usesRows || $0.usesDocument } ?? false
    return own || inCondition || block.blocks.contains(where: usesMore)
  }
}

/// Paths of XML that name one element after another, such as `/c:inventory/c:records/c:record`.
enum XMLRowPath {
  /// The prefixes and names of the elements; `nil` of any other path.
  static func steps(_ path: String) -> [(prefix: String?, name: String)]? {
    guard path.hasPrefix("/"), !path.hasPrefix("//") else { return nil }
    var steps: [(prefix: String?, name: String)] = []
    for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      let names = part.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
      let isName = names.allSatisfy { name in
        !name.isEmpty
          && name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
              || "_-.".contains(Character($0))
          }
      }
      guard isName, 1...2 ~= names.count else { return nil }
      steps.append((names.count == 2 ? names[0] : nil, names[names.count - 1]))
    }
    return steps
  }
}
