import CEL
import CLibXML2
import Diagnostics
import Inventory
import Tables

extension InputLook {
  /// How many rows are looked at to suggest a mapping.
  private static let mostRows = 400

  /// The rows that a mapping of the file would read.
  ///
  /// - Parameter encoding: How the characters of a table are declared to be written.
  func sourceRows(encoding: String? = nil) -> SourceRows? {
    switch kind {
    case .table: tableRows(store(Self.plainTable(encoding)), encoding)
    case .workbook: workbookRows()
    case .json, .likelyInventory, .inventory: document.flatMap(jsonRows)
    case .ndjson: lineRows()
    case .xml: tree.flatMap(xmlRows)
    case .other: nil
    }
  }

  /// A table of which nothing else is declared.
  static func plainTable(_ encoding: String? = nil) -> InputForm {
    InputForm(
      format: .table, when: nil, columns: [], sheet: nil, header: nil, delimiter: nil,
      encoding: encoding, namespaces: [])
  }

  /// Why the rows of a table cannot be read.
  func tableFault(encoding: String?) -> InputFailure? {
    guard case .table = kind, let bytes = whole() else { return nil }
    do throws(InputFailure) {
      var reader = try DelimitedReader(
        BytesInMemory.supply(bytes), encoding: encoding.flatMap { TextEncoding(rawValue: $0) })
      while try reader.read() {}
      return nil
    } catch {
      return error
    }
  }

  /// Why no sheet of a spreadsheet can be read.
  var workbookFault: InputFailure? {
    guard case .workbook = kind, let bytes = whole() else { return nil }
    do throws(InputFailure) {
      let workbook = try Workbook(bytes)
      for index in workbook.sheets.indices {
        _ = try workbook.read(index, line: { $0 }, most: Self.mostRows)
      }
      return nil
    } catch {
      return error
    }
  }

  private func workbookRows() -> SourceRows? {
    guard let workbook else { return nil }
    for index in workbook.sheets.indices {
      guard let (store, _) = try? workbook.read(index, line: { $0 }, most: Self.mostRows),
        store.rowCount > 1,
        var rows = tableRows(store, nil)
      else { continue }
      if workbook.sheets.count > 1 {
        rows.reads += ", sheet: \(MappingText.quoted(workbook.sheets[index].name))"
      }
      return rows
    }
    return nil
  }

  private func tableRows(_ store: TableStore?, _ encoding: String?) -> SourceRows? {
    guard let store, let header = Self.header(store) else { return nil }
    let heads = (0..<store.width(ofRow: header)).map {
      UnknownWords.trimmed(store.string(row: header, index: $0))
    }
    let rows = (header + 1..<min(store.rowCount, header + 1 + Self.mostRows))
      .filter { !store.isBlank(row: $0) }
    let fields = heads.enumerated().compactMap { index, head -> SourceField? in
      guard !head.isEmpty else { return nil }
      let name = XMLNodeText.collapsed(head)
      let values = rows.map { UnknownWords.trimmed(store.string(row: $0, index: index)) }
        .filter { !$0.isEmpty }
      return SourceField(
        name: name, access: MappingText.access(name), values: values, rows: rows.count)
    }
    let reads = "format: table" + (encoding.map { ", encoding: \($0)" } ?? "")
    return SourceRows(
      selector: "all", reads: reads, format: .table, fields: fields,
      isWithoutHeads: HeadName.looksLikeData(heads))
  }

  /// The first row that has as many texts as any of the first rows, which are no numbers.
  private static func header(_ store: TableStore) -> Int? {
    let rows = (0..<min(store.rowCount, TableSource.headerDepth)).map { row in
      let texts = (0..<store.width(ofRow: row)).map {
        UnknownWords.trimmed(store.string(row: row, index: $0))
      }
      // A title over merged cells is one text.
      let heads = Set(texts.filter { !$0.isEmpty && NumberText.whole($0) == nil })
      return (row: row, count: heads.count)
    }
    let most = rows.map(\.count).max() ?? 0
    return most == 0 ? nil : rows.first { $0.count * 10 >= most * 7 }?.row
  }

  private func jsonRows(_ document: JSONDocument) -> SourceRows? {
    guard let best = JSONRowSearch(document).best else { return nil }
    let top = best.path.dropFirst(2).split(separator: ".").first.map { String($0) }
    let when = top.flatMap { MappingText.isName($0) ? "has(document.\($0))" : nil }
    let reads = "format: json" + (when.map { ", when: \(MappingText.quoted($0))" } ?? "")
    let rows = document.children(best.node).map { $0 }
    if let inner = JSONTextSearch(document, rows).best {
      return SourceRows(
        selector: inner.path + "[*]", outerSteps: [best.path + "[*]" + inner.step, "json"],
        reads: reads, format: .json,
        fields: Self.fields(of: Array(inner.rows.prefix(Self.mostRows))))
    }
    return SourceRows(
      selector: best.path + "[*]", reads: reads, format: .json,
      fields: Self.fields(of: rows.prefix(Self.mostRows).map { (document, $0) }))
  }

  private func lineRows() -> SourceRows? {
    guard let bytes = whole() else { return nil }
    let lines = bytes.split(separator: 0x0a).prefix(Self.mostRows)
    let documents = lines.compactMap { JSONDocument.tolerant(Array($0)) }
    return SourceRows(
      selector: "all", reads: "format: ndjson", format: .ndjson,
      fields: Self.fields(of: documents.map { ($0, $0.root) }))
  }

  private static func fields(of rows: [(document: JSONDocument, node: Int)]) -> [SourceField] {
    var names: [String] = []
    var values: [String: [String]] = [:]
    for (document, row) in rows {
      for member in document.children(row) {
        let name = document.key(member)
        if !names.contains(name) { names.append(name) }
        if let text = document.text(member), document.nodes[member].kind != .null, !text.isEmpty {
          values[name, default: []].append(text)
        }
      }
    }
    return names.map { name in
      SourceField(
        name: name, access: MappingText.access(name), values: values[name] ?? [], rows: rows.count)
    }
  }

  private func xmlRows(_ parser: XMLTreeParser) -> SourceRows? {
    guard let document = parser.document, let root = xmlDocGetRootElement(document) else {
      return nil
    }
    let groups = XMLRowSearch(root)
    guard let rows = groups.rows else { return nil }
    let namespaces = groups.namespace.map { ", namespaces: {n: \(MappingText.quoted($0))}" } ?? ""
    let prefix = groups.namespace == nil ? "" : "n:"
    let when = "/\(prefix)\(String(cString: root.pointee.name))"
    return SourceRows(
      selector: rows.path, reads: "format: xml, when: \(MappingText.quoted(when))\(namespaces)",
      format: .xml, fields: groups.fields(prefix: prefix, most: Self.mostRows))
  }
}

/// Finds the elements of a document that come most often under one parent.
struct XMLRowSearch {
  private(set) var rows: (nodes: [UnsafeMutablePointer<xmlNode>], path: String)?
  /// The namespace of the root, where it has one.
  let namespace: String?

  init(_ root: UnsafeMutablePointer<xmlNode>) {
    namespace = root.pointee.ns.flatMap { $0.pointee.href }.map { String(cString: $0) }
    let prefix = namespace == nil ? "" : "n:"
    var pending = [(node: root, path: "/\(prefix)\(String(cString: root.pointee.name))")]
    var visited = 0
    while let (node, path) = pending.popLast(), visited < 50_000 {
      visited += 1
      var groups: [String: [UnsafeMutablePointer<xmlNode>]] = [:]
      var child = node.pointee.children
      while let current = child {
        if current.pointee.type == XML_ELEMENT_NODE {
          groups[String(cString: current.pointee.name), default: []].append(current)
        }
        child = current.pointee.next
      }
      for (name, nodes) in groups.sorted(by: { $0.key < $1.key }) {
        let own = "\(path)/\(prefix)\(name)"
        if nodes.count > (rows?.nodes.count ?? 1) { rows = (nodes, own) }
        if nodes.count < 20 { for node in nodes { pending.append((node, own)) } }
      }
    }
  }

  func fields(prefix: String, most: Int) -> [SourceField] {
    guard let nodes = rows?.nodes.prefix(most) else { return [] }
    var names: [String] = []
    var values: [String: [String]] = [:]
    for node in nodes {
      guard case .map(let entries) = XMLNodeDatum.datum(node, isLeftOut: { $0.isEmpty }) else {
        continue
      }
      for name in XMLNodeDatum.members(node) where !names.contains(name) { names.append(name) }
      for entry in entries {
        if case .string(let name) = entry.key, case .string(let text) = entry.value {
          values[name, default: []].append(text)
        }
      }
    }
    return names.map { name in
      let path = name.hasPrefix("@") ? name : prefix + name
      return SourceField(
        name: name.hasPrefix("@") ? String(name.dropFirst()) : name,
        access: "xpath(\(MappingText.quoted(path)))", values: values[name] ?? [], rows: nodes.count)
    }
  }
}

/// The spelling of parts of a mapping.
enum MappingText {
  /// Whether a text is a name that needs no quotation marks.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == 0x5f || 0x61...0x7a ~= first | 0x20 else {
      return false
    }
    return text.utf8.allSatisfy { $0 == 0x5f || 0x61...0x7a ~= $0 | 0x20 || 0x30...0x39 ~= $0 }
  }

  /// The expression that gives a member of a row.
  static func access(_ name: String) -> String {
    isName(name) ? "row.\(name)" : "row[\(quoted(name))]"
  }

  /// A column as `distinct` and `same` name it.
  static func column(_ name: String) -> String {
    isName(name.replacing(" ", with: "_")) ? name : quoted(name)
  }

  /// A step of a query.
  static func step(_ name: String) -> String { isName(name) ? ".\(name)" : "[\(quoted(name))]" }

  /// A text in apostrophes, as expressions and queries write it.
  static func quoted(_ text: String) -> String {
    "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
  }

  /// A text as a value in YAML.
  static func yaml(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
