import CEL
import Testing

@Suite struct SourceTextTests {
  struct Line: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let expected: String
    var testDescription: String { name }
  }

  static let lines = [
    Line(name: "one line stays", text: "a && b", expected: "a && b"),
    Line(name: "lines are joined", text: "a\n  && b\n", expected: "a && b"),
    Line(name: "spaces at the ends go", text: "  \n a  b ", expected: "a b"),
    Line(name: "nothing but spaces", text: " \n ", expected: ""),
    Line(name: "nothing", text: "", expected: ""),
    Line(name: "a line feed after a return stays with it", text: "a\r\nb", expected: "a\r\nb"),
    Line(
      name: "a space under an accent is a character", text: "a \u{301}b", expected: "a \u{301}b"),
    Line(name: "other letters", text: "é\n  ü", expected: "é ü"),
  ]

  @Test("a text is put on one line", arguments: lines)
  func oneLine(_ example: Line) {
    #expect(SourceText.oneLine(example.text) == example.expected)
    #expect(SourceText.oneLine(Array(example.text.utf8)) == example.expected)
  }
}
