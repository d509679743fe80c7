/// A place in a text file, as people and editors count.
public struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
  /// The file as the user named it; `-` for standard input.
  public var path: String
  /// The line, from 1.
  public var line: Int
  /// The column in UTF-8 bytes, from 1.
  public var column: Int

  /// Names a place.
  public init(path: String, line: Int, column: Int) {
    self.path = path
    self.line = line
    self.column = column
  }

  /// `path:line:column`.
  public var description: String { "\(path):\(line):\(column)" }
}

extension SourcePosition: Comparable {
  /// Orders by path (its UTF-8 bytes), then line, then column.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    if !left.path.utf8.elementsEqual(right.path.utf8) {
      return left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
    return (left.line, left.column) < (right.line, right.column)
  }
}
