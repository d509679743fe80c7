import Bytes
import CivilTime
import Findings
import Ledger
import Results

/// A comparison as JSON, for programs; the counts of the page with the findings themselves.
///
/// Members stand in a fixed order, one change a line; the same comparison gives the same bytes.
/// `change` is what the change did, `time` what the days between did to the earlier side without
/// it; `time` is missing where both are as of one day, or nothing tells.
struct ComparisonDocument {
  /// What the member `form` says.
  static let form = "custos-comparison"

  private let comparison: Comparison
  private let gate: Gate

  init(_ comparison: Comparison, gate: Gate) {
    self.comparison = comparison
    self.gate = gate
  }

  /// The document.
  var text: String {
    var output = OutputBuffer()
    output.writeJSON { json in
      json.object { json in
        json.member("form", Self.form)
        json.member("version", 1)
        writeGate(to: &json)
        write("before", comparison.before, to: &json)
        write("after", comparison.after, to: &json)
        write("change", comparison.change, to: &json)
        if let time = comparison.time { write("time", time, to: &json) }
        writeRest(to: &json)
        json.endLine()
      }
      json.endLine()
    }
    return output.text
  }

  private func writeGate(to json: inout JSONWriter) {
    json.breakLine(" ")
    json.object("gate") { json in
      json.member("exitCode", gate.exitCode)
      json.list("reasons", gate.reasons) { json, reason in
        json.object { json in
          json.member("kind", reason.kind.rawValue)
          json.member("count", reason.count)
        }
      }
    }
  }

  private func write(_ name: StaticString, _ side: Comparison.Side, to json: inout JSONWriter) {
    json.breakLine(" ")
    json.object(name) { json in
      json.member("asOf", String(describing: side.header.asOf))
      json.member("toolVersion", side.header.toolVersion)
      json.member("isWhole", side.isWhole)
      json.list("inputs", side.inputs) { json, input in
        json.object { json in
          json.member("path", input.path)
          json.member("digest", input.digest)
        }
      }
    }
  }

  private func write(_ name: StaticString, _ effect: Effect, to json: inout JSONWriter) {
    json.breakLine(" ")
    json.object(name) { json in
      json.member("unchanged", effect.unchanged)
      json.list("changes", effect.changes) { json, change in
        json.breakLine("  ")
        json.object { json in
          json.member("kind", change.kind.rawValue)
          json.member("days", change.days)
          if change.checks > 1 { json.member("checks", change.checks) }
          json.member("dueBefore", change.before?.dueDate.map(String.init(describing:)))
          json.member("verdictBefore", change.before?.verdict.rawValue)
          json.name("finding")
          FindingWriter.write(change.finding, to: &json)
        }
      }
    }
  }

  private func writeRest(to json: inout JSONWriter) {
    json.breakLine(" ")
    json.list("losses", comparison.losses) { json, loss in
      json.object { json in
        json.member("kind", loss.kind.rawValue)
        json.member("name", loss.name)
        json.member("dataset", loss.dataset)
        json.member("category", loss.category)
        json.member("before", loss.before)
        json.member("after", loss.after)
        json.member("explained", loss.explained)
        json.member("gone", loss.gone)
        if !loss.records.isEmpty { json.member("records", loss.records) }
      }
    }
    json.breakLine(" ")
    json.list("holds", comparison.holds) { json, touch in
      json.object { json in
        json.member("rule", touch.finding.rule)
        json.member("subject", touch.finding.subject.path)
        json.member("before", touch.before)
        json.member("after", touch.after)
      }
    }
    json.breakLine(" ")
    json.member("addedSystems", comparison.addedSystems)
    json.breakLine(" ")
    json.list("differences", comparison.differences) { json, difference in
      json.object { json in
        json.member("kind", difference.kind.rawValue)
        json.member("message", difference.message)
      }
    }
  }
}
