/// Where the lines of a text begin, to turn a byte offset into a line and a column.
public struct LineTable: Sendable {
  private let starts: [Int]

  /// Finds the line starts of a text; a line ends with LF, and CR LF counts as one end.
  public init(_ bytes: some Sequence<UInt8>) {
    var starts = [0]
    var offset = 0
    for byte in bytes {
      offset += 1
      if byte == UInt8(ascii: "\n") { starts.append(offset) }
    }
    self.starts = starts
  }

  /// The line and column, both from 1, of a byte offset; columns count UTF-8 bytes.
  ///
  /// - Complexity: O(log lines).
  public func position(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, offset - starts[low] + 1)
  }
}
