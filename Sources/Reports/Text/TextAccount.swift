public import Bytes

/// An account in prose under headings, as text.
public struct TextAccount {
  /// A heading with paragraphs; one that begins with a hyphen is an item of a list.
  public struct Part: Sendable {
    /// The heading.
    public var title: String
    /// The paragraphs.
    public var paragraphs: [String]

    /// States a part.
    public init(_ title: String, _ paragraphs: [String]) {
      self.title = title
      self.paragraphs = paragraphs
    }
  }

  private let title: String
  private let parts: [Part]

  /// An account of parts; those without a paragraph are left out.
  public init(_ title: String, _ parts: [Part]) {
    self.title = title
    self.parts = parts.filter { !$0.paragraphs.isEmpty }
  }

  /// Writes the account: days long, periods in words, each paragraph within the width.
  public func write(_ options: ReportOptions, to output: inout OutputBuffer) {
    var page = TextPage(output: output, options: options)
    output = OutputBuffer()
    page.heading(title)
    for part in parts {
      page.gap()
      page.line(part.title, .bold)
      for paragraph in part.paragraphs {
        let text = FactWords.sentence(paragraph)
        if text.hasPrefix("- ") {
          page.item("-", String(text.dropFirst(2)), .plain, indent: 4, most: .max)
        } else {
          page.paragraph(text, indent: 2)
        }
      }
    }
    page.gap()
    output = page.output
  }
}
