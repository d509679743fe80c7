import Diagnostics
import Glibc

/// Cells in quotation marks.
extension DelimitedReader {
  /// Takes a cell in quotation marks and what ends it.
  ///
  /// The window stays as it is until the row is whole, since it is read again otherwise: a text that
  /// has to be put together is put together at the end of the row.
  mutating func quoted(_ high: inout UInt8) throws(InputFailure) -> Bool? {
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

  /// Puts the texts together that have quotation marks inside, or something behind their last one.
  mutating func unfold() {
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
}
