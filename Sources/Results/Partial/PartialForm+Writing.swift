import Bytes
public import Diagnostics
public import Findings

/// The form of a partial in a file: see ``ShardFile``.
///
/// A line is an object of one member, which says what it holds: `frame` and `outline` (of the first
/// shard), `tally`, then `problem`, `fault`, `shared`, `column`,
/// `subjectList` and `finding`, as many as there are.
public struct PartialForm: Sendable {
  /// What was found in the rows of the shard.
  public var partial: Partial
  /// What the run knows besides; of the first shard only.
  public var frame: RunFrame?
  /// What counts are grouped by; of the first shard only.
  public var outline: Outline?
  /// What went wrong when the rows of the shard were read, and is not in any frame.
  public var problems: [Diagnostic]

  /// Puts the content of a file together.
  public init(partial: Partial, frame: RunFrame?, outline: Outline?, problems: [Diagnostic]) {
    self.partial = partial
    self.frame = frame
    self.outline = outline
    self.problems = problems
  }

  /// SHA-256 of all that a result says besides its findings, and of what counts are grouped by: the same
  /// for all shards of a run, though only the first carries it.
  public static func description(_ frame: RunFrame, _ outline: Outline) -> String {
    var output = OutputBuffer()
    output.writeJSON { frame.write(to: &$0) }
    output.writeJSON { outline.write(to: &$0) }
    var digest = Digest()
    output.bytes.withUnsafeBytes { digest.update($0) }
    return digest.hexadecimal
  }

  /// Writes the lines.
  public func write(to lines: inout ShardLines) {
    if let frame {
      lines.write { $0.only("frame") { frame.write(to: &$0) } }
    }
    if let outline {
      lines.write { $0.only("outline") { outline.write(to: &$0) } }
    }
    lines.write { json in json.object { $0.object("tally") { writeTally(to: &$0) } } }
    for problem in problems {
      lines.write { $0.only("problem") { problem.write(to: &$0) } }
    }
    for fault in partial.faults {
      lines.write { $0.only("fault") { fault.write(to: &$0) } }
    }
    for (place, finding) in partial.sharedInOrder {
      lines.write { json in
        json.only("shared") { json in
          json.object { json in
            json.member("file", place.file)
            json.list("origin", place.origin) { $0.value($1) }
            json.name("finding")
            finding.write(to: &json)
          }
        }
      }
    }
    for (place, finding) in partial.ofDatasetsInOrder {
      lines.write { json in
        json.only("ofDataset") { json in
          json.object { Self.write(finding, of: place, to: &$0) }
        }
      }
    }
    for (column, note) in partial.columns.sorted {
      guard case .finding(let finding) = note else { continue }
      lines.write { Self.write("column", column, finding, to: &$0) }
    }
    for entry in partial.postponed {
      guard case .finding(let finding) = entry.breach else { continue }
      lines.write { Self.write("postponed", entry.column, finding, to: &$0) }
    }
    for (column, place, finding) in partial.postponedOfDatasetsInOrder {
      lines.write { json in
        json.only("postponedOfDataset") { json in
          json.object { json in
            Self.write(column, to: &json)
            Self.write(finding, of: place, to: &json)
          }
        }
      }
    }
    for list in partial.findings.subjectLists {
      lines.write { $0.only("subjectList") { list.write(to: &$0) } }
    }
    for finding in partial.findings {
      lines.write { $0.only("finding") { finding.write(to: &$0) } }
    }
  }

  private static func write(
    _ finding: DatasetFinding, of place: SharedPlace, to json: inout JSONWriter
  ) {
    json.member("file", place.file)
    json.list("origin", place.origin) { $0.value($1) }
    json.list("cause", finding.cause) { $0.value($1) }
    json.list("remedy", finding.remedy) { $0.value($1) }
    json.name("finding")
    finding.finding.write(to: &json)
  }

  private static func write(_ column: MissingColumn, to json: inout JSONWriter) {
    json.member("path", column.path)
    json.member("rule", column.rule)
    json.member("field", column.field)
    if !column.others.isEmpty { json.member("others", column.others) }
    let alternatives = column.alternatives.map { $0.joined(separator: " ") }
    if !alternatives.isEmpty { json.member("alternatives", alternatives) }
  }

  private static func write(
    _ line: StaticString, _ column: MissingColumn, _ finding: Finding, to json: inout JSONWriter
  ) {
    json.only(line) { json in
      json.object { json in
        Self.write(column, to: &json)
        if let figure = column.figure { Self.write(figure, to: &json) }
        json.name("finding")
        finding.write(to: &json)
      }
    }
  }

  private static func write(_ figure: RecordFigure, to json: inout JSONWriter) {
    switch figure {
    case .atLeast(let count): json.member("atLeast", count)
    case .atMost(let count): json.member("atMost", count)
    case .oldest(let day, let count):
      json.list("oldest", [day.first, day.last] + [count].compactMap(\.self)) { $0.value($1) }
    case .newest(let day, let count):
      json.list("newest", [day.first, day.last] + [count].compactMap(\.self)) { $0.value($1) }
    }
  }

  private func writeTally(to json: inout JSONWriter) {
    json.member("records", partial.records)
    json.member("holdings", partial.holdings)
    json.member("problems", problems.count)
    json.member("faults", partial.faults.count)
    json.member("ruleCount", partial.byRule.count)
    json.array("rules") { json in
      for (number, counts) in partial.byRule.enumerated() where counts != Summary.Counts() {
        Self.write(counts, after: number, to: &json)
      }
    }
    json.list("paths", partial.byPath.sorted { $0.key < $1.key }) { json, entry in
      json.object { json in
        json.member("path", entry.key)
        json.name("counts")
        Self.write(entry.value, to: &json)
      }
    }
    json.list("places", partial.byPlace.sorted { $0.key < $1.key }) { json, entry in
      json.object { json in
        json.member("path", entry.key)
        Self.write(entry.value, to: &json)
      }
    }
    json.list("given", partial.givenFields.sorted { $0.key < $1.key }) { json, entry in
      json.object { json in
        json.member("path", entry.key)
        json.member("fields", entry.value.sorted())
      }
    }
  }

  private static func write(_ tally: PlaceTally, to json: inout JSONWriter) {
    ExtentForm.write("applied", tally.applied, to: &json)
    ExtentForm.write("appliedToRows", tally.appliedToRows, to: &json)
    json.list("decided", tally.decided.sorted) { $0.value($1) }
    let rows = [
      tally.bands, tally.inBands, tally.inBirthBands, tally.records, tally.disposed,
    ]
    json.list("rows", rows) { $0.value($1) }
    if let days = tally.days {
      json.list("days", days.numbers) { $0.value($1) }
    }
    if let marks = tally.marks {
      json.name("marks")
      marks.write(to: &json)
    }
  }

  private static func write(
    _ counts: Summary.Counts, after number: Int? = nil, to json: inout JSONWriter
  ) {
    json.array { json in
      if let number { json.value(number) }
      for number in [
        counts.pass, counts.breach, counts.undetermined, counts.notApplicable, counts.waived,
        counts.provisional,
      ] { json.value(number) }
    }
  }
}

extension JSONWriter {
  /// Writes an object of one member.
  fileprivate mutating func only(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    object { json in
      json.name(name)
      body(&json)
    }
  }
}
