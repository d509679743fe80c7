import CEL
import CLibXML2
import Diagnostics
import Glibc

/// All that the callbacks of the XML parser work on; it lives behind a pointer.
struct XMLState: ~Copyable {
  /// The deepest nesting that is read.
  static let deepest = 256
  /// The most bytes of different names; more are an attack on the parser's dictionary.
  static let mostNameBytes = 256 * 1024

  var context: xmlParserCtxtPtr?
  var assembler: Assembler
  var window = XMLWindow()
  /// The names of the vocabulary that the parser has met, as it keeps them: compared by address.
  ///
  /// By ``ShapeTable/names``. Its dictionary would be slower if all were put there beforehand.
  let names: UnsafeMutablePointer<UnsafePointer<xmlChar>?>
  private let spellings = ShapeTable.shared.spellings
  var namespace: UnsafePointer<xmlChar>?
  /// The attributes of the last object of each kind.
  let order = AttributeOrder()
  /// How many elements are open, and how many of them are passed over.
  var depth = 0
  var skipped = 0
  /// Whether what is passed over is no part of an inventory, rather than read at another time.
  var isInUnread = false
  /// A part of the inventory that is passed over, since it is at a place that has none of it.
  var misplaced: (name: String, mark: SourceMark)?
  /// The field whose free text is being read; -1 if none is.
  var prose = -1
  var proseMark = SourceMark.none
  var text: [UInt8] = []
  /// Where a text stands that may not be there, until a tag follows.
  var strayText: (line: Int, column: Int)?
  /// Whether a text was passed over that another reading of the file tells of.
  var hasTextBetweenRows = false
  /// Whether the root was one of ours.
  var isInventory = false
  var isLate = false
  /// Whether the parser was told that no more bytes come.
  var isEnding = false
  var failure: InputFailure?
  var scratch = ByteScratch()
  /// The offset up to which the parser was given the bytes of the window.
  var pushed = 0
  /// How many bytes before the next one the parser was not given, since others read them.
  var leftOut = 0
  /// The start tags of the elements around the rows, as they stand in the file.
  var openings: [[UInt8]] = []
  /// How many elements the parser is still to be told of that were read before.
  var unreadElements = 0
  /// Whether there is a document type declaration.
  var hasDoctype = false
  /// Whether an element without a prefix in the dataset that is being read is one of ours.
  var isOursWithoutPrefix = false
  /// The attributes that rows have, in the order in which they came the last time.
  let predictions = FieldPredictions(.attribute)
  /// The attributes of the row that is being read without the parser.
  let rowTag = XMLRowTag()
  /// Whether rows may be read without the parser.
  let readsRowsAtOnce: Bool
  /// Where the start tag that is being read begins.
  var tag = XMLTag()
  var attributes = AttributeWatch()

  init(assembler: consuming Assembler) {
    readsRowsAtOnce = assembler.readsRowsAtOnce
    self.assembler = assembler
    let table = ShapeTable.shared
    names = .allocate(capacity: table.names.count)
    names.initialize(repeating: nil, count: table.names.count)
  }

  deinit {
    names.deallocate()
  }

  /// Gets ready for a parser; its copies of names are taken over as they come.
  mutating func prepare(_ context: xmlParserCtxtPtr) {
    self.context = context
    let dictionary = context.pointee.dict
    namespace = xmlDictLookup(dictionary, Vocabulary.namespace, -1)
    _ = xmlDictSetLimit(dictionary, Self.mostNameBytes)
  }

  /// Whether a name that the parser keeps is one of the vocabulary.
  @inline(__always)
  mutating func isName(_ index: Int, _ name: UnsafePointer<xmlChar>) -> Bool {
    if let known = names[index] { return known == name }
    return isNewName(index, name)
  }

  @inline(never)
  private mutating func isNewName(_ index: Int, _ name: UnsafePointer<xmlChar>) -> Bool {
    guard name[0] == spellings[index][0], name[1] == spellings[index][1],
      strcmp(
        UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self),
        UnsafeRawPointer(spellings[index]).assumingMemoryBound(to: CChar.self)) == 0
    else { return false }
    names[index] = name
    return true
  }

  /// The offset of the byte that the parser stands at.
  @inline(__always)
  var cursor: Int {
    guard let input = context?.pointee.input else { return 0 }
    return Int(input.pointee.consumed) &+ leftOut &+ (input.pointee.cur - input.pointee.base)
  }

  /// Ends the parse.
  mutating func stop() {
    if let context { xmlStopParser(context) }
  }

  /// Refuses the document at the byte that the parser stands at.
  @inline(never)
  mutating func refuse(_ code: String, _ message: String, hint: String? = nil, at offset: Int) {
    guard failure == nil else { return }
    let place = window.lookAhead(to: offset)
    failure = InputFailure(
      code, message, hint: hint, line: place.line, column: place.column)
    stop()
  }

  /// The place of the start tag that is being read.
  mutating func beginTag() -> SourceMark {
    let end = cursor
    tag.start = window.lastTagStart(before: end)
    tag.end = end
    let place = window.position(of: tag.start)
    tag.line = place.line
    tag.lineStart = tag.start &- place.column &+ 1
    tag.isOneLine = window.passLine(to: end)
    tag.lineMark = SourceMark.lineBits(file: assembler.file, line: place.line)
    tag.isUsual = tag.isOneLine && place.line < 1 << 29 && end &- tag.lineStart < 1 << 18 - 1
    return SourceMark(file: assembler.file, line: place.line, column: place.column)
  }
}

/// Where a start tag stands.
struct XMLTag {
  var start = 0
  var end = 0
  var line = 0
  var lineStart = 0
  /// Whether it has no line end in it.
  var isOneLine = true
  /// The mark of the column before the first one of its line.
  var lineMark: UInt64 = 0
  /// Whether it is in one line, and the columns of all its bytes fit behind that mark.
  var isUsual = false
  /// The last place that was looked for in a tag of several lines: this one, where it is not before it.
  var looked = RecordRun.Place(offset: -1, lineStart: 0, line: 1)
  /// Up to where values were looked for in a tag: in this one, where it is not before it.
  var valuesSeen = -1
}
