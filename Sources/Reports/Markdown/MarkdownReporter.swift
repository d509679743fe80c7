import Bytes
import CivilTime
import Findings
import Results

/// Markdown for a change request: the verdict, what changed, the root causes, the findings in folds.
///
/// GitHub takes at most 65,536 characters in a comment. A report that has to fit into one leaves out the
/// least severe findings and says how many.
struct MarkdownReporter: Reporter {
  var labels = FieldLabels()
  var grouping = Grouping.system
  var fitsComment = false

  static let mostBytes = 65_000

  /// A heading with the findings under it.
  struct Section {
    var title: String
    var lists: [FindingList]

    var checks: Int { lists.reduce(0) { $0 + $1.checks } }
  }

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    let groups = FindingGroups(result, by: grouping)
    let end = MarkdownLaw.text(result.header) + MarkdownSections.method(result)
    let sections = Self.sections(groups)
    let fixed = MarkdownSections.fixed(result, groups, FactWords(labels))
    if fitsComment {
      let comment = MarkdownComment(
        asOf: result.header.asOf, words: FactWords(labels), room: Self.mostBytes - end.utf8.count)
      comment.write(fixed, sections, groups, to: &output)
    } else {
      for part in fixed { output.write(part) }
      for section in sections { write(section, result.header.asOf, to: &output) }
    }
    output.write(end)
  }

  private func write(_ section: Section, _ asOf: CivilDate, to output: inout OutputBuffer) {
    output.write(section.heading)
    for finding in section.lists.joined() {
      output.write(MarkdownFold.write(finding, asOf, FactWords(labels)))
    }
  }

  /// The parts that list findings, of which none is empty; the breaches come first.
  private static func sections(_ groups: FindingGroups) -> [Section] {
    var sections = groups.failures.map { group in
      let name = group.name.map { ": \(MarkdownText.escaped($0))" } ?? ""
      return Section(title: MarkdownText.escaped(group.key) + name, lists: [group.findings])
    }
    sections += [
      Section(title: "Provisional (a figure awaits confirmation)", lists: [groups.provisional]),
      Section(title: "Could not be decided", lists: groups.undetermined.map(\.findings)),
      Section(title: "Waived", lists: [groups.waived]),
      Section(title: "Will be in breach if nobody acts", lists: [groups.forecast]),
      Section(title: "Cured", lists: [groups.cured]),
    ]
    return sections.filter { !$0.lists.allSatisfy(\.isEmpty) }
  }
}

extension MarkdownReporter.Section {
  var heading: String { "### \(title) (\(checks))\n\n" }
}

/// A report that fits into a comment.
private struct MarkdownComment {
  let asOf: CivilDate
  let words: FactWords
  let room: Int

  /// A finding by its place, with what decides which is left out first.
  private struct Entry {
    var section: Int
    var list: Int
    var index: Int
    var rank: Int
  }

  /// Room for the note that the report is cut.
  private static let reserve = 600
  /// The rank of what is no breach: behind every severity.
  private static let others = Severity.allCases.count

  func write(
    _ fixed: [String], _ sections: [MarkdownReporter.Section], _ groups: FindingGroups,
    to output: inout OutputBuffer
  ) {
    var budget = room - Self.reserve
    for part in fixed where part.utf8.count < budget {
      output.write(part)
      budget -= part.utf8.count
    }
    for section in sections { budget -= section.heading.utf8.count }
    var texts: [[String]] = Array(repeating: [], count: sections.count)
    var leftOut = (breaches: 0, others: 0)
    for entry in Self.entries(sections, groups) {
      let finding = sections[entry.section].lists[entry.list][entry.index]
      let isCut = leftOut.breaches + leftOut.others > 0
      let fold = isCut ? "" : MarkdownFold.write(finding, asOf, words)
      if !isCut, fold.utf8.count < budget {
        texts[entry.section].append(fold)
        budget -= fold.utf8.count
      } else if entry.rank < Self.others {
        leftOut.breaches += finding.checksCounted
      } else {
        leftOut.others += finding.checksCounted
      }
    }
    for (section, texts) in zip(sections, texts) where !texts.isEmpty {
      output.write(section.heading)
      output.write(texts.joined())
    }
    writeCut(leftOut, to: &output)
  }

  /// All findings, the most severe breaches first, then what could not be decided and the rest.
  private static func entries(
    _ sections: [MarkdownReporter.Section], _ groups: FindingGroups
  ) -> [Entry] {
    let ofBreaches = groups.failures.count + (groups.provisional.isEmpty ? 0 : 1)
    var entries: [Entry] = []
    for (section, content) in sections.enumerated() {
      for (list, findings) in content.lists.enumerated() {
        for (index, entry) in findings.entries.enumerated() {
          let rank = section < ofBreaches ? groups.kinds[Int(entry.group)].rank : others
          entries.append(Entry(section: section, list: list, index: index, rank: rank))
        }
      }
    }
    entries.sortStably { $0.rank < $1.rank }
    return entries
  }

  private func writeCut(_ leftOut: (breaches: Int, others: Int), to output: inout OutputBuffer) {
    let parts = [
      leftOut.breaches > 0 ? counted(leftOut.breaches, "breach", "breaches") : nil,
      leftOut.others > 0 ? counted(leftOut.others, "other finding") : nil,
    ].compactMap(\.self)
    guard !parts.isEmpty else { return }
    output.write(
      "> **Cut here.** \(parts.joined(separator: " and ")) did not fit into a comment, the least severe "
        + "ones; without --fit-comment the report has them all.\n\n")
  }
}
