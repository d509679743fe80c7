public import Bytes
public import CivilTime
import Diagnostics
import Findings

/// Writes a result in its canonical form, from which every report can be made again.
///
/// Members stand in a fixed order, one finding a line; the same result gives the same bytes. The form
/// is described by ``ResultSchema``.
public struct ResultWriter {
  /// What the member `form` says.
  public static let form = "custos-result"

  /// A writer.
  public init() {}

  /// Writes a result.
  public func write(_ result: CheckResult, to output: inout OutputBuffer) {
    output.writeJSON { json in
      json.object { json in
        writeHead(result, to: &json)
        writeFindings(result, to: &json)
        lines("coverage", result.coverage, to: &json, Self.write)
        if let extent = result.extent {
          json.breakLine(" ")
          json.name("extent")
          ExtentForm.write(extent, to: &json)
        }
        json.breakLine(" ")
        json.name("summary")
        Self.write(result.summary, to: &json)
        lines("waivers", result.waivers, to: &json, Self.write)
        lines("notices", result.notices, to: &json, Self.write)
        lines("inputs", result.inputs, to: &json, Self.write)
        json.endLine()
      }
    }
    output.write("\n")
  }

  /// Writes the findings and what they share, or what was counted in their place.
  ///
  /// No list is written where none was made: an empty one would look like a clean inventory.
  private func writeFindings(_ result: CheckResult, to json: inout JSONWriter) {
    if let counts = result.findingCounts {
      return lines("findingCounts", counts, to: &json, Self.write)
    }
    json.breakLine(" ")
    json.array("findings") { json in
      for finding in result.findings {
        json.breakLine("  ")
        FindingWriter.write(finding, to: &json)
      }
    }
    lines("rootCauses", result.rootCauses, to: &json, Self.write)
  }

  private func writeHead(_ result: CheckResult, to json: inout JSONWriter) {
    json.breakLine(" ")
    json.member("form", Self.form)
    json.breakLine(" ")
    json.member("formVersion", CheckResult.formVersion)
    json.breakLine(" ")
    json.member("asOf", result.header.asOf)
    json.breakLine(" ")
    json.member("exitCode", result.summary.exitCode)
    json.breakLine(" ")
    json.member("verdict", result.headline)
    json.breakLine(" ")
    json.name("header")
    Self.write(result.header, to: &json)
  }

  private func lines<Item>(
    _ name: StaticString, _ items: [Item], to json: inout JSONWriter,
    _ write: (Item, inout JSONWriter) -> Void
  ) {
    json.breakLine(" ")
    json.array(name) { json in
      for item in items {
        json.breakLine("  ")
        write(item, &json)
      }
    }
  }
}

extension JSONWriter {
  /// Writes a member with a day; none where there is no day.
  public mutating func member(_ name: StaticString, _ day: CivilDate?) {
    guard let day else { return }
    self.name(name)
    value(day.description)
  }
}

extension ResultWriter {
  static func write(_ header: Header, to json: inout JSONWriter) {
    json.object { json in
      json.member("toolVersion", header.toolVersion)
      json.member("asOf", header.asOf)
      json.member("failOn", header.failOn.rawValue)
      json.list("packs", header.packs) { json, pack in
        json.object { json in
          json.member("name", pack.name)
          json.member("title", pack.title)
          json.member("version", pack.version)
          json.member("digest", pack.digest)
          json.member("rules", pack.rules)
        }
      }
      json.member("profile", header.profile)
      json.member("profileDigest", header.profileDigest)
      json.member("showsPersonalData", header.showsPersonalData)
      json.member("hasPseudonyms", header.hasPseudonyms)
      json.member("isLinked", header.isLinked)
      json.member("recordIdentity", header.recordIdentity)
      if !header.outside.isEmpty { json.list("outside", header.outside) { write($1, to: &$0) } }
      json.member("forecastUntil", header.forecastUntil)
      if let ledger = header.ledger {
        json.name("ledger")
        json.object { json in
          json.member("entry", ledger.entry)
          json.member("hash", ledger.hash)
        }
      }
    }
  }

  private static func write(_ pack: Header.OutsidePack, to json: inout JSONWriter) {
    json.object { json in
      json.member("name", pack.name)
      json.member("title", pack.title)
      json.member("jurisdictions", pack.jurisdictions)
      json.member("place", pack.place)
      json.member("classes", pack.classes)
    }
  }

  static func write(_ count: FindingCount, to json: inout JSONWriter) {
    json.object { json in
      json.member("rule", count.rule)
      json.member("system", count.system)
      json.member("severity", count.severity.rawValue)
      json.member("verdict", count.verdict.rawValue)
      json.member("isProvisional", count.isProvisional)
      json.member("count", count.count)
    }
  }

  static func write(_ cause: RootCause, to json: inout JSONWriter) {
    json.object { json in
      json.member("key", cause.key)
      json.member("title", cause.title)
      json.member("fix", cause.fix)
      json.member("findings", cause.findings)
      json.member("severity", cause.severity.rawValue)
      json.member("rules", cause.rules)
      json.member("systems", cause.systems)
    }
  }

  static func write(_ coverage: Coverage, to json: inout JSONWriter) {
    json.object { json in
      json.member("system", coverage.system)
      json.member("dataset", coverage.dataset)
      json.member("category", coverage.category)
      json.member("standing", coverage.standing.rawValue)
      json.name("counts")
      write(coverage.counts, to: &json)
    }
  }

  static func write(_ summary: Summary, to json: inout JSONWriter) {
    json.object { json in
      json.member("verdict", summary.verdict)
      json.member("exitCode", summary.exitCode)
      json.name("total")
      write(summary.total, to: &json)
      json.list("bySeverity", summary.bySeverity) { write($1, to: &$0) }
      json.list("byPack", summary.byPack) { write($1, to: &$0) }
      json.list("bySystem", summary.bySystem) { write($1, to: &$0) }
      json.member("organisations", summary.organisations)
      json.member("systems", summary.systems)
      json.member("datasets", summary.datasets)
      json.member("holdings", summary.holdings)
      json.member("records", summary.records)
      json.member("rules", summary.rules)
      json.member("older", summary.older)
      json.member("errors", summary.errors)
    }
  }

  private static func write(_ row: Summary.Row, to json: inout JSONWriter) {
    json.object { json in
      json.member("key", row.key)
      json.member("name", row.name)
      json.name("counts")
      write(row.counts, to: &json)
    }
  }

  private static func write(_ counts: Summary.Counts, to json: inout JSONWriter) {
    json.object { json in
      json.member("pass", counts.pass)
      json.member("breach", counts.breach)
      json.member("undetermined", counts.undetermined)
      json.member("not-applicable", counts.notApplicable)
      json.member("waived", counts.waived)
      json.member("provisional", counts.provisional)
    }
  }

  static func write(_ waiver: WaiverStanding, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", waiver.id)
      json.member("rule", waiver.rule)
      json.member("subject", waiver.subject)
      json.member("reason", waiver.reason)
      json.member("owner", waiver.owner)
      json.member("approver", waiver.approver)
      json.member("ticket", waiver.ticket)
      json.member("from", waiver.from)
      json.member("until", waiver.until)
      json.member("states", waiver.states.map(\.rawValue))
      json.member("findings", waiver.findings)
    }
  }

  static func write(_ notice: Diagnostic, to json: inout JSONWriter) {
    json.object { json in
      json.member("severity", notice.severity.rawValue)
      json.member("code", notice.code)
      if let position = notice.position {
        json.name("position")
        write(position, to: &json)
      }
      json.member("message", notice.message)
      json.member("hint", notice.hint)
      guard !notice.related.isEmpty else { return }
      json.list("related", notice.related) { json, related in
        json.object { json in
          json.name("position")
          write(related.position, to: &json)
          json.member("message", related.message)
        }
      }
    }
  }

  private static func write(_ position: SourcePosition, to json: inout JSONWriter) {
    json.object { json in
      json.member("path", position.path)
      json.member("line", position.line)
      json.member("column", position.column)
    }
  }

  static func write(_ input: Input, to json: inout JSONWriter) {
    json.object { json in
      json.member("path", input.path)
      json.member("format", input.format)
      json.member("bytes", input.bytes)
      json.member("digest", input.digest)
      json.member("extracted", input.extracted)
      json.member("isComplete", input.isComplete)
    }
  }
}
