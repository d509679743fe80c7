import Bytes
public import Diagnostics
public import Findings

/// The form of a partial in a file: see ``ShardFile``.
///
/// A line is an object of one member, which says what it holds: `frame` and `outline` (of the first
/// shard), `tally`, then `problem`, `fault`, `shared`, `column`
/// and `finding`, as many as there are.
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

  /// Writes the lines.
  public func write(to lines: inout ShardLines) {
    if let frame {
      lines.write { json in json.object { $0.object("frame") { Self.write(frame, to: &$0) } } }
    }
    if let outline {
      lines.write { json in json.object { $0.object("outline") { Self.write(outline, to: &$0) } } }
    }
    lines.write { json in json.object { $0.object("tally") { writeTally(to: &$0) } } }
    for problem in problems {
      lines.write { $0.only("problem") { ResultWriter.write(problem, to: &$0) } }
    }
    for fault in partial.faults {
      lines.write { $0.only("fault") { ResultWriter.write(fault, to: &$0) } }
    }
    for (place, finding) in partial.sharedInOrder {
      lines.write { json in
        json.only("shared") { json in
          json.object { json in
            json.member("file", place.file)
            json.list("origin", place.origin) { $0.value($1) }
            json.name("finding")
            FindingWriter.write(finding, to: &json)
          }
        }
      }
    }
    for (place, finding) in partial.ofDatasetsInOrder {
      lines.write { json in
        json.only("ofDataset") { json in
          json.object { json in
            json.member("file", place.file)
            json.list("origin", place.origin) { $0.value($1) }
            json.list("cause", finding.cause) { $0.value($1) }
            json.list("remedy", finding.remedy) { $0.value($1) }
            json.name("finding")
            FindingWriter.write(finding.finding, to: &json)
          }
        }
      }
    }
    for (column, note) in partial.columns.sorted(by: { $0.key < $1.key }) {
      guard case .finding(let finding) = note else { continue }
      lines.write { json in
        json.only("column") { json in
          json.object { json in
            json.member("path", column.path)
            json.member("rule", column.rule)
            json.member("field", column.field)
            json.name("finding")
            FindingWriter.write(finding, to: &json)
          }
        }
      }
    }
    for finding in partial.findings {
      lines.write { $0.only("finding") { FindingWriter.write(finding, to: &$0) } }
    }
  }

  private func writeTally(to json: inout JSONWriter) {
    json.member("records", partial.records)
    json.member("holdings", partial.holdings)
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
    json.list("decided", tally.decided.sorted()) { $0.value($1) }
    json.list("rows", [tally.bands, tally.inBands, tally.records, tally.disposed]) { $0.value($1) }
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

  private static func write(_ frame: RunFrame, to json: inout JSONWriter) {
    json.name("header")
    ResultWriter.write(frame.header, to: &json)
    json.member("rules", frame.rules)
    json.member("ruleIDs", frame.ruleIDs)
    json.member("mostUndetermined", frame.mostUndetermined)
    json.member("isStrict", frame.isStrict)
    json.list("notices", frame.notices) { ResultWriter.write($1, to: &$0) }
    json.list("inputs", frame.inputs) { ResultWriter.write($1, to: &$0) }
    json.member("isComplete", frame.isComplete)
  }

  private static func write(_ outline: Outline, to json: inout JSONWriter) {
    json.list("rules", outline.rules) { json, rule in
      json.object { json in
        json.member("id", rule.id)
        json.member("severity", rule.severity.rawValue)
        json.member("pack", rule.pack)
        json.member("isOfForm", rule.isOfForm)
      }
    }
    json.list("packs", outline.packs) { json, pack in
      json.object { json in
        json.member("name", pack.key)
        json.member("title", pack.name)
      }
    }
    json.list("organisations", outline.organisations) { write($1, to: &$0) }
    json.list("systems", outline.systems) { json, system in
      json.object { json in
        json.member("id", system.id)
        json.member("name", system.name)
        json.member("path", system.path)
        json.list("datasets", system.datasets) { write($1, to: &$0) }
      }
    }
  }

  private static func write(_ organisation: Outline.Organisation, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", organisation.id)
      json.member("path", organisation.path)
    }
  }

  private static func write(_ dataset: Outline.Dataset, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", dataset.id)
      json.member("path", dataset.path)
      json.member("category", dataset.category)
      json.member("isKnownClass", dataset.isKnownClass)
      json.member("ownPacks", dataset.ownPacks)
      json.member("stated", dataset.stated)
      json.member("certified", dataset.certified)
      if let hasJob = dataset.hasDisposalJob { json.member("hasDisposalJob", hasJob) }
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
