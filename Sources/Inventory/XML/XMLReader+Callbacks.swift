import Bytes
import CLibXML2
import Glibc

extension XMLReader {
  /// The callbacks: elements and text, and refusals of whatever an inventory has no use for.
  static func handler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = { data, name, prefix, uri, _, _, count, _, attributes in
      guard let data, let name else { return }
      let state = data.assumingMemoryBound(to: XMLState.self)
      state.pointee.noteNamespace(uri, hasPrefix: prefix != nil)
      state.pointee.startElement(name, uri, Int(count), attributes)
    }
    handler.endElementNs = { data, _, _, _ in
      data?.assumingMemoryBound(to: XMLState.self).pointee.endElement()
    }
    handler.characters = { data, text, count in
      data?.assumingMemoryBound(to: XMLState.self).pointee
        .characters(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handler.ignorableWhitespace = handler.characters
    handler.serror = { data, error in
      guard let data, let error else { return }
      data.assumingMemoryBound(to: XMLState.self).pointee.note(error.pointee)
    }
    addRefusals(&handler)
    return handler
  }

  private static func addRefusals(_ handler: inout xmlSAXHandler) {
    handler.internalSubset = { data, _, _, _ in
      data?.assumingMemoryBound(to: XMLState.self).pointee.startDoctype()
    }
    handler.entityDecl = { data, _, _, _, _, _ in
      data?.assumingMemoryBound(to: XMLState.self).pointee.refuseDeclaration()
    }
    handler.elementDecl = { data, _, _, _ in
      data?.assumingMemoryBound(to: XMLState.self).pointee.refuseDeclaration()
    }
    handler.notationDecl = { data, _, _, _ in
      data?.assumingMemoryBound(to: XMLState.self).pointee.refuseDeclaration()
    }
    handler.getEntity = { data, _ in
      data?.assumingMemoryBound(to: XMLState.self).pointee.refuseEntity()
      return nil
    }
    handler.reference = { data, _ in
      data?.assumingMemoryBound(to: XMLState.self).pointee.refuseEntity()
    }
  }
}

extension XMLState {
  /// A document type declaration may name an external subset, which is never fetched, and no more.
  mutating func startDoctype() {
    hasDoctype = true
    guard let input = context?.pointee.input, let cursor = input.pointee.cur else { return }
    if cursor.pointee == UInt8(ascii: "[") { refuseDeclaration() }
  }

  mutating func refuseDeclaration() {
    refuse(
      "reader.doctype", "the document type declaration has declarations of its own",
      hint: "remove the part in square brackets", at: cursor)
  }

  mutating func refuseEntity() {
    refuse(
      "reader.entity", "an entity reference that XML does not define",
      hint: "write the characters themselves, or a numeric reference such as &#233;", at: cursor)
  }

  /// Takes over what the parser found wrong; its warnings are of no account.
  mutating func note(_ error: xmlError) {
    guard error.level.rawValue >= XML_ERR_ERROR.rawValue, failure == nil else { return }
    switch UInt32(bitPattern: error.code) {
    case XML_ERR_UNDECLARED_ENTITY.rawValue, XML_WAR_UNDECLARED_ENTITY.rawValue:
      return refuseEntity()
    case XML_ERR_NO_MEMORY.rawValue:
      return refuse(
        "reader.too-large", "the document has more different names than are read", at: cursor)
    default: break
    }
    if isEnding {
      return refuse("reader.truncated", "the file ends in the middle", at: window.end)
    }
    let text = error.message.map { String(cString: $0) } ?? "the document is not well-formed"
    refuse("reader.malformed", Self.lowercased(text), at: cursor)
  }

  /// The parser's words in our style: one line, a small letter first.
  private static func lowercased(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return InertText.of(line.prefix(1).lowercased() + line.dropFirst(), limit: 200)
  }
}
