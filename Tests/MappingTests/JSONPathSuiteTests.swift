import Foundation
import Testing

@testable import Mapping

/// The compliance test suite of JSONPath, where `CUSTOS_JSONPATH_SUITE` names its `cts.json`.
@Suite("The compliance suite of JSONPath") struct JSONPathSuiteTests {
  static let path = ProcessInfo.processInfo.environment["CUSTOS_JSONPATH_SUITE"]

  @Test(
    "every query finds what the suite says",
    .enabled(
      if: path != nil,
      "CUSTOS_JSONPATH_SUITE names no suite: only the queries of this repository are tried"))
  func suite() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: try #require(Self.path)))
    let suite = try JSONDocument(Array(bytes))
    let tests = try #require(suite.member(suite.root, "tests"))
    for test in suite.children(tests) {
      let name = suite.member(test, "name").map { suite.string($0) } ?? ""
      let query = suite.member(test, "selector").map { suite.string($0) } ?? ""
      guard let document = suite.member(test, "document") else {
        #expect(throws: JSONPathFault.self, "\(name): \(query)") { try JSONPathParser.parse(query) }
        continue
      }
      var path: JSONPath
      do { path = try JSONPathParser.parse(query) } catch {
        Issue.record("\(name): \(query) is refused: \(error.message)")
        continue
      }
      // The documents stand in the suite itself: what they find is looked for from there.
      path.isRelative = true
      let inner = try JSONDocument(Self.text(suite, document))
      let found = path.nodes(in: inner, from: inner.root).map { inner.datum($0) }
      var expected: [[String]] = []
      if let result = suite.member(test, "result") {
        expected = [suite.children(result).map { "\(suite.datum($0))" }]
      } else if let results = suite.member(test, "results") {
        expected = suite.children(results).map { suite.children($0).map { "\(suite.datum($0))" } }
      }
      #expect(expected.contains(found.map { "\($0)" }), "\(name): \(query)")
    }
  }

  /// The text of a value of a document.
  static func text(_ document: JSONDocument, _ node: Int) throws -> [UInt8] {
    let start = Int(document.nodes[node].offset)
    var depth = 0
    var index = start
    var isString = false
    while index < document.bytes.count {
      let byte = document.bytes[index]
      if isString {
        if byte == UInt8(ascii: "\\") {
          index += 1
        } else if byte == UInt8(ascii: "\"") {
          isString = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isString = true
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        depth -= 1
      }
      index += 1
      if depth <= 0, !isString,
        document.nodes[node].kind == .array || document.nodes[node].kind == .object
      {
        break
      }
      if depth <= 0, document.nodes[node].kind != .array, document.nodes[node].kind != .object {
        index = start + Int(document.nodes[node].length)
        break
      }
    }
    return Array(document.bytes[start..<index])
  }
}
