import CEL
import Findings
import Reports
import Rules

extension EvidenceSheet {
  private static let explanation =
    "Open the document, find the clause, and fill in who read it, on which day and in which edition. Where "
    + "the document gives another figure, write it under figure as read. One line serves everything "
    + "that rests on it. A profile reads the table: confirmations: FILE.csv."

  /// For people at a terminal.
  var plain: String {
    var text = ""
    for group in byDocument {
      guard let first = group.first else { continue }
      text += "\(first.source.title) (\(first.document))\n"
      for detail in Self.details(first.source) { text += "  \(detail)\n" }
      for line in group {
        text += "\n  \(line.at)\(line.figure.isEmpty ? "" : ": \(line.figure)")\n"
        for says in line.says { text += "    look for   \(says)\n" }
        text += "    evidence   \(line.evidence.inWords)\n"
        text += "    used by    \(line.holders.joined(separator: ", "))\n"
        text += "    confirmed  by ____________ on __________ edition ____________"
        text += line.figure.isEmpty ? "\n" : " figure ________\n"
      }
      text += "\n"
    }
    if !choices.isEmpty {
      text += "Defaults that no document gives; choose them in the profile\n"
      for (pack, parameter) in choices {
        text += "  \(pack): \(parameter.name), \(SourceText.oneLine(parameter.describe))\n"
      }
      text += "\n"
    }
    return text + "\(summary)\n"
  }

  /// The table to fill in.
  var table: String {
    let head = [
      "source", "document", "edition held", "where", "clause", "look for", "figure", "evidence",
      "used by", "confirmed by", "on", "edition read", "figure as read",
    ]
    let rows = lines.map { line in
      [
        line.document, line.source.title, line.source.edition ?? "", line.source.url ?? "",
        line.at, line.says.joined(separator: "; "), line.figure, line.evidence.inWords,
        line.holders.joined(separator: "; "), "", "", "", "",
      ]
    }
    return ([head] + rows).map(CSVText.row).joined()
  }

  /// A page to read or to print.
  func page(_ writer: any BookWriter) -> String {
    var text = writer.begin("Figures to confirm")
    text += writer.paragraph(summary + ".")
    text += writer.paragraph(Self.explanation)
    for group in byDocument {
      guard let first = group.first else { continue }
      text += writer.heading(first.source.title, level: 2, anchor: first.document)
      text += writer.entry("Source", first.document)
      for detail in Self.details(first.source) { text += writer.item(detail) }
      let rows = group.map { line in
        [
          line.at, line.says.joined(separator: "; "), line.figure, line.evidence.inWords,
          line.holders.joined(separator: ", "), "", "", "", "",
        ]
      }
      text += writer.table(
        [
          "clause", "look for", "figure", "evidence", "used by", "confirmed by", "on",
          "edition read", "figure as read",
        ], rows)
    }
    let rows = choices.map {
      [$0.pack, $0.parameter.name, SourceText.oneLine($0.parameter.describe)]
    }
    if !rows.isEmpty {
      text += writer.heading(
        "Defaults that no document gives; choose them in the profile", level: 2, anchor: "choices")
      text += writer.table(["pack", "choice", "what it decides"], rows)
    }
    return text + writer.end
  }

  private static func details(_ source: Pack.Source) -> [String] {
    [
      source.edition.map { "edition held: \($0)" }, source.url,
      source.note.map { "seen so far: \(SourceText.oneLine($0))" },
    ].compactMap(\.self)
  }
}
