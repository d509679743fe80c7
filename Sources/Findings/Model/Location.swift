/// A place in an input.
public struct Location: Hashable, Sendable {
  /// The file as the user named it; `-` for standard input.
  public var path: String
  /// The line, from 1.
  public var line: Int
  /// The column in UTF-8 bytes, from 1.
  public var column: Int
  /// The place in the document's structure: an XPath, a JSON Pointer, or of a workbook the cell, such
  /// as `Systems!F12`. Of an answer to a question, who gave it and when: it begins with `answered`.
  public var pointer: String?

  /// Names a place.
  public init(path: String, line: Int, column: Int, pointer: String? = nil) {
    self.path = path
    self.line = line
    self.column = column
    self.pointer = pointer
  }
}

extension Location: CustomStringConvertible {
  /// `path:line:column`, or of a workbook `path, sheet Systems, cell F12`; and of an answer who gave
  /// it.
  public var description: String {
    guard let pointer, !pointer.hasPrefix("/") else { return "\(path):\(line):\(column)" }
    if pointer.hasPrefix("answered") { return "\(path):\(line):\(column), \(pointer)" }
    if let mark = pointer.lastIndex(of: "!") {
      return "\(path), sheet \(pointer[..<mark]), cell \(pointer[pointer.index(after: mark)...])"
    }
    return "\(path):\(line):\(column)"
  }
}
