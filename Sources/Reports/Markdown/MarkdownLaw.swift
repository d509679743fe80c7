import Findings
import Results

/// Who is judged by which packs, and how far the articles of their laws are checked, as tables.
enum MarkdownLaw {
  /// The tables; empty where the result says nothing about it.
  static func text(_ header: Header) -> String {
    let view = LawView(header)
    guard !view.isEmpty else { return "" }
    return "### Who is judged by what\n\n" + bodies(view) + articles(view)
  }

  private static func bodies(_ view: LawView) -> String {
    var table = "| organisation | law or guidance | standing |\n|---|---|---|\n"
    for body in view.bodies {
      let name = MarkdownText.escaped(body.inWords)
      table += row([name, packs(body.applying), "applies"])
      for (reason, names) in body.others(.unknown) {
        table += row([name, packs(names), "cannot be told: \(MarkdownText.escaped(reason))"])
      }
      for (reason, names) in body.others(.no) {
        table += row([name, packs(names), "does not apply: \(MarkdownText.escaped(reason))"])
      }
    }
    return table + "\n"
  }

  private static func articles(_ view: LawView) -> String {
    guard !view.laws.isEmpty else { return "" }
    var table = "| law | covered | covered in part | not covered |\n|---|---|---|---|\n"
    for law in view.laws {
      let cells = [law.name] + CoverageExtent.allCases.map { law.places($0) }
      table += row(cells.map { $0.isEmpty ? "none" : MarkdownText.escaped($0) })
    }
    return table + "\n"
  }

  private static func packs(_ names: [String]) -> String {
    names.isEmpty ? "none" : MarkdownText.escaped(names.joined(separator: "; "))
  }

  private static func row(_ cells: [String]) -> String {
    "| \(cells.joined(separator: " | ")) |\n"
  }
}
