import Testing

@testable import CEL

/// Codes of expressions that no other test expects.
@Suite struct CodeTests {
  struct Wrong: Sendable, CustomTestStringConvertible {
    let source: String
    let code: String
    var testDescription: String { code }
  }

  static let wrong = [
    Wrong(source: "[1]['a']", code: "cel.index"),
    Wrong(source: "{1.5: 2}", code: "cel.key"),
    Wrong(source: "(1).a", code: "cel.no-fields"),
  ]

  @Test("an expression that is wrong in one way has one code", arguments: wrong)
  func codes(_ wrong: Wrong) {
    let environment = Environment()
    let found = environment.compile(wrong.source).issues.map(\.code)
    #expect(found == [wrong.code])
  }

  @Test("a name that is declared twice is told of")
  func duplicate() {
    let found = Environment().compile("a", lets: [("a", "1"), ("a", "2")]).issues.map(\.code)
    #expect(found == ["cel.duplicate"])
  }
}
