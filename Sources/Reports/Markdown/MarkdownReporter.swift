import Bytes
import CivilTime
import Results

/// Markdown for a change request: the verdict, what changed, the root causes, the findings in folds.
///
/// GitHub takes at most 65,536 characters in a comment. Findings fill what the fixed parts leave, worst
/// first; what does not fit is counted.
struct MarkdownReporter: Reporter {
  var labels = FieldLabels()

  static let mostBytes = 65_000

  var grouping = Grouping.system

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    let groups = FindingGroups(result, by: grouping)
    let end = MarkdownLaw.text(result.header) + MarkdownSections.method(result)
    var budget = Self.mostBytes - end.utf8.count - 600
    var parts: [String] = []
    for part in MarkdownSections.fixed(result, groups, FactWords(labels))
    where part.utf8.count < budget {
      parts.append(part)
      budget -= part.utf8.count
    }
    var leftOut = 0
    addFindings(groups, result, &budget, &parts, &leftOut)
    if leftOut > 0 {
      parts.append(
        "> **Cut here.** \(counted(leftOut, "more finding")) did not fit into a comment; the other "
          + "reports of this run list them all.\n\n")
    }
    output.write(parts.joined())
    output.write(end)
  }

  private func addFindings(
    _ groups: FindingGroups, _ result: CheckResult, _ budget: inout Int, _ parts: inout [String],
    _ leftOut: inout Int
  ) {
    let asOf = result.header.asOf
    var sections: [(title: String, findings: [FindingList])] = groups.failures.map { group in
      let name = group.name.map { ": \(MarkdownText.escaped($0))" } ?? ""
      return (MarkdownText.escaped(group.key) + name, [group.findings])
    }
    sections += [
      ("Provisional (a figure awaits confirmation)", [groups.provisional]),
      ("Could not be decided", groups.undetermined.map(\.findings)),
      ("Waived", [groups.waived]), ("Will be in breach if nobody acts", [groups.forecast]),
      ("Cured", [groups.cured]),
    ]
    for section in sections {
      let count = section.findings.reduce(0) { $0 + $1.count }
      guard count > 0 else { continue }
      let checks = section.findings.reduce(0) { $0 + $1.checks }
      var text = "### \(section.title) (\(checks))\n\n"
      var shown = 0
      for finding in section.findings.joined() {
        let fold = MarkdownFold.write(finding, asOf, FactWords(labels))
        guard leftOut == 0, fold.utf8.count + text.utf8.count < budget else { break }
        text += fold
        shown += 1
      }
      leftOut += count - shown
      guard shown > 0 else { continue }
      budget -= text.utf8.count
      parts.append(text)
    }
  }
}
