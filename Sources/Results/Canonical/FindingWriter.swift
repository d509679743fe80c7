public import Bytes
import CivilTime
public import Findings

/// Writes a finding in its canonical form; a line of `ndjson` is one.
public enum FindingWriter {
  /// Writes a finding.
  ///
  /// `word`, `evidence` and the subject's `path` can be told from the rest; they are there for whoever filters the
  /// result with other tools.
  public static func write(_ finding: Finding, to json: inout JSONWriter) {
    json.object { json in
      writeRule(finding, to: &json)
      json.name("subject")
      write(finding.subject, to: &json)
      json.list("locations", finding.locations) { write($1, to: &$0) }
      json.member("causeCode", finding.causeCode)
      json.member("cause", finding.cause)
      json.name("derivation")
      write(finding.derivation, to: &json)
      json.member("since", finding.since)
      json.member("dueDate", finding.dueDate)
      json.member("daysOver", finding.daysOver)
      json.member("endedOn", finding.endedOn)
      json.member("remedy", finding.remedy)
      json.member("smallestFix", finding.smallestFix)
      some("fix", finding.fix, to: &json) { step, json in
        json.object { json in
          json.member("kind", step.kind.rawValue)
          json.member("path", step.path)
          json.member("value", step.value)
        }
      }
      json.member("noFix", finding.noFix)
      json.member("rootCause", finding.rootCause)
      json.member("count", finding.count)
      json.member("state", finding.state?.rawValue)
      if let waiver = finding.waiver {
        json.name("waiver")
        write(waiver, to: &json)
      }
    }
  }

  private static func writeRule(_ finding: Finding, to json: inout JSONWriter) {
    json.member("id", finding.id)
    json.member("rule", finding.rule)
    json.member("catalogue", finding.catalogue)
    json.member("title", finding.title)
    json.member("verdict", finding.verdict.rawValue)
    json.member("originalVerdict", finding.originalVerdict?.rawValue)
    json.member("word", finding.word)
    json.member("severity", finding.severity.rawValue)
    json.member("authority", finding.authority.rawValue)
    json.list("citations", finding.citations) { json, citation in
      json.object { json in
        json.member("title", citation.title)
        json.member("at", citation.at)
        json.member("url", citation.url)
        json.member("edition", citation.edition)
        json.member("checked", citation.checked)
        write(citation.evidence, to: &json)
      }
    }
    json.member("isProvisional", finding.isProvisional)
    json.member("evidence", finding.evidence?.grade.rawValue)
  }

  /// Writes the members that say how well a figure is known.
  private static func write(_ evidence: Evidence, to json: inout JSONWriter) {
    json.member("evidence", evidence.grade.rawValue)
    json.member("publications", evidence.publications)
    json.member("differs", evidence.differs)
    json.member("confirmed", evidence.confirmation)
  }

  private static func write(_ subject: Subject, to json: inout JSONWriter) {
    json.object { json in
      json.member("path", subject.path)
      json.list("links", subject.links) { json, link in
        json.object { json in
          json.member("level", link.level.rawValue)
          json.member("kind", link.kind)
          json.member("id", link.id)
          json.member("name", link.name)
        }
      }
      json.member("controllers", subject.controllers)
    }
  }

  private static func write(_ location: Location, to json: inout JSONWriter) {
    json.object { json in
      json.member("path", location.path)
      json.member("line", location.line)
      json.member("column", location.column)
      json.member("pointer", location.pointer)
    }
  }

  private static func write(_ waiver: Finding.Waiver, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", waiver.id)
      json.member("reason", waiver.reason)
      json.member("owner", waiver.owner)
      json.member("until", waiver.until)
      json.member("from", waiver.from)
    }
  }
}

extension FindingWriter {
  private static func write(_ derivation: Derivation, to json: inout JSONWriter) {
    json.object { json in
      some("facts", derivation.facts, to: &json, write)
      some("steps", derivation.steps, to: &json, write)
      some("clauses", derivation.clauses, to: &json, write)
      some("bases", derivation.bases, to: &json, write)
      some("missing", derivation.missing, to: &json, write)
      some("precedence", derivation.precedence, to: &json, write)
    }
  }

  /// Writes a member with a list; none where the list is empty.
  private static func some<Item>(
    _ name: StaticString, _ items: [Item], to json: inout JSONWriter,
    _ write: (Item, inout JSONWriter) -> Void
  ) {
    guard !items.isEmpty else { return }
    json.array(name) { json in
      for item in items { write(item, &json) }
    }
  }

  private static func write(_ fact: Derivation.Fact, to json: inout JSONWriter) {
    json.object { json in
      json.member("path", fact.path)
      json.member("value", fact.value)
      json.member("isMasked", fact.isMasked)
      if let location = fact.location {
        json.name("location")
        write(location, to: &json)
      }
    }
  }

  private static func write(_ step: Derivation.Step, to json: inout JSONWriter) {
    json.object { json in
      json.member("name", step.name)
      json.member("formula", step.formula)
      json.member("substituted", step.substituted)
      json.member("value", step.value)
      json.member("isMasked", step.isMasked)
    }
  }

  private static func write(_ clause: Derivation.Clause, to json: inout JSONWriter) {
    json.object { json in
      json.member("text", clause.text)
      json.member("outcome", clause.outcome)
      json.member("detail", clause.detail)
      json.member("isDecisive", clause.isDecisive)
    }
  }

  private static func write(_ basis: Derivation.Basis, to json: inout JSONWriter) {
    json.object { json in
      json.member("kind", basis.kind)
      json.member("name", basis.name)
      json.member("value", basis.value)
      json.member("origin", basis.origin)
      if let evidence = basis.evidence { write(evidence, to: &json) }
    }
  }

  private static func write(_ missing: Derivation.Missing, to json: inout JSONWriter) {
    json.object { json in
      json.member("path", missing.path)
      json.member("state", missing.state)
      if let location = missing.location {
        json.name("location")
        write(location, to: &json)
      }
      json.member("supplier", missing.supplier)
    }
  }

  private static func write(_ source: Derivation.Source, to json: inout JSONWriter) {
    json.object { json in
      json.member("source", source.name)
      json.member("step", source.step.rawValue)
      json.member("until", source.until)
      json.member("applied", source.applied)
      if !source.applied { json.member("reason", source.reason) }
    }
  }
}
