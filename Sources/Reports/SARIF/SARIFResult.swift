import Bytes
import CivilTime
import Findings
import Results

/// A finding as a result of SARIF.
struct SARIFResult {
  let finding: Finding
  let header: Header

  /// Writes the result and adds what it names to a catalogue.
  func write(_ catalogue: inout SARIFCatalogue, to json: inout JSONWriter) {
    json.object { json in
      json.member("ruleId", finding.rule)
      json.member("ruleIndex", catalogue.index(of: finding))
      json.member("kind", kind)
      json.member("level", kind == "fail" ? Self.level(finding.severity) : "none")
      json.object("message") { $0.member("text", SARIFText.message(message)) }
      writeLocations(to: &json)
      json.object("fingerprints") { $0.member("custos/v1", finding.id) }
      json.object("partialFingerprints") { $0.member("custosFinding/v1", finding.id) }
      json.member("baselineState", baselineState)
      json.member("rank", rank)
      if finding.checksCounted > 1 { json.member("occurrenceCount", finding.checksCounted) }
      json.array("taxa") { json in
        for citation in finding.citations { catalogue.writeReference(citation, to: &json) }
      }
      writeFlow(to: &json)
      writeSuppression(to: &json)
      writeProperties(to: &json)
    }
  }

  /// How a result that fails is shown.
  static func level(_ severity: Severity) -> String {
    switch severity {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "note"
    }
  }

  private var kind: String {
    switch finding.verdict {
    case .breach: finding.isProvisional ? "review" : "fail"
    case .waived: "fail"
    case .undetermined: "open"
    case .notApplicable: "notApplicable"
    case .pass: isForecast ? "informational" : "pass"
    }
  }

  private var isForecast: Bool { finding.since.map { $0 > header.asOf } == true }

  private var rank: Int {
    switch finding.severity {
    case .critical: 95
    case .high: 80
    case .medium: 50
    case .low: 25
    case .info: 5
    }
  }

  private var baselineState: String? {
    switch finding.state {
    case .new: "new"
    case .unchanged: "unchanged"
    case .moved: "updated"
    case .cured: "absent"
    case .incomparable, nil: nil
    }
  }

  private var message: String {
    "\(finding.problemInPlace). \(finding.whatToDo())"
  }

  private func writeLocations(to json: inout JSONWriter) {
    json.array("locations") { json in
      if finding.locations.isEmpty {
        json.object { json in
          json.array("logicalLocations") { json in
            json.object { $0.member("fullyQualifiedName", finding.subject.path) }
          }
        }
      }
      for location in finding.locations {
        json.object { SARIFText.writePlace(location, to: &$0) }
      }
    }
  }

  /// The derivation as a flow: a step a line of the receipt.
  private func writeFlow(to json: inout JSONWriter) {
    let lines = Receipt(finding, asOf: header.asOf).lines
    guard !lines.isEmpty else { return }
    json.array("codeFlows") { json in
      json.object { json in
        json.array("threadFlows") { json in
          json.object { json in
            json.list("locations", lines) { json, line in
              json.object { json in
                json.object("location") { json in
                  if let location = line.location { SARIFText.writePlace(location, to: &json) }
                  let working = line.working.isEmpty ? "" : " (\(line.working))"
                  let text = "\(line.name) = \(line.value)\(working)"
                  json.object("message") { $0.member("text", SARIFText.message(text)) }
                }
              }
            }
          }
        }
      }
    }
  }

  private func writeSuppression(to json: inout JSONWriter) {
    guard finding.verdict == .waived else { return }
    json.array("suppressions") { json in
      json.object { json in
        json.member("kind", "external")
        json.member("status", "accepted")
        json.member("justification", finding.waiver?.reason)
        json.object("properties") { json in
          json.member("waiver", finding.waiver?.id)
          json.member("owner", finding.waiver?.owner)
          json.member("until", finding.waiver?.until)
        }
      }
    }
  }

  private func writeProperties(to json: inout JSONWriter) {
    json.object("properties") { json in
      json.member("verdict", finding.verdict.rawValue)
      json.member("word", finding.word)
      json.member("severity", finding.severity.rawValue)
      json.member("authority", finding.authority.rawValue)
      json.member("isProvisional", finding.isProvisional)
      json.member("evidence", finding.evidence?.grade.rawValue)
      json.member("evidenceInWords", finding.evidence?.inWords)
      json.member("subject", finding.subject.path)
      json.member("subjectInWords", finding.subjectInWords)
      json.member("owner", finding.owner)
      json.member("steward", finding.steward)
      json.member("causeCode", finding.causeCode)
      json.member("since", finding.since)
      json.member("dueDate", finding.dueDate)
      json.member("daysOver", finding.daysOver)
      json.member("count", finding.count)
      json.member("checks", finding.checks)
      json.member("subjectList", finding.others)
      json.member("rootCause", finding.rootCause)
      json.list("missing", finding.derivation.missing) { json, missing in
        json.object { json in
          json.member("path", missing.path)
          json.member("state", missing.state)
          json.member("supplier", missing.supplier)
        }
      }
    }
  }
}
