import CivilTime
import Findings
import Results

/// A finding in a fold that opens.
enum MarkdownFold {
  /// The finding: what is wrong, what is required, the law, what to do, and then the sum.
  static func write(_ finding: Finding, _ asOf: CivilDate, _ words: FactWords) -> String {
    let word = MarkdownText.escapedInHTML(finding.displayWord)
    let state = finding.state.map { ", \($0.rawValue)" } ?? ""
    let cause = FactWords.opened(words.cause(of: finding))
    var text = "<details><summary>\(word), \(finding.severity.rawValue)\(state): "
    text += "\(MarkdownText.escapedInHTML(cause))</summary>\n\n"
    text += item("what to do", words.text(finding.remedy))
    if let (label, fix) = finding.afterwards {
      text += item(label, FactWords.closed(words.text(fix)))
    }
    text += item("requirement", finding.title)
    let codes = finding.catalogue.joined(separator: ", ")
    text += item("rule", codes.isEmpty ? finding.rule : "\(finding.rule) (\(codes))")
    for citation in finding.citations { text += "- source: \(source(citation))\n" }
    if let evidence = finding.evidenceInWords { text += item("evidence", evidence) }
    text += item("subject", finding.subjectInWords)
    if let owner = finding.owner { text += item("owner", owner) }
    if let steward = finding.steward { text += item("steward", steward) }
    for location in finding.locations.prefix(3) { text += item("place", location.description) }
    if let waiver = finding.waiver {
      text += item(
        "waiver",
        "\(waiver.id) until \(waiver.until.inWords), \(waiver.owner): \(waiver.reason)")
    }
    text += sum(Receipt(finding, asOf: asOf, in: words))
    for missing in finding.derivation.missing {
      let supplier = missing.supplier.map { "; ask \($0)" } ?? ""
      let name = words.name(of: missing.path, on: finding.subject)
      let path = name == missing.path ? "" : "\(missing.path), "
      text += item("missing", "\(name) (\(path)\(missing.state))\(supplier)")
    }
    text += item("finding", finding.id)
    return text + "\n</details>\n\n"
  }

  private static func item(_ label: String, _ value: String) -> String {
    "- \(MarkdownText.escaped(label)): \(MarkdownText.escaped(value))\n"
  }

  private static func sum(_ receipt: Receipt) -> String {
    var text = ""
    for line in receipt.lines {
      let working = line.working.isEmpty ? "" : " (\(line.working))"
      let place = line.location.map { ", \($0)" } ?? ""
      text += item(line.name, line.value + working + place)
    }
    for source in receipt.precedence { text += item(source.label, source.text) }
    return text
  }

  /// A citation, with links to its sections.
  private static func source(_ citation: Citation) -> String {
    var text = place(citation)
    if let edition = citation.edition {
      text += MarkdownText.escaped(" (\(FactWords.sentence(edition)))")
    }
    if citation.evidence != Evidence(.read) {
      text += MarkdownText.escaped(" [\(FactWords.sentence(citation.evidence.inWords))]")
    }
    return text
  }

  /// The document and the place in it, with links to its sections.
  static func place(_ citation: Citation) -> String {
    var text = MarkdownText.escaped(
      citation.at.isEmpty ? citation.title : "\(citation.title), ")
    for link in citation.links {
      let shown = MarkdownText.escaped(link.text)
      if let url = link.url {
        text += "[\(shown)](<\(address(url))>)"
      } else {
        text += shown
      }
    }
    return text
  }

  /// An address that ends where it should, whatever a rule file has in it.
  private static func address(_ url: String) -> String {
    var safe = ""
    for scalar in url.unicodeScalars {
      switch scalar {
      case "<", ">", "\\", "`", "|", " ", "\n", "\r": safe += "%" + String(scalar.value, radix: 16)
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }
}
