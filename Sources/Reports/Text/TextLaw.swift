public import Bytes
import Findings
public import Results

/// Who is judged by what, at a terminal.
public enum TextLaw {
  /// Writes which packs apply to whom, and each article with what is not checked.
  ///
  /// - Parameter header: One that says which packs apply; nothing is written otherwise.
  public static func write(
    _ header: Header, _ options: ReportOptions, to output: inout OutputBuffer
  ) {
    var page = TextPage(output: output, options: options)
    output = OutputBuffer()
    let view = LawView(header)
    writeBodies(view, to: &page)
    writeArticles(view, to: &page)
    output = page.output
  }

  /// Writes which packs apply to whom, and how many articles are checked how far.
  static func writeShort(_ header: Header, to page: inout TextPage) {
    let view = LawView(header)
    guard !view.isEmpty else { return }
    page.heading("Who is judged by what")
    writeBodies(view, to: &page)
    guard !view.laws.isEmpty else { return }
    let laws = view.laws.map { "\($0.pack): \($0.inWords)" }.joined(separator: "; ")
    page.paragraph("Articles and sections: \(laws). --verbose names them.", indent: 2)
  }

  /// Writes which packs apply to whom, and what is checked of each article.
  static func writeWhole(_ header: Header, to page: inout TextPage) {
    let view = LawView(header)
    guard !view.isEmpty else { return }
    page.heading("Who is judged by what")
    writeBodies(view, to: &page)
    writeArticles(view, to: &page)
  }

  private static func writeBodies(_ view: LawView, to page: inout TextPage) {
    for body in view.bodies {
      page.paragraph(body.inWords, indent: 2, .bold)
      let applying = body.applying.joined(separator: ", ")
      page.paragraph("applies: \(applying.isEmpty ? "no pack" : applying)", indent: 4)
      for (reason, packs) in body.others(.unknown) {
        page.paragraph(
          "cannot be told (\(reason)): \(packs.joined(separator: ", "))", indent: 4, .yellow)
      }
      for (reason, packs) in body.others(.no) {
        page.paragraph(
          "does not apply (\(reason)): \(packs.joined(separator: ", "))", indent: 4)
      }
    }
  }

  private static func writeArticles(_ view: LawView, to page: inout TextPage) {
    for law in view.laws {
      page.gap()
      page.paragraph("\(law.pack), \(law.title): \(law.inWords)", indent: 2, .bold)
      for article in law.articles {
        page.paragraph("\(article.at): \(article.covered.inWords)", indent: 4)
        page.paragraph(view.account(of: article), indent: 6, .faint)
      }
    }
  }
}
