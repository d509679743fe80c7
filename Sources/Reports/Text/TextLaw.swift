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
    for body in view.bodies {
      let applying = body.applying.joined(separator: "; ")
      page.paragraph("\(body.inWords): \(applying.isEmpty ? "nothing" : applying)", indent: 2)
      writeUnknown(body, to: &page)
    }
    let counts = CoverageExtent.allCases.compactMap { extent -> String? in
      let count = view.laws.reduce(0) { $0 + $1.articles.count { $0.covered == extent } }
      return count > 0 ? "\(count) \(extent.inWords)" : nil
    }
    let articles =
      counts.isEmpty ? "" : "Articles and sections: \(counts.joined(separator: ", ")). "
    page.paragraph(
      "\(articles)--verbose names them, and says why other laws do not apply.", indent: 2)
  }

  private static func writeUnknown(_ body: LawView.Bodies, to page: inout TextPage) {
    for (reason, packs) in body.others(.unknown) {
      page.paragraph(
        "cannot be told (\(reason)): \(packs.joined(separator: "; "))", indent: 4, .yellow)
    }
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
      let applying = body.applying.joined(separator: "; ")
      page.paragraph("applies: \(applying.isEmpty ? "nothing" : applying)", indent: 4)
      writeUnknown(body, to: &page)
      for (reason, packs) in body.others(.no) {
        page.paragraph(
          "does not apply (\(reason)): \(packs.joined(separator: "; "))", indent: 4)
      }
    }
  }

  private static func writeArticles(_ view: LawView, to page: inout TextPage) {
    for law in view.laws {
      page.gap()
      page.paragraph("\(law.name): \(law.inWords)", indent: 2, .bold)
      for article in law.articles {
        page.paragraph("\(article.at): \(article.covered.inWords)", indent: 4)
        page.paragraph(view.account(of: article), indent: 6, .faint)
      }
    }
  }
}
