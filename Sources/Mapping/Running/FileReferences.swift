import CEL
import Diagnostics
import Inventory

/// What an expression takes from a row of JSON or XML.
enum RowReference: Hashable {
  /// A member, by the names of those around it and its own.
  case member([String])
  /// What an XPath finds.
  case path(String)

  /// The reference as messages show it.
  var words: String {
    switch self {
    case .member(let names): "\"\(names.joined(separator: "."))\""
    case .path(let path): "\"\(path)\""
    }
  }
}

/// What of that which a mapping refers to a document in JSON or XML has nowhere.
///
/// A member that no row has is like a column that a table lacks: the file cannot say that there is
/// none, so that the fact is unknown. Kept from one reading of an input to the next.
final class FileReferences {
  /// What no row of a block has, by the number of the block, as far as the file was looked through.
  private var pending: [Int: Set<RowReference>] = [:]
  /// References whose absence would say that there is none, so that it has to be known before the
  /// first row whether the file has them.
  private var urgent: [Int: Set<RowReference>] = [:]
  /// Whether the whole file was looked through.
  private(set) var isComplete = false
  /// What a field was not given because of, in the order in which it was met.
  private var missed: [RowReference] = []

  /// - Parameter isAssumed: Whether everything counts as found: an example is no whole file.
  init(_ mapping: CompiledMapping, isAssumed: Bool = false) {
    isComplete = isAssumed
    let format = mapping.document.reads.format
    guard !isAssumed, format != .table else { return }
    add(mapping.root, rows: mapping.root.number, parent: mapping.root.number)
  }

  private func add(_ block: CompiledBlock, rows: Int, parent: Int) {
    for field in block.fields {
      switch field.content {
      case .expression(let expression):
        add(expression, rows, parent, isUrgent: field.field.absence != .unknown)
      case .object(let inner): add(inner, rows: rows, parent: parent)
      }
    }
    if let condition = block.condition { add(condition, rows, parent, isUrgent: false) }
    for inner in block.blocks { add(inner, rows: inner.number, parent: rows) }
  }

  private func add(
    _ expression: CompiledExpression, _ rows: Int, _ parent: Int, isUrgent: Bool
  ) {
    let own = expression.references
    let outer = expression.parentReferences
    pending[rows, default: []].formUnion(own)
    pending[parent, default: []].formUnion(outer)
    guard isUrgent else { return }
    urgent[rows, default: []].formUnion(own)
    urgent[parent, default: []].formUnion(outer)
  }

  /// Whether nothing has to be looked for before rows are read.
  var isSettled: Bool {
    isComplete
      || urgent.allSatisfy { block, references in
        pending[block].map { $0.isDisjoint(with: references) } ?? true
      }
  }

  /// Whether a block, or one in it, refers to something that was not found yet.
  func isWaiting(_ block: CompiledBlock) -> Bool {
    pending[block.number]?.isEmpty == false || block.blocks.contains(where: isWaiting)
      || block.fields.contains { field in
        if case .object(let inner) = field.content { isWaiting(inner) } else { false }
      }
  }

  /// Takes what a row has off the list.
  func look(at frame: RowFrame, _ run: MappingRun) {
    guard let wanted = pending[frame.block], !wanted.isEmpty else { return }
    for reference in wanted where run.has(reference, frame) {
      pending[frame.block]?.remove(reference)
    }
  }

  /// Says that the whole file was looked through.
  func complete() { isComplete = true }

  /// Whether the file has nowhere what a row was asked for, and remembers that it was.
  func isNowhere(_ reference: RowReference, block: Int) -> Bool {
    guard pending[block]?.contains(reference) == true else { return false }
    if !missed.contains(reference) { missed.append(reference) }
    return isComplete
  }

  /// Says what the file has nowhere and a field was not given because of.
  func note(_ path: String, _ sink: inout ForeignSink) {
    let open = pending.values.reduce(into: Set<RowReference>()) { $0.formUnion($1) }
    for reference in missed where open.contains(reference) {
      sink.note(
        Diagnostic(
          sink.isStrict ? .error : .notice, "mapping.missing-member",
          at: SourcePosition(path: path, line: 1, column: 1),
          "\(reference.words) finds nothing in the whole file; fields that need it count as unknown"
        ),
        once: "missing \(reference.words)")
    }
    missed = []
  }
}

extension MappingRun {
  /// Looks through a document that is in memory for what the mapping refers to.
  func lookThrough(_ root: RowFrame) {
    guard !references.isComplete else { return }
    root.block = mapping.root.number
    lookThrough(mapping.root, root)
    references.complete()
    arena.reset()
  }

  /// Looks through a document that is one row of a block.
  func lookThroughLine(_ block: CompiledBlock, _ frame: RowFrame) {
    guard references.isWaiting(block) else { return }
    lookThrough(block, frame)
    arena.reset()
  }

  private func lookThrough(_ block: CompiledBlock, _ frame: RowFrame) {
    references.look(at: frame, self)
    var inner = block.blocks
    for field in block.fields {
      if case .object(let object) = field.content { inner += object.blocks }
    }
    for block in inner where references.isWaiting(block) {
      for row in frames(block, frame) {
        lookThrough(block, row)
        guard references.isWaiting(block) else { break }
      }
    }
  }

  /// Whether a row has what is referred to, if without a value.
  func has(_ reference: RowReference, _ frame: RowFrame) -> Bool {
    switch (reference, frame.kind) {
    case (.member(let names), .json(let document, let node)):
      var current = node
      for name in names {
        guard let member = document.member(current, name) else { return false }
        current = member
      }
      return true
    case (.member(let names), .flat):
      // What is inside of another member is found in a tree only.
      guard names.count == 1, let member = flat?.member(names[0]) else { return false }
      return member.kind != .absent
    case (.member(let names), .xml(let node)): return XMLMember.first(names, of: node) != nil
    case (.path(let path), .xml(let node)): return host.paths?.text(path, at: node) != nil
    default: return false
    }
  }
}
