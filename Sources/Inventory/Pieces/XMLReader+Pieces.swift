import CLibXML2
import Diagnostics
import Glibc

extension XMLReader {
  /// The most bytes that are pushed before records are looked for again: few, since all that is
  /// pushed is read by the thread that cuts.
  private static let stepBytes = 4 * 1024
  /// Records are seldom longer.
  private static let longOpenBytes = 64 * 1024

  /// Pushes what is new in the window, as far as it is right, but for records that are cut out.
  ///
  /// - Parameter isLast: Whether no more bytes come, so that a character may not be cut off.
  mutating func pushAndCut(
    _ source: ByteSource, _ decoder: borrowing XMLDecoder, isLast: Bool
  ) throws(InputFailure) {
    while !isOver {
      try cutRun(source, decoder)
      let end = state.pointee.window.end
      let stop = min(state.pointee.pushed + Self.stepBytes, end)
      try pushChecked(decoder, upTo: stop, isWhole: isLast && stop == end)
      if stop == end { return }
    }
  }

  /// Cuts records out, if many follow what was pushed.
  private mutating func cutRun(
    _ source: ByteSource, _ decoder: borrowing XMLDecoder
  ) throws(InputFailure) {
    guard let pieces = state.pointee.assembler.pieces, decoder.encoding == .utf8,
      state.pointee.isBetweenRows, state.pointee.pushed >= pieces.nextAttempt,
      try finishRecord(decoder, pieces), let dataset = state.pointee.assembler.dataset
    else { return }
    let start = state.pointee.pushed
    let rest = state.pointee.window.bytes(from: start)
    guard let first = rest.baseAddress else { return }
    var skim = XMLSkim(from: 0)
    skim.advance(first, to: min(rest.count, pieces.mostBytes))
    let isAll = skim.isOver || rest.count >= pieces.mostBytes
    if isAll, skim.boundary < pieces.leastBytes {
      pieces.nextAttempt = start + skim.boundary + 1
      return
    }
    let place = state.pointee.window.place(of: start)
    let bytes = UnsafeBufferPointer(start: first, count: isAll ? skim.boundary : rest.count)
    let buffer = RunBuffer(bytes, capacity: isAll ? skim.boundary : pieces.mostBytes)
    if isAll {
      state.pointee.pass(over: skim.boundary, to: place.advanced(over: bytes).line)
    } else if !readOn(&skim, buffer, from: source, at: place, pieces) {
      pieces.nextAttempt = start + buffer.count
      return
    }
    let run = RecordRun(
      buffer, count: skim.count, byteCount: skim.boundary, at: place,
      opening: state.pointee.opening, of: state.pointee.assembler, dataset: dataset)
    // The parser is not told of the tags that are cut out.
    state.pointee.tellText()
    state.pointee.assembler.ordinals.records += skim.count
    pieces.add(run, after: state.pointee.assembler.takePart())
  }

  /// Reads on to the end of a run that goes on behind the window, which then begins behind it.
  ///
  /// - Returns: Whether there are enough records; if not, the window begins where they do.
  private func readOn(
    _ skim: inout XMLSkim, _ buffer: RunBuffer, from source: ByteSource,
    at place: RecordRun.Place, _ pieces: PieceWork
  ) -> Bool {
    buffer.fill(from: source) { buffer in
      skim.advance(buffer.bytes, to: buffer.count)
      return skim.isOver
    }
    let isRun = skim.boundary >= pieces.leastBytes
    let length = isRun ? skim.boundary : 0
    state.pointee.goOn(
      at: place.advanced(over: buffer.bytes(from: 0, to: length)),
      with: buffer.bytes(from: length, to: buffer.count))
    return isRun
  }

  /// Pushes bytes up to the end of the record that the parser has a part of.
  ///
  /// - Returns: Whether the parser now stands behind a record, with nothing left to parse.
  private func finishRecord(
    _ decoder: borrowing XMLDecoder, _ pieces: PieceWork
  ) throws(InputFailure) -> Bool {
    let cursor = state.pointee.cursor
    let pushed = state.pointee.pushed
    if cursor < pushed {
      let bytes = state.pointee.window.bytes(from: cursor)
      guard let start = bytes.baseAddress else { return false }
      var skim = XMLSkim(from: 0)
      skim.advance(start, to: bytes.count, until: pushed - cursor)
      guard skim.count > 0, cursor + skim.boundary >= pushed else {
        // The longer something has been going on, the later it is looked at again, so that each byte
        // of it is looked at a few times at most.
        let open = pushed - cursor - skim.boundary
        pieces.nextAttempt =
          open > Self.longOpenBytes ? pushed + open : cursor + skim.boundary + 1
        return false
      }
      try pushChecked(decoder, upTo: cursor + skim.boundary)
    }
    return !isOver && state.pointee.isBehindRow(at: state.pointee.pushed)
  }

  /// Reads a run of records.
  ///
  /// The parser is given the start tags of the elements around them first, as the file has them.
  ///
  /// - Parameter names: Takes the names that the vocabulary does not have.
  /// - Returns: Whether the records were whole, and nothing else among them: the parser must stand in the
  ///   dataset again, with nothing left to parse. A text may look like the end of a start tag to whoever
  ///   cut the run out.
  mutating func read(_ run: RecordRun, _ names: UnknownNames) -> Bool {
    guard let context = makeContext() else { return false }
    defer { free(context) }
    state.pointee.unreadElements = XMLState.rowDepth
    state.pointee.goOn(run)
    do throws(InputFailure) {
      let decoder = XMLDecoder(.utf8)
      try pushChecked(decoder, upTo: run.place.offset)
      try pushAndReadRows(decoder, isLast: true)
    } catch {
      return false
    }
    guard !isOver, !state.pointee.hasTextBetweenRows,
      state.pointee.isBehindRow(at: state.pointee.window.end)
    else { return false }
    names.learn(from: run, context.pointee.dict, unknown: state.pointee.unknownNameCount)
    return true
  }
}

extension XMLState {
  /// How many elements are open around the rows of a dataset.
  static let rowDepth = 3
  /// The longest start tags of these that are given to other parsers.
  private static let longestOpening = 64 * 1024

  /// Whether the parser has read all up to an offset and stands behind a row there.
  func isBehindRow(at offset: Int) -> Bool { isBetweenRows && hasReadAll(upTo: offset) }

  /// Whether the parser has read all up to an offset, and children of an element may follow.
  func hasReadAll(upTo offset: Int) -> Bool {
    context?.pointee.instate == XML_PARSER_CONTENT && cursor == offset
  }

  /// How many names the parser keeps that the vocabulary does not have.
  var unknownNameCount: Int {
    guard let dictionary = context?.pointee.dict else { return 0 }
    var known = 0
    for name in Self.knownNames where xmlDictExists(dictionary, name, -1) != nil { known += 1 }
    return max(0, Int(xmlDictSize(dictionary)) - known)
  }

  /// The names that a parser keeps of an inventory that the vocabulary knows all about; each once.
  private static let knownNames: Set<String> = {
    let own = ["xml", "xmlns", "http://www.w3.org/XML/1998/namespace", Vocabulary.namespace]
    // The parser keeps the names of references to characters too.
    let references = ["amp", "lt", "gt", "quot", "apos"]
    return Set(own + ShapeTable.shared.names + ["inventory"] + references)
  }()

  /// Whether no row is open in a dataset of which rows were delivered.
  var isBetweenRows: Bool {
    isInDataset && assembler.isDelivering && openingCount <= Self.longestOpening
  }

  /// Whether a dataset is the innermost element that is open, and all in it is read.
  var isInDataset: Bool {
    depth == Self.rowDepth && skipped == 0 && prose < 0 && !assembler.isInRow
      && assembler.depth == Self.rowDepth - 1 && !hasDoctype
  }

  /// Keeps a start tag that the parser has read the end of, for other parsers.
  mutating func keepOpening() {
    guard assembler.pieces != nil, depth <= Self.rowDepth else { return }
    openings.removeSubrange(min(depth - 1, openings.count)...)
    openings.append(Array(window.bytes(from: tag.start, to: cursor)) + [UInt8(ascii: ">")])
  }

  /// The start tags of the elements around the rows.
  var opening: [UInt8] { Array(openings.joined()) }
  private var openingCount: Int { openings.reduce(0) { $0 + $1.count } }

  /// Goes on behind bytes that somebody else reads.
  ///
  /// - Parameter line: The line in which the next byte stands; the parser names lines in its messages.
  mutating func pass(over count: Int, to line: Int) {
    // The parser counts what it was given, which is less than the file has.
    leftOut += count
    pushed += count
    context?.pointee.input?.pointee.line = Int32(clamping: line)
  }

  /// Goes on at a place in the file with bytes that were read from there.
  mutating func goOn(at place: RecordRun.Place, with bytes: UnsafeBufferPointer<UInt8>) {
    pass(over: place.offset - pushed, to: place.line)
    window.goOn(at: place, with: [bytes])
  }

  /// Begins with the elements around a run, and the run.
  mutating func goOn(_ run: RecordRun) {
    var place = run.place
    place.offset -= run.opening.count
    leftOut = place.offset
    pushed = place.offset
    run.opening.withUnsafeBufferPointer { opening in
      window.goOn(at: place, with: [opening, run.bytes], countingFrom: run.place.offset)
    }
  }
}

extension XMLWindow {
  /// Where an offset stands that is not before the last one asked for.
  mutating func place(of offset: Int) -> RecordRun.Place {
    let found = position(of: offset)
    return RecordRun.Place(
      offset: offset, lineStart: offset - found.column + 1, line: found.line)
  }
}
