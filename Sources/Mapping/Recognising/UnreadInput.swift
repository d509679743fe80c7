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

  /// A reader of a file that is no inventory for certain; `nil` of JSON and XML, of which the readers
  /// of our own forms say it.
  public init?(_ look: InputLook, isFromFolder: Bool) {
    let hint: String
    let words: String
    switch look.kind {
    case .table:
      let heads = look.tableHeads(nil)?.first { row in row.contains { !$0.isEmpty } } ?? []
      words = "this looks like a table" + Self.columns(heads) + " and no mapping matches it"
      formatName = "table"
      hint = Self.mappingHint
    case .workbook:
      words =
        "this looks like a spreadsheet" + Self.columns(look.workbookHeads)
        + " and no mapping matches it"
      formatName = "spreadsheet"
      hint = Self.mappingHint
    case .ndjson:
      words = "this looks like NDJSON, a document on each line and no mapping matches it"
      formatName = "ndjson"
      hint = Self.mappingHint
    case .other(let name) where name.hasPrefix("an old Excel"):
      words = "this looks like \(name), which cannot be read"
      formatName = "xls"
      hint = "save it as .xlsx or as CSV"
    default: return nil
    }
    failure = InputFailure("reader.not-an-inventory", words, hint: hint, line: 1, column: 1)
  }

  private static let mappingHint =
    "name the mapping that reads it with --mapping, or begin one with: custos mappings suggest FILE"

  /// The heads of columns, which are no personal data.
  private static func columns(_ heads: [String]) -> String {
    let shown = heads.filter { !$0.isEmpty }.prefix(6).map { "\"\(InertText.of($0, limit: 40))\"" }
    guard !shown.isEmpty else { return "" }
    return " with the columns \(shown.joined(separator: ", "))" + (heads.count > 6 ? ", …" : "")
  }

  /// Refuses the input.
  public func read(_ bytes: ForeignBytes, into sink: inout ForeignSink) throws(ForeignStop) {
    sink.isNoInventory = true
    try bytes.passOver()
    throw .failed(failure)
  }
}
