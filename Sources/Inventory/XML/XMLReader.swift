import CLibXML2
import Diagnostics
import Glibc

/// Reads an inventory in XML with the push parser of libxml2.
///
/// The parser gets bytes only from here, in UTF-8, 64 KiB at a time: it opens no file and no
/// connection, loads no DTD and expands no entity.
struct XMLReader: ~Copyable {
  private static let pieceBytes = 64 * 1024

  let state: UnsafeMutablePointer<XMLState>
  private var handler = XMLReader.handler()

  init(assembler: consuming Assembler) {
    Self.prepareLibrary
    state = .allocate(capacity: 1)
    state.initialize(to: XMLState(assembler: assembler))
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
  }

  private static let prepareLibrary: Void = xmlInitParser()

  /// Reads the whole document.
  mutating func read(
    _ source: ByteSource, window: borrowing ReadWindow
  ) throws(InputFailure) {
    var decoder = try XMLDecoder(start: window.raw)
    guard let context = makeContext() else {
      throw InputFailure("reader.unreadable", "there is no memory for the parser")
    }
    defer { free(context) }
    try feedFirst(source, window, &decoder)
    while !isOver {
      if try feedNext(source, &decoder) == 0 { break }
    }
    if !isOver {
      state.pointee.isEnding = true
      check(xmlParseChunk(context, nil, 0, 1))
    }
    if let failure = state.pointee.failure { throw failure }
    state.pointee.assembler.pieces?.check(names: Int(xmlDictGetUsage(context.pointee.dict)))
  }

  /// A parser that calls the state.
  mutating func makeContext() -> xmlParserCtxtPtr? {
    guard let context = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil) else { return nil }
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue)
    _ = xmlCtxtUseOptions(context, options)
    state.pointee.prepare(context)
    return context
  }

  func free(_ context: xmlParserCtxtPtr) {
    state.pointee.context = nil
    if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    xmlFreeParserCtxt(context)
  }

  var isOver: Bool { state.pointee.failure != nil || state.pointee.isLate }

  /// Feeds what was read to tell the encoding.
  private mutating func feedFirst(
    _ source: ByteSource, _ window: borrowing ReadWindow, _ decoder: inout XMLDecoder
  ) throws(InputFailure) {
    let bytes = UnsafeBufferPointer(start: UnsafePointer(window.bytes), count: window.count)
    let first = UnsafeBufferPointer(rebasing: bytes[min(decoder.markLength, bytes.count)...])
    guard decoder.isUTF8, state.pointee.assembler.pieces != nil, let start = first.baseAddress
    else { return try feed(first, &decoder, isLast: false) }
    let room = state.pointee.window.room(for: first.count, keepingFrom: state.pointee.cursor)
    memcpy(room, start, first.count)
    state.pointee.window.commit(first.count)
    try pushAndCut(source, decoder, isLast: false)
  }

  /// Reads on and feeds what came.
  ///
  /// - Returns: How many bytes were read; 0 at the end.
  private mutating func feedNext(
    _ source: ByteSource, _ decoder: inout XMLDecoder
  ) throws(InputFailure) -> Int {
    if decoder.isUTF8 {
      let room = state.pointee.window.room(
        for: Self.pieceBytes, keepingFrom: state.pointee.cursor)
      let count = try source.read(into: room, most: Self.pieceBytes)
      state.pointee.window.commit(count)
      if state.pointee.assembler.pieces != nil {
        try pushAndCut(source, decoder, isLast: count == 0)
      } else {
        try pushAndReadRows(decoder, isLast: count == 0)
      }
      return count
    }
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.pieceBytes)
    defer { buffer.deallocate() }
    let count = try source.read(into: buffer, most: Self.pieceBytes)
    try feed(UnsafeBufferPointer(start: buffer, count: count), &decoder, isLast: count == 0)
    return count
  }

  /// Puts bytes that stand elsewhere into the window, decoded, and pushes them.
  private mutating func feed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ decoder: inout XMLDecoder, isLast: Bool
  ) throws(InputFailure) {
    var problem: XMLDecoder.Problem?
    let text = decoder.isUTF8 ? bytes : decoder.decode(bytes, isLast: isLast, &problem)
    let room = state.pointee.window.room(for: text.count, keepingFrom: state.pointee.cursor)
    if let start = text.baseAddress { memcpy(room, start, text.count) }
    state.pointee.window.commit(text.count)
    if decoder.isUTF8 { return try pushAndReadRows(decoder, isLast: isLast) }
    push(upTo: state.pointee.window.end)
    if let problem { try fail(problem) }
  }

  /// Pushes what is new in the window, as far as it is right.
  ///
  /// - Parameter isLast: Whether no more bytes come, so that a character may not be cut off.
  func pushChecked(
    _ decoder: borrowing XMLDecoder, isLast: Bool
  ) throws(InputFailure) {
    try pushChecked(decoder, upTo: state.pointee.window.end, isWhole: isLast)
  }

  /// Pushes what is new in the window up to an offset, as far as it is right.
  ///
  /// - Parameter isWhole: Whether no character may be cut off at the end.
  func pushChecked(
    _ decoder: borrowing XMLDecoder, upTo end: Int, isWhole: Bool = true
  ) throws(InputFailure) {
    var problem: XMLDecoder.Problem?
    let start = state.pointee.pushed
    let count = decoder.check(
      state.pointee.window.bytes(from: start, to: end), isLast: isWhole, &problem)
    push(upTo: start + count)
    if let problem { try fail(problem) }
  }

  private func fail(_ problem: XMLDecoder.Problem) throws(InputFailure) {
    guard !isOver else { return }
    let place = state.pointee.window.lookAhead(to: state.pointee.pushed)
    throw InputFailure(
      "reader.encoding", problem.message, line: place.line, column: place.column)
  }

  /// Pushes the bytes of the window up to an offset, in pieces.
  private func push(upTo end: Int) {
    while state.pointee.pushed < end, !isOver {
      let stop = min(state.pointee.pushed + Self.pieceBytes, end)
      push(state.pointee.window.bytes(from: state.pointee.pushed, to: stop), upTo: stop)
    }
  }

  private func push(_ piece: UnsafeBufferPointer<UInt8>, upTo stop: Int) {
    guard let context = state.pointee.context, let start = piece.baseAddress else { return }
    let parsed = state.pointee.cursor
    let open = state.pointee.window.bytes(from: parsed, to: stop)
    if let tag = state.pointee.attributes.firstExcess(in: open, from: parsed) {
      return state.pointee.refuse(
        "reader.too-large",
        "a start tag has more than \(AttributeWatch.mostAttributes) attributes", at: tag)
    }
    state.pointee.pushed = stop
    let result = start.withMemoryRebound(to: CChar.self, capacity: piece.count) {
      xmlParseChunk(context, $0, Int32(piece.count), 0)
    }
    check(result)
  }

  /// Makes a failure of an error that nobody was told of.
  private func check(_ result: Int32) {
    guard result != 0, !isOver else { return }
    let message =
      result == XML_ERR_NO_MEMORY.rawValue
      ? "the document has more different names than are read" : "the document is not well-formed"
    state.pointee.refuse("reader.malformed", message, at: state.pointee.cursor)
  }
}
