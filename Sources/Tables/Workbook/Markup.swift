import CLibXML2
import Diagnostics
import Glibc

/// The local name of an element or attribute, as long as a callback runs.
struct MarkupName {
  fileprivate let text: UnsafePointer<xmlChar>

  static func == (left: MarkupName, right: StaticString) -> Bool {
    strcmp(
      UnsafeRawPointer(left.text).assumingMemoryBound(to: CChar.self),
      UnsafeRawPointer(right.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
  }
}

/// The attributes of an element, as long as a callback runs.
struct MarkupAttributes {
  fileprivate let count: Int
  fileprivate let values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

  /// The text of an attribute by its local name.
  subscript(_ name: StaticString) -> String? {
    for index in 0..<count {
      guard let own = values?[index * 5], MarkupName(text: own) == name,
        let start = values?[index * 5 + 3], let end = values?[index * 5 + 4]
      else { continue }
      let text = String(
        decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
      // Most have no ampersand, and cells are many: to search for a text takes longer than the rest.
      guard memchr(start, Int32(UInt8(ascii: "&")), end - start) != nil else { return text }
      return text.replacing("&#38;", with: "&")
    }
    return nil
  }
}

/// Takes what stands in the XML of a workbook.
protocol MarkupHandler: AnyObject {
  func begin(_ name: MarkupName, _ attributes: MarkupAttributes)
  func text(_ text: UnsafeBufferPointer<UInt8>)
  func end(_ name: MarkupName)
  /// What ended the reading, if anything did.
  var failure: InputFailure? { get }
}

/// Reads the XML inside a workbook with libxml2, from memory: it opens nothing, loads no DTD and
/// expands no entity.
final class MarkupParser {
  private var handler = xmlSAXHandler()
  private let target: any MarkupHandler
  private var context: xmlParserCtxtPtr?
  private var depth = 0
  private var refusal: String?

  init(_ target: any MarkupHandler) {
    self.target = target
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = { data, name, _, _, _, _, count, _, values in
      guard let name, let parser = MarkupParser.of(data) else { return }
      parser.depth += 1
      if parser.depth > 200 { return parser.refuse("elements nest deeper than 200 levels") }
      parser.target.begin(
        MarkupName(text: name), MarkupAttributes(count: Int(count), values: values))
      if parser.target.failure != nil { xmlStopParser(parser.context) }
    }
    handler.endElementNs = { data, name, _, _ in
      guard let name, let parser = MarkupParser.of(data) else { return }
      parser.depth -= 1
      parser.target.end(MarkupName(text: name))
      if parser.target.failure != nil { xmlStopParser(parser.context) }
    }
    handler.characters = { data, text, count in
      MarkupParser.of(data)?.target.text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.internalSubset = { data, _, _, _ in
      MarkupParser.of(data)?.refuse("it has a document type declaration")
    }
    handler.getEntity = { data, _ in
      MarkupParser.of(data)?.refuse("it refers to an entity")
      return nil
    }
    handler.serror = { _, _ in }
  }

  private static func of(_ data: UnsafeMutableRawPointer?) -> MarkupParser? {
    data.map { Unmanaged<MarkupParser>.fromOpaque($0).takeUnretainedValue() }
  }

  private func refuse(_ reason: String) {
    refusal = refusal ?? reason
    xmlStopParser(context)
  }

  /// Reads an entry of an archive.
  ///
  /// - Returns: Whether there is such an entry.
  @discardableResult
  static func read(
    _ name: String, of archive: Archive, into target: any MarkupHandler
  ) throws(InputFailure) -> Bool {
    try MarkupParser(target).read(name, of: archive)
  }

  private func read(_ name: String, of archive: Archive) throws(InputFailure) -> Bool {
    let data = Unmanaged.passUnretained(self).toOpaque()
    guard let made = xmlCreatePushParserCtxt(&handler, data, nil, 0, nil) else {
      throw InputFailure("table.archive", "there is no memory for the parser")
    }
    defer {
      if let document = made.pointee.myDoc { xmlFreeDoc(document) }
      xmlFreeParserCtxt(made)
    }
    context = made
    _ = xmlCtxtUseOptions(made, Int32(XML_PARSE_NONET.rawValue))
    _ = xmlDictSetLimit(made.pointee.dict, 256 * 1024)
    let isThere = try archive.read(name) { chunk throws(InputFailure) in
      let result = chunk.withMemoryRebound(to: CChar.self) { text in
        xmlParseChunk(made, text.baseAddress, Int32(text.count), 0)
      }
      try check(name, result)
      return true
    }
    if isThere { try check(name, xmlParseChunk(made, nil, 0, 1)) }
    return isThere
  }

  private func check(_ name: String, _ result: Int32) throws(InputFailure) {
    if let failure = target.failure { throw failure }
    guard result != 0 || refusal != nil else { return }
    throw InputFailure(
      "table.archive",
      "\"\(name)\" in the workbook is not read: "
        + (refusal ?? "it is not well-formed XML"),
      hint: "open it in a spreadsheet program and save it anew", line: 1, column: 1)
  }
}
