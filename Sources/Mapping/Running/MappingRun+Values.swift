import CEL
import CLibXML2
import Diagnostics
import Inventory
import Tables

extension MappingRun {
  /// The value of an expression over a row.
  func evaluate(_ expression: CompiledExpression, _ frame: RowFrame) -> Value {
    if expression.usesRow { variables[MappingCompiler.Variable.row] = value(of: frame) }
    if expression.usesParent {
      variables[MappingCompiler.Variable.parent] = frame.parent.map { value(of: $0) } ?? .absent
    }
    if expression.usesRows { variables[MappingCompiler.Variable.rows] = group(of: frame) }
    if expression.usesDocument { variables[MappingCompiler.Variable.document] = documentValue() }
    host.failure = nil
    host.firstNode = nil
    if case .xml(let node) = frame.kind { host.node = node }
    return machine.evaluate(expression.program, variables, host: host.pointer)
  }

  /// A row as a value.
  private func value(of frame: RowFrame) -> Value {
    if let value = frame.value { return value }
    let value: Value
    switch frame.kind {
    case .nothing: value = Value(map: UnsafeBufferPointer(start: nil, count: 0))
    case .table, .stream: value = cellMap(frame)
    case .flat: value = flatValue()
    case .json(let document, let node):
      value = document.value(node, in: &arena) { self.isLeftOut(document, $0) }
    case .xml(let node):
      value = XMLNodeDatum.datum(node) { $0.isEmpty || self.unknown.contains($0) }
        .value(in: &arena)
    }
    frame.value = value
    return value
  }

  /// The members of a row in JSON that are given, by their names.
  private func flatValue() -> Value {
    guard let flat else { return .absent }
    if heads.isEmpty { heads = flat.names.map { fileArena.string(copying: $0) } }
    return flat.value(in: &arena, keys: heads, unknown: unknown)
  }

  /// The cells of a row that are given, by their heads.
  private func cellMap(_ frame: RowFrame) -> Value {
    if mapping.usesAllColumns, let table, case .table(let row, _) = frame.kind {
      return wholeRow(row, table)
    }
    let room = arena.allocate(values: max(heads.count * 2, 1))
    var count = 0
    for index in heads.indices {
      let text = CellText.trimmed(frame.cells[index].text)
      if text.isEmpty || unknown.contains(text) { continue }
      room[count] = heads[index]
      room[count + 1] = Value(string: text)
      count += 2
    }
    return Value(map: UnsafeBufferPointer(start: room, count: count))
  }

  /// All cells of a row, where an expression may ask for any.
  private func wholeRow(_ row: Int, _ table: TableSource) -> Value {
    var values: [Value] = []
    table.store.forEachCell(ofRow: row) { index, cell in
      let text = CellText.trimmed(cell.text)
      guard index < table.heads.count, !text.isEmpty, !unknown.contains(text) else { return }
      let slot = table.slots[index]
      values.append(slot >= 0 ? heads[slot] : arena.string(copying: table.heads[index]))
      values.append(Value(string: text))
    }
    let list = arena.list(copying: values)
    return Value(map: UnsafeBufferPointer(start: list.asList.baseAddress, count: values.count))
  }

  /// The rows of a group.
  private func group(of frame: RowFrame) -> Value {
    guard case .table(_, let group) = frame.kind, let table else {
      return arena.list(copying: [value(of: frame)])
    }
    return arena.list(copying: group.map { wholeRow($0, table) })
  }

  private func documentValue() -> Value {
    let known = variables[MappingCompiler.Variable.document]
    if known.tag != .absent { return known }
    guard let json else { return .absent }
    return json.value(json.root, in: &fileArena) { self.isLeftOut(json, $0) }
  }

  /// Whether a member of an object in JSON is not given.
  func isLeftOut(_ document: JSONDocument, _ node: Int) -> Bool {
    switch document.nodes[node].kind {
    case .null: return true
    case .string:
      let range = document.stringRange(node)
      return range.isEmpty || document.bytes[range].allSatisfy { $0 == 0x20 }
        || unknown.lengths != 0 && unknown.contains(document.string(node))
    case .number, .yes, .no: return isUnknownScalar(document, node)
    case .array, .object: return false
    }
  }

  /// Whether a number, `true` or `false` is one of the words that mean that a value is not known.
  private func isUnknownScalar(_ document: JSONDocument, _ node: Int) -> Bool {
    guard unknown.lengths != 0, let text = document.text(node) else { return false }
    return unknown.contains(text)
  }

  /// Whether an evaluation failed because something is not given.
  func isNotGiven(_ value: Value) -> Bool {
    switch value.tag {
    case .absent, .unknown, .null, .notApplicable: return true
    case .optional: return value.asOptional == nil
    case .error:
      guard host.failure == nil else { return false }
      switch value.errorKind {
      case .noSuchKey?, .noSuchField?, .unknownField?, .emptyOptional?, .emptyList?,
        .indexOutOfRange?:
        return true
      default: return false
      }
    default: return false
    }
  }

  /// How what an expression refers to stands in a row.
  enum Standing {
    /// Something is said to be unknown, or the file has no such column.
    case unknown
    /// Something is not given.
    case absent
    /// All of it is given.
    case given
  }

  func standing(_ expression: CompiledExpression, _ frame: RowFrame) -> Standing {
    if isNowhere(expression, frame) { return .unknown }
    var standing = Standing.given
    func meet(_ text: UnsafeBufferPointer<UInt8>) {
      let text = CellText.trimmed(text)
      if unknown.contains(text) {
        standing = .unknown
      } else if text.isEmpty, standing == .given {
        standing = .absent
      }
    }
    switch frame.kind {
    case .nothing: return .given
    case .table, .stream:
      for column in expression.parentColumns where table?.binding[column] == nil {
        return .unknown
      }
      for column in expression.columns {
        if table?.binding[column] == nil { return .unknown }
        meet(frame.cells[column].text)
      }
    case .flat:
      for name in expression.scan.members {
        guard let member = flat?.member(name), member.kind != .absent else {
          standing = .absent
          continue
        }
        switch member.kind {
        case .null where unknown.includesNull: return .unknown
        case .null: standing = .absent
        case .string:
          if unknown.contains(CellText.trimmed(member.text)) { return .unknown }
          if CellText.trimmed(member.text).isEmpty { standing = .absent }
        case .number, .yes, .no:
          if unknown.contains(member.text) { return .unknown }
        case .absent: break
        }
      }
    case .json(let document, let node):
      for path in expression.scan.memberPaths {
        switch self.standing(path, document, node) {
        case .unknown: return .unknown
        case .absent: standing = .absent
        case .given: break
        }
      }
    case .xml(let node):
      let texts =
        expression.scan.paths.map { host.paths?.text($0, at: node)?.text ?? "" }
        + expression.scan.memberPaths.map { XMLMember.text($0, of: node) }
      for text in texts {
        if unknown.contains(text) { return .unknown }
        if text.isEmpty { standing = .absent }
      }
    }
    return standing
  }

  /// Whether an expression needs something that the file has nowhere.
  func isNowhere(_ expression: CompiledExpression, _ frame: RowFrame) -> Bool {
    var isNowhere = false
    for reference in expression.references
    where references.isNowhere(reference, block: frame.block) {
      isNowhere = true
    }
    for reference in expression.parentReferences
    where references.isNowhere(reference, block: frame.parent?.block ?? -1) {
      isNowhere = true
    }
    return isNowhere
  }

  private func standing(_ path: [String], _ document: JSONDocument, _ node: Int) -> Standing {
    var current = node
    for name in path {
      guard let member = document.member(current, name) else { return .absent }
      switch document.nodes[member].kind {
      case .null: return unknown.includesNull ? .unknown : .absent
      case .string:
        let text = document.string(member)
        if unknown.contains(text) { return .unknown }
        if UnknownWords.trimmed(text).isEmpty { return .absent }
        return .given
      case .number, .yes, .no: return isUnknownScalar(document, member) ? .unknown : .given
      case .array, .object: current = member
      }
    }
    return .given
  }
}
