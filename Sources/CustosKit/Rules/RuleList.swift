import Bytes
import CivilTime
import Findings
import Reports
import Results
public import Rules

/// Rules as a list: a line each for people, or records for programs and spreadsheets.
public struct RuleList {
  /// How the list is written.
  public enum Form: String, CaseIterable, Sendable {
    case text, json, csv
  }

  private let rules: [Rule]

  /// A list of rules.
  public init(rules: [Rule]) {
    self.rules = rules
  }

  /// The list.
  public func text(_ form: Form) -> String {
    switch form {
    case .text: lines
    case .json: json
    case .csv: table
    }
  }

  private static let width = 80
  private static let indent = 4

  /// The rules, each with its facts on a line and what it requires on the next, within 80 columns.
  private var lines: String {
    var text = ""
    for rule in rules {
      let facts = [
        rule.catalogue.joined(separator: " "), rule.level.rawValue, rule.severity.rawValue,
        rule.authority.rawValue, rule.evidence?.grade.rawValue ?? "",
      ].filter { !$0.isEmpty }
      let title = ReportWords.wrapped(rule.title, width: Self.width - Self.indent)
      let pad = String(repeating: " ", count: Self.indent)
      let lines = ReportWords.wrapped(
        "\(rule.id): \(facts.joined(separator: ", "))", width: Self.width)
      text += (lines + title.map { pad + $0 }).map { "\($0)\n" }.joined()
    }
    let packs = Set(rules.map(\.pack)).count
    return text + "\(counted(rules.count, "rule")) in \(counted(packs, "pack"))\n"
  }

  /// An array with an object a rule, each on its own line.
  private var json: String {
    var output = OutputBuffer()
    output.writeJSON { json in
      json.array { json in
        for rule in rules {
          json.breakLine(" ")
          json.object { json in
            json.member("id", rule.id)
            json.member("pack", rule.pack)
            json.member("catalogue", rule.catalogue)
            json.member("title", rule.title)
            json.member("why", rule.why)
            json.member("level", rule.level.rawValue)
            json.member("severity", rule.severity.rawValue)
            json.member("authority", rule.authority.rawValue)
            json.member("evidence", rule.evidence?.grade.rawValue)
            json.member("isProvisional", rule.isProvisional)
            json.list("cites", rule.cites) { json, cite in
              json.object { json in
                json.member("source", cite.source)
                json.member("at", cite.at)
              }
            }
            json.member("effectiveFrom", rule.effectiveFrom)
            json.member("effectiveUntil", rule.effectiveUntil)
          }
        }
      }
    }
    return output.text + "\n"
  }

  private var table: String {
    var output = OutputBuffer()
    output.write(CSVText.mark)
    CSVText.write(
      [
        "id", "pack", "catalogue", "title", "level", "severity", "authority", "evidence",
        "provisional", "sources", "effective from", "effective until", "why",
      ], to: &output)
    for rule in rules {
      CSVText.write(
        [
          rule.id, rule.pack, rule.catalogue.joined(separator: " "), rule.title,
          rule.level.rawValue, rule.severity.rawValue, rule.authority.rawValue,
          rule.evidence?.grade.rawValue ?? "", rule.isProvisional ? "yes" : "no",
          rule.cites.map { "\($0.source) \($0.at)" }.joined(separator: "; "),
          rule.effectiveFrom?.description ?? "", rule.effectiveUntil?.description ?? "",
          rule.why,
        ], to: &output)
    }
    return output.text
  }
}
