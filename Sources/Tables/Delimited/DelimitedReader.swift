public import Diagnostics
import Glibc

/// A cell of a row: its text without quotes, and its place.
public struct TableCell: BitwiseCopyable, @unchecked Sendable {
  /// The text, in memory that holds until the next row is read.
  public var text: UnsafeBufferPointer<UInt8>
  /// The line on which it begins, from 1.
  public var line: Int
  /// The column of its first byte (of its quotation mark, if it has one), from 1.
  public var column: Int

  /// A cell at a place.
  public init(text: UnsafeBufferPointer<UInt8>, line: Int, column: Int) {
    self.text = text
    self.line = line
    self.column = column
  }
}

/// Reads CSV and its kin row by row in constant memory (RFC 4180).
///
/// Lines end with LF, CR LF or CR. A quotation mark inside an unquoted cell is a character like any
/// other, and so is what follows a closed quotation mark up to the next delimiter: programs write
/// such files. Lines without any character are passed over.
public struct DelimitedReader: ~Copyable {
  /// The longest row.
  public static let longestRow = 16 << 20
  private static let padding = 16

  private var stream: TextStream
  private var window: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 18
  private var next = 0
  private var end = 0
  private var isAtEnd = false
  private var isStarted = false
  private var line = 1
  /// The offset in the file of the first byte of the window, and of the line.
  private var base = 0
  private var lineStart = 0
  private let cellRoom: UnsafeMutablePointer<TableCell>
  private var cellCount = 0
  /// What separates cells.
  public private(set) var delimiter: UInt8
  private let isDelimiterFound: Bool
  /// The most cells of a row; those beyond are counted only.
  public static let mostColumns = 16_384
  /// A cell whose text has to be put together.
  private struct Folded {
    var cell: Int
    /// The offset of what ends the cell.
    var stop: Int
  }

  private var folded: [Folded] = []
  /// Whether the last row had more cells than ``mostColumns``.
  public private(set) var isTooWide = false
  /// What is odd about the last row.
  public private(set) var oddities: [RowOddity] = []
  /// Whether a byte 0 was read, which no text has.
  private var hasZeros = false
  /// How many cells the row before had.
  private var lastCount = 0

  /// - Parameters:
  ///   - encoding: What the file is declared to be; `nil` for what its first bytes tell.
  ///   - delimiter: What separates cells; `nil` for what the first line tells.
  public init(
    _ supply: @escaping ByteSupply, encoding: TextEncoding? = nil, delimiter: UInt8? = nil
  ) throws(InputFailure) {
    stream = try TextStream(supply, declared: encoding)
    window = .allocate(capacity: capacity + Self.padding)
    cellRoom = .allocate(capacity: Self.mostColumns)
    self.delimiter = delimiter ?? UInt8(ascii: ",")
    isDelimiterFound = delimiter != nil
  }

  deinit {
    window.deallocate()
    cellRoom.deallocate()
  }

  /// The cells of the row that was read last.
  @inline(__always)
  public var cells: UnsafeBufferPointer<TableCell> {
    UnsafeBufferPointer(start: cellRoom, count: cellCount)
  }

  /// Reads the next row.
  ///
  /// - Returns: Whether there was one.
  public mutating func read() throws(InputFailure) -> Bool {
    if !isStarted { try start() }
    while true {
      if next == end {
        if isAtEnd { return false }
        try refill()
        continue
      }
      let start = (next, line, lineStart)
      switch try scanRow() {
      case .row: return true
      case .blank: continue
      case .needsMore:
        (next, line, lineStart) = start
        try refill()
      }
    }
  }

  private enum Scan {
    case row, blank, needsMore
  }

  /// Finds the delimiter, and passes over a line with which Excel names it.
  private mutating func start() throws(InputFailure) {
    isStarted = true
    while end < 4096, !isAtEnd { try refill() }
    let text = UnsafeBufferPointer(start: UnsafePointer(window), count: end)
    if let named = Delimiters.named(in: text) {
      if !isDelimiterFound { delimiter = named.delimiter }
      next = named.length
      line = 2
      lineStart = next
    } else if !isDelimiterFound {
      delimiter = Delimiters.find(in: text)
    }
  }

  /// Drops what stands before `next` and reads on.
  private mutating func refill() throws(InputFailure) {
    let rest = end - next
    if next > 0 {
      memmove(window, window + next, rest)
      base += next
    } else if rest == capacity {
      try grow()
    }
    next = 0
    end = rest
    let count = try stream.read(into: window + rest, most: capacity - rest)
    isAtEnd = count == 0
    end = rest + count
    if !hasZeros, memchr(window + rest, 0, count) != nil { hasZeros = true }
    for index in 0..<Self.padding { window[end + index] = 0 }
  }

  private mutating func grow() throws(InputFailure) {
    guard capacity < Self.longestRow else {
      throw InputFailure(
        "table.long-row", "a row is longer than \(Self.longestRow >> 20) MiB",
        hint: "is a quotation mark that opens a cell on this line never closed?", line: line,
        column: 1)
    }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + Self.padding)
    memcpy(larger, window, end)
    window.deallocate()
    window = larger
    capacity *= 2
  }
}

extension DelimitedReader {
  /// The column of a byte of the window.
  @inline(__always)
  private func column(_ offset: Int) -> Int { base &+ offset &- lineStart &+ 1 }

  private mutating func scanRow() throws(InputFailure) -> Scan {
    if !oddities.isEmpty { oddities.removeAll(keepingCapacity: true) }
    cellCount = 0
    isTooWide = false
    if !folded.isEmpty { folded.removeAll(keepingCapacity: true) }
    var high: UInt8 = 0
    while true {
      var isLast = false
      if window[next] == UInt8(ascii: "\""), next < end {
        guard let last = try quoted(&high) else { return .needsMore }
        isLast = last
      } else {
        guard let last = plain(&high) else { return .needsMore }
        isLast = last
      }
      if isLast { break }
    }
    if !folded.isEmpty { unfold() }
    if high >= 0x80, stream.isUnchecked { try check() }
    if hasZeros { noteZeros() }
    if cellCount == 1 && cellRoom[0].text.isEmpty { return .blank }
    lastCount = cellCount
    return .row
  }

  /// Takes a cell without quotation marks and what ends it.
  ///
  /// - Returns: Whether it was the last of its row; `nil` if the window ends in the middle.
  @inline(__always)
  private mutating func plain(_ high: inout UInt8) -> Bool? {
    let start = next
    var index = next
    let ends = ByteEnds(delimiter)
    var seen: UInt64 = 0
    while true {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(window + index).loadUnaligned(as: UInt64.self))
      let hits = ends.hits(word)
      if hits != 0 {
        let zeros = hits.trailingZeroBitCount
        seen |= word & ((1 &<< UInt64(zeros &- 7)) &- 1)
        index &+= zeros &>> 3
        break
      }
      seen |= word
      index &+= 8
      if index >= end { break }
    }
    if seen & 0x8080_8080_8080_8080 != 0 { high = 0x80 }
    guard index < end else {
      guard isAtEnd else { return nil }
      add(start, end, start)
      next = end
      return true
    }
    add(start, index, start)
    return endCell(at: index)
  }

  /// Adds a cell whose text stands between two offsets of the window.
  @inline(__always)
  private mutating func add(_ start: Int, _ stop: Int, _ place: Int) {
    guard cellCount < Self.mostColumns else {
      isTooWide = true
      return
    }
    cellRoom[cellCount] = TableCell(
      text: UnsafeBufferPointer(start: window + start, count: stop &- start), line: line,
      column: column(place))
    cellCount &+= 1
  }

  /// Takes a delimiter or a line end.
  ///
  /// - Returns: Whether it was a line end; `nil` if the window ends between CR and LF.
  @inline(__always)
  private mutating func endCell(at index: Int) -> Bool? {
    let byte = window[index]
    if byte == delimiter {
      next = index &+ 1
      return false
    }
    if byte == 0x0d {
      guard index &+ 1 < end || isAtEnd else { return nil }
      next = index &+ (index &+ 1 < end && window[index &+ 1] == 0x0a ? 2 : 1)
    } else {
      next = index &+ 1
    }
    line &+= 1
    lineStart = base &+ next
    return true
  }

  /// Takes a cell in quotation marks and what ends it.
  ///
  /// The window stays as it is until the row is whole, since it is read again otherwise: a text that
  /// has to be put together is put together at the end of the row.
  private mutating func quoted(_ high: inout UInt8) throws(InputFailure) -> Bool? {
    let start = next
    let place = (line: line, column: column(next))
    var read = next + 1
    var isPlain = true
    while true {
      guard read < end, let found = memchr(window + read, 0x22, end - read) else {
        guard isAtEnd else { return nil }
        throw InputFailure(
          "table.open-quote", "a quotation mark is never closed",
          hint: "a quotation mark inside a quoted cell is written twice", line: place.line,
          column: place.column)
      }
      let quote = found.assumingMemoryBound(to: UInt8.self) - window
      countLines(from: read, to: quote)
      guard quote + 1 < end || isAtEnd else { return nil }
      read = quote + 1
      guard read < end, window[read] == UInt8(ascii: "\"") else { break }
      isPlain = false
      read += 1
    }
    high = 0x80
    return finishQuoted(start, read, place, isPlain: isPlain)
  }

  /// Counts the line ends between two offsets: LF, or CR that no LF follows.
  private mutating func countLines(from start: Int, to stop: Int) {
    var index = start
    while index < stop {
      let byte = window[index]
      if byte == 0x0a || byte == 0x0d && window[index + 1] != 0x0a {
        line &+= 1
        lineStart = base &+ index &+ 1
      }
      index += 1
    }
  }

  private mutating func finishQuoted(
    _ start: Int, _ read: Int, _ place: (line: Int, column: Int), isPlain: Bool
  ) -> Bool? {
    var stop = read
    while stop < end, window[stop] != delimiter, window[stop] != 0x0a, window[stop] != 0x0d {
      stop += 1
    }
    guard stop < end || isAtEnd else { return nil }
    if stop < end, window[stop] == 0x0d, stop + 1 == end, !isAtEnd { return nil }
    noteQuoted(start + 1, read - 1, stop, place)
    if cellCount < Self.mostColumns {
      if !isPlain || stop > read { folded.append(Folded(cell: cellCount, stop: stop)) }
      cellRoom[cellCount] = TableCell(
        text: UnsafeBufferPointer(start: window + start + 1, count: read - start - 2),
        line: place.line, column: place.column)
      cellCount += 1
    } else {
      isTooWide = true
    }
    if stop == end {
      next = end
      return true
    }
    return endCell(at: stop)
  }

  /// Notes what is odd about a cell in quotation marks, the second of which stands at an offset.
  private mutating func noteQuoted(
    _ start: Int, _ quote: Int, _ stop: Int, _ place: (line: Int, column: Int)
  ) {
    let hasMore = (quote + 1..<stop).contains { window[$0] > 0x20 }
    guard hasMore || line != place.line else { return }
    if hasMore {
      oddities.append(
        .afterQuote(line: place.line, column: place.column, isOver: line != place.line))
    } else if holdsRow(start, quote) {
      oddities.append(.rowInQuotes(line: place.line, column: place.column))
    }
  }

  /// Whether a line between two offsets has as many delimiters as the row before.
  private func holdsRow(_ start: Int, _ stop: Int) -> Bool {
    guard lastCount > 1 else { return false }
    var delimiters = 0
    var isFirst = true
    for index in start..<stop {
      if window[index] == 0x0a || window[index] == 0x0d && window[index + 1] != 0x0a {
        if !isFirst, delimiters == lastCount - 1 { return true }
        isFirst = false
        delimiters = 0
      } else if window[index] == delimiter {
        delimiters += 1
      }
    }
    return false
  }

  private mutating func noteZeros() {
    for cell in cells where cell.text.contains(0) {
      oddities.append(.zero(line: cell.line, column: cell.column))
    }
  }

  /// Puts the texts together that have quotation marks inside, or something behind their last one.
  private mutating func unfold() {
    for item in folded {
      let text = cellRoom[item.cell].text
      guard let start = text.baseAddress else { continue }
      let first = start - UnsafePointer(window)
      var from = first
      var to = first
      while from < first + text.count {
        if window[from] == UInt8(ascii: "\"") { from += 1 }
        window[to] = window[from]
        to += 1
        from += 1
      }
      for index in (first + text.count + 1)..<item.stop {
        window[to] = window[index]
        to += 1
      }
      cellRoom[item.cell].text = UnsafeBufferPointer(start: start, count: to - first)
    }
  }

  /// Checks the cells of a row that is not ASCII.
  private func check() throws(InputFailure) {
    for cell in cells where cell.text.contains(where: { $0 >= 0x80 }) {
      do { _ = try UTF8Span(validating: cell.text.span) } catch {
        throw InputFailure(
          "table.encoding", "these bytes are not valid UTF-8",
          hint: "declare the encoding in the mapping, such as encoding: windows-1252",
          line: cell.line, column: cell.column + error.byteOffsets.lowerBound)
      }
    }
  }
}

/// Finds the bytes that end a cell, eight at a time.
struct ByteEnds {
  private let delimiters: UInt64
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  init(_ delimiter: UInt8) { delimiters = UInt64(delimiter) &* Self.ones }

  /// The top bits of the bytes of a word, of which the lowest that is set marks the first delimiter
  /// or line end.
  @inline(__always)
  func hits(_ word: UInt64) -> UInt64 {
    let delimiter = word ^ delimiters
    let feed = word ^ 0x0a0a_0a0a_0a0a_0a0a
    let carriage = word ^ 0x0d0d_0d0d_0d0d_0d0d
    return
      ((delimiter &- Self.ones) & ~delimiter | (feed &- Self.ones) & ~feed
      | (carriage &- Self.ones) & ~carriage) & Self.tops
  }
}
