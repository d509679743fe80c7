import Bytes
import Testing

@testable import Reports

/// Where a text of a page may break.
@Suite struct PageTextTests {
  struct Text: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let markup: String
    var testDescription: String { name }
  }

  private static let texts = [
    Text(
      name: "a path breaks between its folders", text: "samples/company/inventory.xml:50:5",
      markup: "samples/<wbr>company/<wbr>inventory.xml:50:5"),
    Text(
      name: "a long name of a file breaks where it can",
      text: "x/inventory-of-all-the-systems-of-the-company.xml",
      markup: "x/<wbr>inventory-<wbr>of-<wbr>all-<wbr>the-<wbr>systems-<wbr>of-<wbr>the-<wbr>"
        + "company.<wbr>xml"),
    Text(
      name: "the code of a rule stays whole", text: "mopi (REC-04)",
      markup: "mopi <span class=\"whole\">(REC-04)</span>"),
    Text(name: "a word with a hyphen is no code", text: "ten-year", markup: "ten-year"),
  ]

  @Test("a text breaks where a reader can still tell its parts", arguments: texts)
  func breaks(_ example: Text) {
    var page = HTMLPage(output: OutputBuffer())
    page.text(example.text)
    #expect(page.output.text == example.markup)
  }
}
