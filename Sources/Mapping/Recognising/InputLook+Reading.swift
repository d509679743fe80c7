import CLibXML2
import Diagnostics
import Inventory
import Tables

/// What is read of a file to tell which mappings fit it, each at most once where it is large.
extension InputLook {
  /// The first rows of a table, as far as they can be read: what is wrong behind its heads is told where
  /// it is read.
  public func tableHeads(_ form: InputForm?) -> [[String]]? {
    var rows: [[String]] = []
    do throws(InputFailure) {
      var reader = try DelimitedReader(
        BytesInMemory.supply(head), encoding: form?.encoding.flatMap { TextEncoding(rawValue: $0) },
        delimiter: form?.delimiter)
      while rows.count < TableSource.headerDepth, try reader.read() {
        rows.append(reader.cells.map { String(decoding: $0.text, as: UTF8.self) })
      }
    } catch {
      return rows.isEmpty ? nil : rows
    }
    return rows
  }

  /// What is wrong with a table itself, whatever it is about.
  var tableFault: InputFailure? {
    guard case .table = kind else { return nil }
    do throws(InputFailure) {
      var reader = try DelimitedReader(BytesInMemory.supply(whole() ?? head))
      while try reader.read() {}
      return nil
    } catch {
      return error
    }
  }

  /// The document, of JSON.
  var document: JSONDocument? {
    if let json { return json }
    let found = whole().flatMap { bytes in
      (try? JSONBytes.utf8(bytes)).flatMap { JSONDocument.tolerant($0) }
    }
    json = .some(found)
    return found
  }

  /// The first line, where each is a document.
  var firstLine: JSONDocument? {
    let text = (try? TextDecoding.utf8(Self.evened(head))) ?? head
    return text.split(separator: 0x0a).first.flatMap { JSONDocument.tolerant(Array($0)) }
  }

  /// The document, of XML.
  var tree: XMLTreeParser? {
    if let xml { return xml }
    let parser = whole().flatMap { XMLTreeParser.parsed($0) }
    xml = .some(parser)
    return parser
  }

  /// The rows of a table, all in memory.
  func store(_ form: InputForm) -> TableStore? {
    if let workbook {
      let index = (try? WorkbookHeads(workbook).sheet(with: form.columns)) ?? 0
      return (try? workbook.read(index, line: { $0 }))?.store
    }
    guard let bytes = whole() else { return nil }
    let source = ForeignBytes(bytes)
    let store = TableStore()
    do throws(InputFailure) {
      var reader = try DelimitedReader(
        source.supply, encoding: form.encoding.flatMap { TextEncoding(rawValue: $0) },
        delimiter: form.delimiter)
      while try reader.read() { try store.append(reader.cells) }
      return store
    } catch {
      return nil
    }
  }

  /// The heads of the first sheet of a workbook.
  var workbookHeads: [String] {
    guard let workbook else { return [] }
    for index in workbook.sheets.indices {
      let rows = (try? WorkbookHeads(workbook).rows(ofSheet: index)) ?? []
      if let heads = rows.first(where: { row in row.contains { !$0.isEmpty } }) { return heads }
    }
    return []
  }
}

extension XMLTreeParser {
  /// A parser of bytes in memory that has parsed them; `nil` if they are no XML.
  static func parsed(_ bytes: [UInt8]) -> XMLTreeParser? {
    let parser = XMLTreeParser()
    return (try? parser.parse(ForeignBytes(bytes))) == nil ? nil : parser
  }
}
