import CLibXML2
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
  ) throws(ReadFailure) {
    var decoder = try XMLDecoder(start: window.raw)
    guard let context = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil) else {
      throw ReadFailure("reader.unreadable", "there is no memory for the parser")
    }
    defer {
      state.pointee.context = nil
      xmlFreeParserCtxt(context)
    }
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue)
    _ = xmlCtxtUseOptions(context, options)
    state.pointee.internNames(context)
    let first = UnsafeBufferPointer(start: UnsafePointer(window.bytes), count: window.count)
    try feed(UnsafeBufferPointer(rebasing: first[decoder.markLength...]), &decoder)
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.pieceBytes)
    defer { buffer.deallocate() }
    while !isOver {
      let count = try source.read(into: buffer, most: Self.pieceBytes)
      if count == 0 { break }
      try feed(UnsafeBufferPointer(start: buffer, count: count), &decoder)
    }
    if !isOver {
      try feed(UnsafeBufferPointer(start: nil, count: 0), &decoder, isLast: true)
      check(xmlParseChunk(context, nil, 0, 1))
    }
    if let failure = state.pointee.failure { throw failure }
  }

  private var isOver: Bool { state.pointee.failure != nil || state.pointee.isLate }

  private mutating func feed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ decoder: inout XMLDecoder, isLast: Bool = false
  ) throws(ReadFailure) {
    var problem: XMLDecoder.Problem?
    let text = decoder.decode(bytes, isLast: isLast, &problem)
    var start = 0
    while start < text.count, !isOver {
      let stop = min(start + Self.pieceBytes, text.count)
      push(UnsafeBufferPointer(rebasing: text[start..<stop]))
      start = stop
    }
    if let problem, !isOver {
      let place = state.pointee.window.lookAhead(to: state.pointee.window.end)
      throw ReadFailure(
        "reader.encoding", problem.message, line: place.line, column: place.column)
    }
  }

  private func push(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let context = state.pointee.context, let start = piece.baseAddress else { return }
    let parsed = state.pointee.cursor
    state.pointee.window.append(piece, keepingFrom: parsed)
    if let offset = XMLBombs.tooManyAttributes(state.pointee.window.bytes(from: parsed)) {
      return state.pointee.refuse(
        "reader.too-large", "a start tag has more than \(XMLBombs.mostAttributes) attributes",
        at: parsed + offset)
    }
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

/// Documents that would keep the parser busy for very long.
enum XMLBombs {
  static let mostAttributes = 10_000
  /// No start tag of more attributes fits into fewer bytes.
  private static let stride = 4 * mostAttributes

  /// The offset of a start tag with too many attributes; `nil` if there is none.
  ///
  /// The parser compares every attribute with every other. Looks for long stretches without `<`,
  /// which a start tag of that size must have, and counts only in those.
  static func tooManyAttributes(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let start = bytes.baseAddress else { return nil }
    var position = 0
    while bytes.count - position > stride {
      if let found = memrchr(start + position, 0x3c, stride) {
        position = Self.offset(of: found, in: start) + 1
        continue
      }
      let tag = position > 0 ? position - 1 : 0
      if start[tag] == 0x3c, countsTooMany(UnsafeBufferPointer(rebasing: bytes[tag...])) {
        return tag
      }
      let from = position + stride
      guard let next = memchr(start + from, 0x3c, bytes.count - from) else { return nil }
      position = Self.offset(of: next, in: start) + 1
    }
    return nil
  }

  private static func offset(
    of pointer: UnsafeMutableRawPointer, in start: UnsafePointer<UInt8>
  ) -> Int {
    UnsafeRawPointer(pointer) - UnsafeRawPointer(start)
  }

  private static func countsTooMany(_ tag: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = tag.baseAddress else { return false }
    var count = 0
    var index = 0
    while index < tag.count {
      switch tag[index] {
      case UInt8(ascii: "="): count += 1
      case UInt8(ascii: ">"): return false
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let rest = tag.count - index - 1
        guard let closing = memchr(start + index + 1, Int32(tag[index]), rest) else {
          return count > mostAttributes
        }
        index = Self.offset(of: closing, in: start)
      default: break
      }
      if count > mostAttributes { return true }
      index += 1
    }
    return false
  }
}
