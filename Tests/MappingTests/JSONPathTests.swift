import Testing

@testable import Mapping

@Suite("Queries of JSON") struct JSONPathTests {
  static let store = """
    {"a": {"b": [{"c": 1, "d": "x"}, {"c": 2, "d": "yy"}, {"c": 3}], "e f": null}, "o": {"k": {"c": 9}}}
    """

  @Test(
    "what queries find",
    arguments: [
      ("$.a.b[0].c", ["1"]), ("$['a']['e f']", ["null"]), ("$.a.b[*].c", ["1", "2", "3"]),
      ("$.a.b[-1].c", ["3"]), ("$.a.b[0:2].c", ["1", "2"]), ("$.a.b[::-1].c", ["3", "2", "1"]),
      ("$..c", ["1", "2", "3", "9"]), ("$.a.b[?@.c > 1].c", ["2", "3"]),
      ("$.a.b[?@.d].d", ["x", "yy"]), ("$.a.b[?!@.d].c", ["3"]),
      ("$.a.b[?@.c == 1 || @.d == 'yy'].c", ["1", "2"]), ("$.a.b[?length(@.d) == 2].c", ["2"]),
      ("$.a.b[?match(@.d, 'y+')].c", ["2"]), ("$.a.b[?search(@.d, 'y')].c", ["2"]),
      ("$.a[?count(@.*) == 3][0].c", ["1"]), ("$.a.b[1,0].c", ["2", "1"]), ("$.none", []),
      ("$.o[?@.c == $.o.k.c].c", ["9"]),
    ])
  func finds(_ query: String, _ expected: [String]) throws {
    let document = try JSONDocument(Array(Self.store.utf8))
    let path = try JSONPathParser.parse(query)
    let found = path.nodes(in: document, from: document.root).map { document.text($0) ?? "…" }
    #expect(found == expected)
  }

  @Test(
    "what is no query",
    arguments: [
      "", "a", "$.", "$[", "$['a", "$[?@.a ==]", "$[01]", "$.a b", "$[?@.* == 1]", "$[?length()]",
    ])
  func refuses(_ query: String) {
    #expect(throws: JSONPathFault.self) { try JSONPathParser.parse(query) }
  }
}
