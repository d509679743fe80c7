import Testing

@testable import CEL
@testable import cel_conformance

@Suite struct LanguagePageTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let expression: String
    let result: String
    var testDescription: String { expression }
  }

  /// The page of the language, whose path is found from that of this file.
  static let page: String = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/\(root)/Sources/CEL/CEL.docc/CEL.md"
    return ConformanceReport.contents(path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }()

  /// The rows of its tables: an expression and its result, each in backticks.
  static let rows: [Row] = page.split(separator: "\n").compactMap { line in
    guard line.hasPrefix("| `"), line.hasSuffix("` |") else { return nil }
    let cells = String(line.dropFirst(3).dropLast(3))
    guard let middle = cells.firstRange(of: "` | `") else { return nil }
    let expression = cells[..<middle.lowerBound].split(
      separator: "\\|", omittingEmptySubsequences: false)
    return Row(
      expression: expression.joined(separator: "|"), result: String(cells[middle.upperBound...]))
  }

  @Test("the page has a row for every function")
  func complete() {
    #expect(Self.rows.count > 140)
    let names = Library.entries.map(\.function.name).filter { !$0.hasPrefix("_") && $0 != "-_" }
    for name in names {
      #expect(
        Self.rows.contains { $0.expression.contains("\(name)(") }, "\(name) has no example")
    }
  }

  @Test("every example on the page is right", arguments: rows)
  func example(_ row: Row) throws {
    let compilation = Environment(libraries: .all).compile(row.expression)
    let program = try #require(compilation.program, "\(compilation.issues.map(\.message))")
    #expect(program.evaluate().description == row.result)
    #expect(program.evaluateByWalking().description == row.result)
  }
}

extension String {
  /// Where another text stands first.
  fileprivate func firstRange(of other: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
      start = index(after: start)
    }
    return nil
  }
}
