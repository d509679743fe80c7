import Bytes
import Diagnostics
public import Inventory

/// Says of an input that no mapping reads what it looks like and what to do about it.
public final class UnreadInput: ForeignInventory {
  /// What reports call it.
  public let formatName: String
  /// It has no systems.
  public let joinsByName = false
  private let failure: InputFailure
  /// What is wrong with the file itself.
  private let faults: [InputFailure]
  /// Whether the file may be one of our own forms that is broken, or no inventory at all.
  private let isNoInventory: Bool

  /// A reader of a file that is no inventory for certain; `nil` where the readers of our own forms say
  /// better what is wrong, as of a document that breaks off.
  ///
  /// - Parameter mapping: The mapping that was named for the file and cannot read its form.
  public init?(_ look: InputLook, namedFor mapping: CompiledMapping? = nil) {
    guard let words = Self.words(look), mapping != nil || !Self.isToldElsewhere(look) else {
      return nil
    }
    formatName = words.format
    faults = look.documentFaults + [look.tableFault].compactMap(\.self)
    isNoInventory = mapping == nil
    let hint = words.hint ?? Self.mappingHint
    if let mapping {
      failure = InputFailure(
        "mapping.wrong-form",
        "the mapping \"\(mapping.name)\" reads \(Self.plural(mapping)), and this looks like "
          + words.text,
        hint: words.hint ?? "name another mapping, or begin one with: custos mappings suggest FILE",
        line: 1, column: 1)
    } else {
      let end = words.hint == nil ? "; no mapping matches it" : ", which cannot be read"
      failure = InputFailure(
        "reader.not-an-inventory", "this looks like \(words.text)\(end)", hint: hint, line: 1,
        column: 1)
    }
  }

  /// Whether the readers of our own forms say as much of it: packed and empty files.
  private static func isToldElsewhere(_ look: InputLook) -> Bool {
    guard case .other(let name) = look.kind else { return false }
    return name != "text" && !name.hasPrefix("an old Excel")
  }

  private static let mappingHint =
    "name the mapping that reads it with --mapping, or begin one with: custos mappings suggest FILE"

  /// What a mapping reads.
  private static func plural(_ mapping: CompiledMapping) -> String {
    switch mapping.document.reads.format {
    case .table: "tables"
    case .json: "JSON"
    case .ndjson: "NDJSON"
    case .xml: "XML"
    }
  }

  /// What a file looks like, and what to do with a form that is never read.
  private static func words(_ look: InputLook) -> (text: String, format: String, hint: String?)? {
    switch look.kind {
    case .inventory, .likelyInventory: return nil
    case .table:
      let heads = look.tableHeads(nil)?.first { row in row.contains { !$0.isEmpty } } ?? []
      return ("a table" + columns(heads), "table", nil)
    case .workbook: return ("a spreadsheet" + columns(look.workbookHeads), "spreadsheet", nil)
    case .ndjson: return ("NDJSON, a document on each line", "ndjson", nil)
    case .json: return look.documentShape.map { ($0, "json", nil) }
    case .xml: return look.elementShape.map { ($0, "xml", nil) }
    case .other(let name) where name.hasPrefix("an old Excel"):
      return (name, "xls", "save it as .xlsx or as CSV")
    case .other(let name): return (name, "other", otherHint(name))
    }
  }

  private static func otherHint(_ name: String) -> String {
    switch name {
    case "text": "a table has heads in its first rows, and commas, semicolons or tabs between them"
    case "a PDF": "export the data behind it, as a spreadsheet, CSV, JSON or XML"
    case "an empty file", "white space": "export it again"
    default: "unpack it first"
    }
  }

  /// The heads of columns, which are no personal data; nothing of a first row that looks like data.
  private static func columns(_ heads: [String]) -> String {
    guard !HeadName.looksLikeData(heads) else { return " whose first row has data and no heads" }
    let shown = heads.filter { !$0.isEmpty }.prefix(6).map { "\"\(InertText.of($0, limit: 40))\"" }
    guard !shown.isEmpty else { return "" }
    return " with the columns \(shown.joined(separator: ", "))" + (heads.count > 6 ? ", …" : "")
  }

  /// Refuses the input.
  public func read(_ bytes: ForeignBytes, into sink: inout ForeignSink) throws(ForeignStop) {
    sink.isNoInventory = isNoInventory
    try bytes.passOver()
    for fault in faults where fault.line > 0 { sink.note(fault) }
    throw .failed(failure)
  }
}
