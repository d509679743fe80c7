import CEL
import CLibXML2
import Diagnostics
import Inventory
import Tables
import YAMLTree

/// What a file looks like, told by its content, and which mappings fit it.
public final class InputLook {
  /// What a file looks like.
  public enum Kind: Sendable {
    /// An inventory in our own vocabulary.
    case inventory
    /// JSON, or XML, whose root has a name that an inventory could have too.
    case likelyInventory
    case json, ndjson, xml, table, workbook
    /// Something else, in words.
    case other(String)

    var isWorkbook: Bool { if case .workbook = self { true } else { false } }
  }

  /// The most bytes of a document that is read to tell which mapping fits it.
  public static let mostBytes = 64 << 20
  /// How many of the first bytes of a file are looked at.
  public static let headBytes = 1 << 16

  public let kind: Kind
  /// The first bytes.
  let head: [UInt8]
  let whole: () -> [UInt8]?
  var json: JSONDocument??
  var xml: XMLTreeParser??
  /// The beginning of the document as one of its own.
  private lazy var beginning: JSONDocument? = {
    let text = (try? TextDecoding.utf8(Self.evened(head))) ?? head
    return JSONBeginning.closed(text).flatMap { JSONDocument.tolerant($0) }
  }()
  /// The workbook, of a spreadsheet.
  private(set) lazy var workbook: Workbook? = {
    guard case .workbook = kind else { return nil }
    return whole().flatMap { try? Workbook($0) }
  }()

  /// Looks at a file.
  ///
  /// - Parameters:
  ///   - head: Its first ``headBytes``; all where it has fewer.
  ///   - whole: All of it; `nil` if that is too much.
  public init(head: [UInt8], whole: @escaping () -> [UInt8]?) {
    self.head = head
    self.whole = whole
    kind = Self.kind(of: head)
  }

  private static func kind(of head: [UInt8]) -> Kind {
    if head.starts(with: [0x50, 0x4b, 3, 4]) { return .workbook }
    for (name, magic) in magics where head.starts(with: magic) { return .other(name) }
    let text = (try? TextDecoding.utf8(evened(head))) ?? head
    guard let first = text.firstIndex(where: { $0 > 0x20 }) else {
      return .other(head.isEmpty ? "an empty file" : "white space")
    }
    switch text[first] {
    case UInt8(ascii: "<"): return rootName(text) == "inventory" ? .inventory : .xml
    case UInt8(ascii: "{"): return jsonKind(text, first)
    case UInt8(ascii: "["): return .json
    default: return isTable(text) ? .table : .other("text")
    }
  }

  private static let magics: [(String, [UInt8])] = [
    ("gzip data", [0x1f, 0x8b]), ("xz data", [0xfd, 0x37, 0x7a]),
    ("bzip2 data", [0x42, 0x5a, 0x68]),
    ("zstd data", [0x28, 0xb5, 0x2f, 0xfd]), ("a PDF", [0x25, 0x50, 0x44, 0x46]),
    ("an old Excel file (.xls)", [0xd0, 0xcf, 0x11, 0xe0]),
  ]

  /// Bytes of UTF-16 without half a character at the end.
  static func evened(_ head: [UInt8]) -> [UInt8] {
    head.count % 2 == 1 && head.contains(0) ? Array(head.dropLast()) : head
  }

  /// The local name of the root of a document in XML.
  private static func rootName(_ text: [UInt8]) -> String {
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "<"), index + 1 < text.count else {
        index += 1
        continue
      }
      if text[(index + 1)...].starts(with: "!--".utf8) {
        while index < text.count, !text[index...].starts(with: "-->".utf8) { index += 1 }
        continue
      }
      if text[index + 1] == UInt8(ascii: "?") || text[index + 1] == UInt8(ascii: "!") {
        index += 2
        continue
      }
      let name = text[(index + 1)...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != 0x2f }
      let local = name.split(separator: UInt8(ascii: ":")).last ?? []
      return String(decoding: local, as: UTF8.self)
    }
    return ""
  }

  private static func jsonKind(_ text: [UInt8], _ first: Int) -> Kind {
    let rest = text[(first + 1)...].drop { $0 <= 0x20 }
    guard rest.first == UInt8(ascii: "\"") else { return .json }
    let key = String(
      decoding: rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    if OuterNames.own.contains(key) { return .inventory }
    if ["version", "source", "properties"].contains(key) || key.hasPrefix("x-") {
      // Told by the beginning wherever it can be, since anything else reads the whole document.
      return OuterNames.areOwn(text[first...]) ? .inventory : .likelyInventory
    }
    let lines = text[first...].split(separator: 0x0a, maxSplits: 2)
    if lines.count > 1, lines[1].first == UInt8(ascii: "{"),
      JSONDocument.tolerant(Array(lines[0])) != nil
    {
      return .ndjson
    }
    return .json
  }

  /// Whether the first line has cells.
  private static func isTable(_ text: [UInt8]) -> Bool {
    let line = text.prefix { $0 != 0x0a && $0 != 0x0d }
    // A cell may have got a zero; what is not text has many, and some in its first line.
    guard !line.contains(0), text.count(where: { $0 == 0 }) <= text.count / 50 else { return false }
    return line.contains { ",;\t|".utf8.contains($0) }
  }
}

extension InputLook {
  /// Whether a mapping fits.
  public func fits(_ mapping: CompiledMapping) -> Bool {
    fits(mapping.document.reads, mapping.when)
  }

  /// Whether a mapping may be meant for the input, by its form alone: nothing that it asks for has been
  /// found, or it asks for nothing.
  public func mayBe(_ mapping: CompiledMapping) -> Bool {
    guard hasForm(of: mapping) else { return false }
    return mapping.document.reads.format == .table || mapping.document.reads.when == nil
  }

  /// Whether the file is of the form that a mapping reads, as far as its first bytes tell.
  public func hasForm(of mapping: CompiledMapping) -> Bool {
    switch (mapping.document.reads.format, kind) {
    case (.table, .table), (.table, .workbook), (.table, .other("text")): true
    case (.table, .other("an empty file")), (.table, .other("white space")): true
    case (.json, .json), (.json, .ndjson), (.json, .likelyInventory): true
    case (.ndjson, .json), (.ndjson, .ndjson), (.ndjson, .likelyInventory): true
    case (.xml, .xml): true
    case (.json, .other(let name)), (.ndjson, .other(let name)), (.xml, .other(let name)):
      name == "an empty file" || name == "white space"
    default: false
    }
  }

  /// Whether what a further input reads fits.
  public func fits(_ further: CompiledFurther) -> Bool { fits(further.reads, further.when) }

  /// Why a mapping does not fit, in words.
  public func misfit(_ mapping: CompiledMapping) -> String? {
    let form = mapping.document.reads
    guard hasForm(of: mapping) else { return nil }
    guard case .table = form.format else {
      return form.when == nil ? nil : "its \"when\" does not hold"
    }
    let heads = Set(
      ((kind.isWorkbook ? [workbookHeads] : tableHeads(form)) ?? []).flatMap { $0 }
        .map(HeadName.folded))
    let missing = form.columns.filter { !heads.contains(HeadName.folded($0)) }
    guard !missing.isEmpty else { return nil }
    let shown = missing.prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
    return "it has no column \(shown)" + (missing.count > 4 ? ", …" : "")
  }

  private func fits(_ form: InputForm, _ when: Program?) -> Bool {
    switch (form.format, kind) {
    case (.table, .table): return !form.columns.isEmpty && hasColumns(form)
    case (.table, .workbook): return !form.columns.isEmpty && workbookHasColumns(form)
    case (.json, .json), (.json, .likelyInventory), (.json, .ndjson):
      return when.map(holds) ?? false
    case (.ndjson, .ndjson):
      guard let when, let line = firstLine else { return false }
      return holds(when, line)
    case (.xml, .xml): return form.when?.text.map { holds($0, form) } ?? false
    default: return false
    }
  }

  private func hasColumns(_ form: InputForm) -> Bool {
    guard let heads = tableHeads(form) else { return false }
    return heads.contains { row in Self.has(row, form.columns) }
  }

  static func has(_ heads: [String], _ columns: [String]) -> Bool {
    let folded = Set(heads.map { HeadName.folded($0) })
    return columns.allSatisfy { folded.contains(HeadName.folded($0)) }
  }

  private func workbookHasColumns(_ form: InputForm) -> Bool {
    guard let workbook else { return false }
    if let name = form.sheet {
      guard
        let index = workbook.sheets.firstIndex(where: {
          HeadName.folded($0.name) == HeadName.folded(name)
        }), let rows = try? WorkbookHeads(workbook).rows(ofSheet: index)
      else { return false }
      return rows.contains { Self.has($0, form.columns) }
    }
    return (try? WorkbookHeads(workbook).sheet(with: form.columns)) != nil
  }

  /// Whether a condition holds of the document.
  ///
  /// The beginning of a large one is enough where the condition holds of it already.
  private func holds(_ when: Program) -> Bool {
    if head.count >= Self.headBytes, let beginning, holds(when, beginning) { return true }
    if case .ndjson = kind { return false }
    return document.map { holds(when, $0) } ?? false
  }

  private func holds(_ when: Program, _ document: JSONDocument) -> Bool {
    var arena = Arena()
    var machine = Machine()
    machine.fuel = 50_000_000
    let value = document.value(document.root, in: &arena) { _ in false }
    let answer = withUnsafePointer(to: value) { machine.evaluate(when, $0) }
    return answer.tag == .bool && answer.asBool
  }

  private func holds(_ path: String, _ form: InputForm) -> Bool {
    guard let parser = tree, let document = parser.document,
      let root = xmlDocGetRootElement(document),
      let paths = XPathEvaluator(document, namespaces: form.namespaces, used: parser.namespaces)
    else { return false }
    return paths.holds(path, at: root)
  }
}
