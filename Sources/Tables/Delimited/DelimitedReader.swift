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
  /// The room that text is given at least: decoded text never fills what is there to the last byte.
  private static let leastRoom = 1 << 12

  private var stream: TextStream
  var window: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 18
  var next = 0
  var end = 0
  var isAtEnd = false
  private var isStarted = false
  var line = 1
  /// The offset in the file of the first byte of the window, and of the line.
  var base = 0
  var lineStart = 0
  let cellRoom: UnsafeMutablePointer<TableCell>
  var cellCount = 0
  /// What separates cells.
  public private(set) var delimiter: UInt8
  private let isDelimiterFound: Bool
  /// The most cells of a row; those beyond are counted only.
  public static let mostColumns = 16_384
  /// A cell whose text has to be put together.
  struct Folded {
    var cell: Int
    /// The offset of what ends the cell.
    var stop: Int
  }

  var folded: [Folded] = []
  /// Whether the last row had more cells than ``mostColumns``.
  public internal(set) var isTooWide = false
  /// What is odd about the last row.
  public internal(set) var oddities: [RowOddity] = []
  /// Whether a byte 0 was read, which no text has.
  private var hasZeros = false
  /// How many cells the row before had.
  var lastCount = 0

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
    }
    next = 0
    end = rest
    if capacity - rest < Self.leastRoom { try grow() }
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
  func column(_ offset: Int) -> Int { base &+ offset &- lineStart &+ 1 }

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
  mutating func endCell(at index: Int) -> Bool? {
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

  private mutating func noteZeros() {
    for cell in cells where cell.text.contains(0) {
      oddities.append(.zero(line: cell.line, column: cell.column))
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
