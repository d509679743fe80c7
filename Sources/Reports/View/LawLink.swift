import Findings

/// A part of a citation: a text, and the page that it leads to.
struct LawLink: Equatable {
  var text: String
  var url: String?
}

extension Citation {
  /// The place in the document in pieces, each section with its page on legislation.gov.uk where the
  /// document is there. Nothing else has a link: a rule file could send readers anywhere.
  ///
  /// The path of a section follows the site's own scheme: `/section/62`, `/article/5`,
  /// `/schedule/8`, `/regulation/2`. What is named in parentheses is another law and has no page.
  var links: [LawLink] {
    guard let base = Self.legislation(url) else { return [LawLink(text: at)] }
    var links: [LawLink] = []
    var rest = at[...]
    var depth = 0
    var plain = ""
    while let first = rest.first {
      if depth == 0, plain.last.map({ !$0.isLetter && !$0.isNumber }) ?? true,
        let (text, path) = Self.provision(rest)
      {
        if !plain.isEmpty { links.append(LawLink(text: plain)) }
        plain = ""
        links.append(LawLink(text: text, url: "\(base)/\(path)"))
        rest = rest.dropFirst(text.count)
        continue
      }
      depth += first == "(" ? 1 : first == ")" ? -1 : 0
      plain.append(first)
      rest = rest.dropFirst()
    }
    if !plain.isEmpty { links.append(LawLink(text: plain)) }
    return links
  }

  /// `https://www.legislation.gov.uk/ukpga/2018/12` of an address below it.
  private static func legislation(_ url: String?) -> String? {
    let starts = ["https://www.legislation.gov.uk/", "https://legislation.gov.uk/"]
    guard let url, let start = starts.first(where: url.hasPrefix) else { return nil }
    let parts = url.dropFirst(start.count).split(separator: "/").prefix(3)
    guard parts.count == 3, parts[0].allSatisfy({ $0.isASCII && $0.isLetter }),
      UInt(parts[1]) != nil, UInt(parts[2]) != nil
    else { return nil }
    return "https://www.legislation.gov.uk/" + parts.joined(separator: "/")
  }

  /// The provision that a text begins with, with its subsections, and its path.
  private static func provision(_ text: Substring) -> (text: String, path: String)? {
    let kinds = [
      ("s.", "section"), ("Art.", "article"), ("art.", "article"), ("Sch.", "schedule"),
      ("reg.", "regulation"),
    ]
    for (mark, path) in kinds where text.hasPrefix(mark) {
      let after = text.dropFirst(mark.count)
      let number = after.drop { $0 == " " }.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
      guard number.first?.isNumber == true else { return nil }
      var end = number.endIndex
      while end < text.endIndex, text[end] == "(", let close = text[end...].firstIndex(of: ")"),
        !text[end..<close].contains(" ")
      {
        end = text.index(after: close)
      }
      return (String(text[..<end]), "\(path)/\(number)")
    }
    return nil
  }
}
