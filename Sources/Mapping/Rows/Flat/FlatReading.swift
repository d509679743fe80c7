import Inventory

/// Reads rows whose members can be read where they stand, and gives up on files where few can.
struct FlatReading {
  /// How many rows more may need a tree than do not, before no row is tried any more.
  private static let patience = 200

  private let row: FlatRow
  private var misses = 0

  init(_ row: FlatRow) { self.row = row }

  /// Whether rows are to be tried at all.
  var isWorthIt: Bool { misses < Self.patience }

  /// Takes the object that begins at the next byte.
  ///
  /// - Parameter isLine: Whether it has to be alone on its line.
  /// - Returns: `nil` if it needs a tree; nothing is taken then.
  mutating func next(
    _ reader: JSONByteReader, isLine: Bool
  ) throws(ForeignStop) -> (line: Int, column: Int)? {
    while true {
      var scan = FlatScan(
        row, reader.window, reader.index..<reader.count, line: reader.line,
        lineStart: reader.index &- reader.column &+ 1)
      var outcome = scan.object()
      if outcome == .row, isLine { outcome = Self.endOfLine(&scan, reader) }
      switch outcome {
      case .row:
        let place = (line: reader.line, column: reader.column)
        misses = max(0, misses &- 1)
        reader.advance(to: scan.index, line: scan.line, lineStart: scan.lineStart)
        return place
      case .needsMore:
        guard reader.count - reader.index < JSONRows.mostBytes, try reader.more() else {
          return nil
        }
      case .complex:
        misses &+= 1
        return nil
      }
    }
  }

  /// Takes the white space behind a document, up to the end of its line.
  @inline(__always)
  private static func endOfLine(
    _ scan: inout FlatScan, _ reader: JSONByteReader
  ) -> FlatScan.Outcome {
    guard scan.line == reader.line else { return .complex }
    while scan.index < reader.count {
      switch reader.window[scan.index] {
      case 0x0a:
        scan.index &+= 1
        scan.line &+= 1
        scan.lineStart = scan.index
        return .row
      case 0x20, 0x0d, 0x09: scan.index &+= 1
      default: return .complex
      }
    }
    return .needsMore
  }
}
