import Bytes
import CivilTime
import Findings
import Results

/// What an owner has to do, as a table: a row for each finding.
struct WorklistTable {
  private static let columns = [
    "to do", "severity", "breaches", "what is wrong", "what to do", "then record", "subject",
    "system", "overdue since", "days over", "law", "rule", "finding", "file", "line", "owner",
    "steward", "as of", "marking",
  ]

  /// How facts and days are written.
  let words: FactWords
  let owner: String
  let header: Header

  /// - Parameter older: How many findings an earlier result has that are not listed, in words.
  func write(_ findings: FindingList?, older: String?, to output: inout OutputBuffer) {
    output.write(CSVText.mark)
    CSVText.write(Self.columns, to: &output)
    if let findings {
      for finding in findings { CSVText.write(row(finding), to: &output) }
    }
    guard let older else { return }
    var last = [String](repeating: "", count: Self.columns.count)
    (last[0], last[3]) = ("not listed", older)
    CSVText.write(last, to: &output)
  }

  private func row(_ finding: Finding) -> [String] {
    let location = finding.locations.first
    return [
      finding.workInWords, finding.severity.rawValue, String(finding.checksCounted),
      words.cause(of: finding), words.text(finding.remedy, naming: .bare),
      finding.afterwards.map { words.text($0.text) } ?? "", finding.subjectInWords,
      finding.systemName ?? finding.systemKey, finding.since?.description ?? "",
      finding.daysOver.map(String.init) ?? "",
      finding.citations.map(\.place).joined(separator: "; "), finding.rule, finding.id,
      location?.path ?? "", location.map { String($0.line) } ?? "", owner, finding.steward ?? "",
      header.asOf.description, header.marking ?? "",
    ]
  }
}

extension Finding {
  /// What kind of work it is.
  var workInWords: String {
    if verdict == .undetermined { return "answer" }
    return isProvisional ? "fix once confirmed" : "fix"
  }
}
