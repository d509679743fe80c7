import CEL
import Diagnostics
import Inventory
import Tables

extension MappingRun {
  /// The rows of a block.
  func frames(_ block: CompiledBlock, _ parent: RowFrame) -> [RowFrame] {
    let found = foundFrames(block, parent)
    for frame in found { frame.block = block.number }
    return found
  }

  private func foundFrames(_ block: CompiledBlock, _ parent: RowFrame) -> [RowFrame] {
    switch block.selector {
    case nil, .once?:
      let frame = frame(parent.kind, mark: parent.mark, parent: parent)
      for index in frame.cells.indices { frame.cells[index] = parent.cells[index] }
      frame.others = parent.others
      return [frame]
    case .all?, .distinct?, .same?: return tableFrames(block.selector ?? .all, parent)
    case .json(let paths)?: return jsonFrames(paths, parent)
    case .xml(let path)?: return xmlFrames(path, parent)
    }
  }

  func frame(_ kind: RowFrame.Kind, mark: SourceMark, parent: RowFrame?) -> RowFrame {
    RowFrame(kind, mark: mark, parent: parent, columns: mapping.columns.count)
  }

  private func tableFrames(_ selector: RowSelector, _ parent: RowFrame) -> [RowFrame] {
    guard let table else { return lineFrames(parent) }
    var rows: [Int]
    if case .table(_, let group) = parent.kind {
      rows = group
    } else {
      rows = table.rows.filter { !table.store.isBlank(row: $0) }
    }
    guard case .distinct(let heads) = selector else {
      return rows.map { tableFrame($0, group: [$0], parent) }
    }
    let columns = heads.compactMap { head in
      mapping.columns.firstIndex(of: head).flatMap { table.binding[$0] }
    }
    var groups: [(key: String, rows: [Int])] = []
    var places: [String: Int] = [:]
    for row in rows {
      let key = columns.map { UnknownWords.folded(table.store.string(row: row, index: $0)) }
        .joined(separator: "\u{1f}")
      if let place = places[key] {
        groups[place].rows.append(row)
      } else {
        places[key] = groups.count
        groups.append((key, [row]))
      }
    }
    return groups.map { tableFrame($0.rows[0], group: $0.rows, parent) }
  }

  private func tableFrame(_ row: Int, group: [Int], _ parent: RowFrame) -> RowFrame {
    let place = table?.store.place(ofRow: row) ?? (1, 1)
    let frame = frame(
      .table(row: row, group: group),
      mark: SourceMark(file: parent.mark.file, line: place.line, column: place.column),
      parent: parent)
    table?.load(row, into: frame)
    if group.count > 1 { table?.compare(group, in: frame) }
    return frame
  }

  /// The lines of NDJSON, which are read one by one elsewhere: there is one document at a time.
  private func lineFrames(_ parent: RowFrame) -> [RowFrame] {
    guard let json else { return [] }
    return [frame(.json(json, json.root), mark: mark(ofByte: 0, json, parent), parent: parent)]
  }

  private func jsonFrames(_ paths: [JSONPath], _ parent: RowFrame) -> [RowFrame] {
    var current: [(document: JSONDocument, node: Int, inner: SourceMark?)]
    switch parent.kind {
    case .json(let document, let node): current = [(document, node, parent.innerMark)]
    default:
      guard let json else { return [] }
      current = [(json, json.root, nil)]
    }
    for (number, path) in paths.enumerated() {
      if number > 0 {
        current = current.compactMap { inside($0.document, $0.node, $0.inner, parent) }
      }
      current = current.flatMap { item in
        let document = path.isRelative || number > 0 ? item.document : (json ?? item.document)
        return path.nodes(in: document, from: item.node).map { (document, $0, item.inner) }
      }
    }
    return current.map { item in
      let place =
        item.inner
        ?? mark(ofByte: Int(item.document.nodes[item.node].offset), item.document, parent)
      let frame = frame(.json(item.document, item.node), mark: place, parent: parent)
      frame.innerMark = item.inner
      return frame
    }
  }

  /// The document in a string of another; all of it stands where the string does.
  private func inside(
    _ document: JSONDocument, _ node: Int, _ inner: SourceMark?, _ parent: RowFrame
  ) -> (document: JSONDocument, node: Int, inner: SourceMark?)? {
    guard document.nodes[node].kind == .string else { return nil }
    let place = inner ?? mark(ofByte: Int(document.nodes[node].offset), document, parent)
    do throws(JSONFault) {
      let found = try InnerJSON.document(Array(document.string(node).utf8))
      return (found, found.root, place)
    } catch {
      if innerPlaces.insert(place).inserted { innerFaults.append((place, error)) }
      return nil
    }
  }

  /// Says of texts that should hold JSON and do not what is wrong with them.
  func noteInnerFaults(_ sink: inout ForeignSink) {
    guard !innerFaults.isEmpty else { return }
    for (mark, fault) in innerFaults {
      // Of two members of one name nobody can say which counts, strictly or not.
      let isError = sink.isStrict || fault.all.contains { $0.code != JSONFault.malformed }
      sink.note(
        Diagnostic(
          isError ? .error : .notice, "mapping.inner-json", at: sink.position(of: mark),
          "the text here should be JSON and cannot be read: \(fault.message)",
          hint: "its rows are missing; \(fault.hint ?? "correct the text, or select others")"))
    }
    innerFaults = []
  }

  /// The place of a byte of a document that is read whole, or line by line.
  func mark(ofByte offset: Int, _ document: JSONDocument, _ frame: RowFrame) -> SourceMark {
    guard let lines else { return frame.mark }
    let place = lines.position(of: offset)
    return SourceMark(
      file: frame.mark.file, line: firstLine + place.line - 1,
      column: place.line == 1 ? firstColumn + place.column - 1 : place.column)
  }

  private func xmlFrames(_ path: String, _ parent: RowFrame) -> [RowFrame] {
    guard case .xml(let node) = parent.kind, let paths = host.paths else { return [] }
    return paths.nodes(path, at: node).map { found in
      let place = NodePlace(of: found)
      return frame(
        .xml(found),
        mark: SourceMark(file: parent.mark.file, line: place.line, column: place.column),
        parent: parent)
    }
  }
}
