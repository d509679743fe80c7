import CLibXML2
import Diagnostics
import Inventory

/// A place in a document, kept in a node of its tree.
struct NodePlace {
  var line: Int
  var column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place that a node of a tree was given.
  init(of node: UnsafeMutablePointer<xmlNode>) {
    var current: UnsafeMutablePointer<xmlNode>? = node
    // Text has no place of its own; that of the element around it stands for it.
    while let found = current, found.pointee._private == nil { current = found.pointee.parent }
    let bits = UInt(bitPattern: current?.pointee._private)
    line = Int(bits >> 26)
    column = Int(bits & 0x3ff_ffff)
  }

  /// The form in which a node keeps it.
  var pointer: UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: UInt(line) << 26 | UInt(min(column, 0x3ff_ffff)))
  }
}

/// Builds the tree of an XML document with libxml2, whose nodes know where they stand.
///
/// The parser is given bytes only from here: it opens nothing, loads no DTD and expands no entity.
/// Where rows are to be streamed, each is handed over when it is whole and then freed.
final class XMLTreeParser {
  /// The deepest nesting that is read; the parser refuses more by itself.
  static let deepest = 250
  private static let mostNameBytes = 256 * 1024

  private var context: xmlParserCtxtPtr?
  private var handler = xmlSAXHandler()
  /// Text that the parser has not passed, with the offset of its first byte.
  private var window: [UInt8] = []
  private var base = 0
  private var scanned = 0
  private var line = 1
  private var lineStart = 0
  private(set) var failure: InputFailure?
  private var depth = 0
  /// The namespaces that the document uses.
  private(set) var namespaces: Set<String> = []
  /// The elements down to the rows that are streamed, and who gets them.
  private let stream: XMLRowStream?
  private var matched = 0
  private var isInRow = false

  init(streaming stream: XMLRowStream? = nil) {
    self.stream = stream
    xmlSAXVersion(&handler, 2)
    addCallbacks()
  }

  deinit {
    if let context {
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      xmlFreeParserCtxt(context)
    }
  }

  /// The document, which lives as long as this parser.
  var document: xmlDocPtr? { context?.pointee.myDoc }

  /// Parses all of it.
  func parse(_ bytes: ForeignBytes) throws(InputFailure) {
    var source = try XMLBytes(bytes)
    let data = Unmanaged.passUnretained(self).toOpaque()
    guard let made = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      throw InputFailure("reader.unreadable", "there is no memory for the parser")
    }
    context = made
    // The handlers of the library want their context as data, so ours finds itself through it.
    made.pointee._private = data
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    _ = xmlCtxtUseOptions(made, Int32(options))
    _ = xmlDictSetLimit(made.pointee.dict, Self.mostNameBytes)
    while failure == nil {
      dropParsed()
      let start = window.count
      guard try source.read(into: &window) else { break }
      push(from: start)
    }
    if failure == nil { check(xmlParseChunk(made, nil, 0, 1), isEnd: true) }
    if let failure { throw failure }
  }

  private func push(from start: Int) {
    var index = start
    while index < window.count, failure == nil {
      let count = min(window.count - index, 1 << 16)
      let result = window.withUnsafeBufferPointer { buffer in
        UnsafeRawPointer(buffer.baseAddress.unsafelyUnwrapped + index)
          .withMemoryRebound(to: CChar.self, capacity: count) {
            xmlParseChunk(context, $0, Int32(count), 0)
          }
      }
      check(result, isEnd: false)
      index += count
    }
  }

  /// Drops what the parser has passed.
  private func dropParsed() {
    let passed = min(max(cursor - base - 1, 0), window.count)
    guard passed > 1 << 18 else { return }
    _ = position(of: base + passed)
    window.removeFirst(passed)
    base += passed
  }

  private var cursor: Int {
    guard let input = context?.pointee.input else { return 0 }
    return Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
  }

  /// The line and column of an offset; offsets may go back within the last tag only.
  private func position(of offset: Int) -> (line: Int, column: Int) {
    while scanned < offset, scanned - base < window.count {
      if window[scanned - base] == 0x0a {
        line += 1
        lineStart = scanned + 1
      }
      scanned += 1
    }
    return (line, offset - lineStart + 1)
  }

  private func check(_ result: Int32, isEnd: Bool) {
    guard result != 0, failure == nil else { return }
    let text = xmlCtxtGetLastError(context)?.pointee.message.map { String(cString: $0) }
    let message = (text ?? "the document is not well-formed").split(whereSeparator: \.isNewline)
      .joined(separator: " ")
    let shown = message.prefix(1).lowercased() + message.dropFirst().prefix(200)
    refuse(
      isEnd ? "reader.truncated" : "reader.malformed", isEnd ? "the file ends in the middle" : shown
    )
  }

  fileprivate func refuse(_ code: String, _ message: String, hint: String? = nil) {
    guard failure == nil else { return }
    let place = position(of: max(cursor, scanned))
    failure = InputFailure(
      code, message, hint: hint, line: place.line, column: max(place.column, 1))
    xmlStopParser(context)
  }
}

extension XMLTreeParser {
  fileprivate static func of(_ data: UnsafeMutableRawPointer?) -> XMLTreeParser? {
    data?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private.map {
      Unmanaged<XMLTreeParser>.fromOpaque($0).takeUnretainedValue()
    }
  }

  private func addCallbacks() {
    handler.startElementNs = {
      data, name, prefix, uri, count, list, attributes, defaulted, values in
      XMLTreeParser.of(data)?.begin(uri)
      xmlSAX2StartElementNs(data, name, prefix, uri, count, list, attributes, defaulted, values)
      XMLTreeParser.of(data)?.began(Int(attributes), values)
    }
    handler.endElementNs = { data, name, prefix, uri in
      let parser = XMLTreeParser.of(data)
      let node = parser?.context?.pointee.node
      xmlSAX2EndElementNs(data, name, prefix, uri)
      if let node { parser?.end(node) }
    }
    handler.serror = { _, _ in }
    handler.error = nil
    handler.warning = nil
    handler.fatalError = nil
    handler.internalSubset = { data, _, _, _ in
      guard let parser = XMLTreeParser.of(data), let input = parser.context?.pointee.input,
        input.pointee.cur.pointee == UInt8(ascii: "[")
      else { return }
      parser.refuseDeclaration()
    }
    handler.externalSubset = nil
    handler.resolveEntity = nil
    handler.entityDecl = { data, _, _, _, _, _ in XMLTreeParser.of(data)?.refuseDeclaration() }
    handler.elementDecl = { data, _, _, _ in XMLTreeParser.of(data)?.refuseDeclaration() }
    handler.notationDecl = { data, _, _, _ in XMLTreeParser.of(data)?.refuseDeclaration() }
    handler.attributeDecl = { data, _, _, _, _, _, list in
      xmlFreeEnumeration(list)
      XMLTreeParser.of(data)?.refuseDeclaration()
    }
    handler.getEntity = { data, _ in
      XMLTreeParser.of(data)?.refuse(
        "reader.entity", "an entity is referred to that XML does not define",
        hint: "write the characters themselves, or a numeric reference such as &#233;")
      return nil
    }
  }

  private func refuseDeclaration() {
    refuse(
      "reader.doctype", "the document type declaration has declarations of its own",
      hint: "take the part in square brackets out")
  }

  private func begin(_ uri: UnsafePointer<xmlChar>?) {
    depth += 1
    if depth > Self.deepest {
      refuse("reader.too-deep", "elements nest deeper than \(Self.deepest) levels")
    }
    if let uri { namespaces.insert(String(cString: uri)) }
  }

  /// Gives the element that was begun, and its attributes, their places.
  private func began(_ count: Int, _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    guard let context, let node = context.pointee.node else { return }
    let end = cursor
    var start = min(end - base, window.count - 1)
    while start > 0, window[start] != UInt8(ascii: "<") { start -= 1 }
    let place = position(of: base + start)
    node.pointee._private = NodePlace(line: place.line, column: place.column).pointer
    var attribute = node.pointee.properties
    for index in 0..<count {
      guard let current = attribute else { break }
      if let input = context.pointee.input, let value = values?[index * 5 + 3],
        value >= input.pointee.base, value < input.pointee.end
      {
        let offset = Int(input.pointee.consumed) + (value - input.pointee.base)
        let place = position(of: offset)
        current.pointee._private = NodePlace(line: place.line, column: place.column).pointer
      } else {
        current.pointee._private = node.pointee._private
      }
      attribute = current.pointee.next
    }
    guard let stream, !isInRow, depth == matched + 1, depth <= stream.steps.count,
      stream.steps[depth - 1].matches(node)
    else { return }
    matched = depth
    if matched == stream.steps.count { isInRow = true }
  }

  private func end(_ node: UnsafeMutablePointer<xmlNode>) {
    defer { depth -= 1 }
    guard let stream else { return }
    if isInRow, depth == stream.steps.count {
      isInRow = false
      matched -= 1
      if failure == nil, !stream.take(node, self) { xmlStopParser(context) }
      free(node)
    } else if !isInRow, depth == matched, depth > 0 {
      matched -= 1
    }
  }

  /// Frees a row that was handed over, and what stands before it.
  private func free(_ node: UnsafeMutablePointer<xmlNode>) {
    var current: UnsafeMutablePointer<xmlNode>? = node
    while let freed = current {
      current = freed.pointee.prev
      xmlUnlinkNode(freed)
      xmlFreeNode(freed)
    }
  }
}

/// Rows of XML that are handed over one by one.
final class XMLRowStream {
  /// An element on the way down to the rows.
  struct Step {
    var name: String
    /// The namespaces that it may be in; `nil` for none.
    var uris: [String]?

    func matches(_ node: UnsafeMutablePointer<xmlNode>) -> Bool {
      guard String(cString: node.pointee.name) == name else { return false }
      let uri = node.pointee.ns.flatMap { $0.pointee.href }.map { String(cString: $0) }
      guard let uris else { return uri == nil }
      return uri.map { uris.contains($0) } ?? false
    }
  }

  let steps: [Step]
  /// Called with each row; says whether to go on.
  let take: (UnsafeMutablePointer<xmlNode>, XMLTreeParser) -> Bool

  init(
    _ steps: [Step], take: @escaping (UnsafeMutablePointer<xmlNode>, XMLTreeParser) -> Bool
  ) {
    self.steps = steps
    self.take = take
  }
}
