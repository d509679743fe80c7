import Bytes
import Findings
import Results

/// The breaches of a short page, under what they are listed under, on no more lines than there is room for.
///
/// Where there is not room for all, each heading has its worst first; how many are left out is said, so
/// that a page stays a page on whatever day it is made.
struct TextFindings {
  /// What stands under one heading.
  private struct Block {
    let group: SystemGroup
    let lines: [TextShort.Line]
    /// How many of the lines there is room for.
    var shown = 0

    /// How many breaches are not listed.
    var hidden: Int { lines.dropFirst(shown).reduce(0) { $0 + $1.checks } }
  }

  private var blocks: [Block]
  private let grouping: Grouping
  private let file: String?
  private let count: Int

  /// How many headings without a line are named.
  private static let mostNamed = 12
  /// The lines of the section's own heading, and of the names of what is not listed.
  private static let ownLines = 8

  /// Chooses what there is room for.
  ///
  /// - Parameter room: The number of lines that the section may have.
  init(
    _ groups: FindingGroups, _ result: CheckResult, _ options: ReportOptions, room: Int
  ) {
    grouping = options.grouping
    file = TextShort.onlyFile(result)
    count = groups.failures.reduce(0) { $0 + $1.findings.checks }
    blocks = groups.failures.map { Block(group: $0, lines: TextShort.lines($0.findings)) }
    choose(options, room: room - Self.ownLines)
  }

  /// Takes the worst of each heading, then the next worst, as long as there is room.
  private mutating func choose(_ options: ReportOptions, room: Int) {
    var places: [(rank: Int, line: Int, block: Int)] = []
    for (block, content) in blocks.enumerated() {
      for (line, kind) in content.lines.enumerated() {
        places.append((kind.sample.severity.rank, line, block))
      }
    }
    places.sort { ($0.rank, $0.line, $0.block) < ($1.rank, $1.line, $1.block) }
    var room = room
    for place in places {
      var scratch = TextPage(output: OutputBuffer(), options: options)
      let block = blocks[place.block]
      if block.shown == 0 {
        TextShort.writeHeading(block.group, grouping, to: &scratch)
        // What is left out of it takes a line too.
        scratch.gap()
      }
      TextShort.write(block.lines[place.line], by: grouping, file, to: &scratch)
      room -= scratch.lines
      guard room >= 0 else { return }
      blocks[place.block].shown += 1
    }
  }

  func write(to page: inout TextPage) {
    guard count > 0 else { return }
    page.heading("Findings by \(grouping.rawValue) (\(counted(count, "breach", "breaches")))")
    for block in blocks where block.shown > 0 {
      TextShort.writeHeading(block.group, grouping, to: &page)
      for line in block.lines.prefix(block.shown) {
        TextShort.write(line, by: grouping, file, to: &page)
      }
      TextShort.writeRest(block.lines.dropFirst(block.shown), to: &page)
    }
    writeHidden(to: &page)
  }

  /// Names the headings for which there is no room.
  private func writeHidden(to page: inout TextPage) {
    let hidden = blocks.filter { $0.shown == 0 }
    guard !hidden.isEmpty else { return }
    let names = hidden.prefix(Self.mostNamed).map { block in
      "\(grouping == .rule ? block.group.name ?? block.group.key : block.group.key) (\(block.hidden))"
    }
    let more = hidden.dropFirst(Self.mostNamed)
    let others =
      more.isEmpty
      ? "" : ", and \(more.reduce(0) { $0 + $1.hidden }) under \(more.count) more headings"
    page.paragraph(
      "Not listed here, but with --verbose: \(names.joined(separator: ", "))\(others)")
  }
}
