import Bytes
import CivilTime
import Findings
import Results

/// What an owner has to do, as a table: a row for each finding.
enum WorklistTable {
  private static let columns = [
    "to do", "severity", "what is wrong", "what to do", "subject", "system", "overdue since",
    "days over", "law", "rule", "finding", "file", "line", "owner", "steward", "as of", "marking",
  ]

  static func write(
    _ findings: FindingList?, _ owner: String, _ result: CheckResult,
    to output: inout OutputBuffer
  ) {
    let header = result.header
    output.write(CSVText.mark)
    CSVText.write(columns, to: &output)
    for finding in findings.map({ Array($0.indices) }) ?? [] {
      guard let findings else { continue }
      CSVText.write(row(findings[finding], owner, header), to: &output)
    }
    guard let older = result.olderInWords else { return }
    var last = [String](repeating: "", count: columns.count)
    (last[0], last[2]) = ("not listed", older)
    CSVText.write(last, to: &output)
  }

  private static func row(_ finding: Finding, _ owner: String, _ header: Header) -> [String] {
    let location = finding.locations.first
    return [
      finding.workInWords, finding.severity.rawValue, finding.cause,
      finding.smallestFix ?? finding.remedy, finding.subjectInWords,
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
