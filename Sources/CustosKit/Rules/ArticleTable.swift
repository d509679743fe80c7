import Findings
public import Rules

/// What the packs say they cover of their laws, article by article.
public struct ArticleTable {
  private let packs: [Pack]

  /// The table of the packs that name articles.
  public init(_ library: RuleLibrary, packs names: [String] = []) {
    packs = library.packs.filter {
      !$0.articles.isEmpty && (names.isEmpty || names.contains($0.name))
    }
  }

  /// Whether no pack names articles.
  public var isEmpty: Bool { packs.isEmpty }

  /// The table for a terminal.
  public var text: String { packs.map(Self.page).joined(separator: "\n") }

  private static func page(_ pack: Pack) -> String {
    var text = "\(pack.name): \(pack.title)\n"
    for extent in CoverageExtent.allCases {
      let count = pack.articles.count { $0.covered == extent }
      text += "  \(extent.inWords): \(count)\n"
    }
    text += "\n"
    for article in pack.articles {
      text += "  \(article.at)  \(article.says)\n"
      text += "    \(article.covered.inWords)"
      text += article.by.isEmpty ? "\n" : ": \(article.by.joined(separator: ", "))\n"
      if let why = article.why { text += "    \(why)\n" }
    }
    return text
  }
}
