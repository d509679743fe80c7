import Bytes
import CivilTime
import Findings
import Results

/// The observations, risks and findings of a result.
struct OSCALItems {
  let header: Header

  func writeObservations(_ result: CheckResult, to json: inout JSONWriter) {
    list("observations", result, to: &json, where: isAny) { finding, json in
      json.member("uuid", id("observation", finding))
      json.member("title", OSCALText.markup("\(finding.displayWord): \(finding.title)"))
      json.member("description", OSCALText.markup(finding.cause))
      json.array("props") { json in
        OSCALText.property("finding-id", finding.id, to: &json)
        OSCALText.property("rule", finding.rule, to: &json)
        OSCALText.property("verdict", finding.verdict.rawValue, to: &json)
        OSCALText.property("severity", finding.severity.rawValue, to: &json)
        OSCALText.property("evidence", finding.evidence?.inWords ?? "", to: &json)
        for missing in finding.derivation.missing {
          OSCALText.property("missing", "\(missing.path) (\(missing.state))", to: &json)
        }
      }
      json.member("methods", ["TEST"])
      json.array("subjects") { json in
        json.object { json in
          json.member("subject-uuid", NameUUID.make("subject \(finding.subject.path)"))
          json.member("type", finding.subject.level == .system ? "component" : "inventory-item")
          json.member("title", OSCALText.markup(finding.subjectInWords))
        }
      }
      writeEvidence(finding, to: &json)
      json.member("collected", OSCALText.time(header.asOf))
    }
  }

  private func writeEvidence(_ finding: Finding, to json: inout JSONWriter) {
    let lines = Receipt(finding, asOf: header.asOf).lines
    guard !lines.isEmpty else { return }
    json.list("relevant-evidence", lines) { json, line in
      json.object { json in
        let working = line.working.isEmpty ? "" : " (\(line.working))"
        let place = line.location.map { " at \($0)" } ?? ""
        json.member(
          "description", OSCALText.markup("\(line.name) = \(line.value)\(working)\(place)"))
      }
    }
  }

  func writeRisks(_ result: CheckResult, to json: inout JSONWriter) {
    list("risks", result, to: &json, where: isRisk) { finding, json in
      json.member("uuid", id("risk", finding))
      json.member("title", OSCALText.markup(finding.title))
      json.member("description", OSCALText.markup(finding.cause))
      json.member("statement", OSCALText.markup(finding.cause))
      json.array("props") { json in
        OSCALText.property("severity", finding.severity.rawValue, to: &json)
        if let waiver = finding.waiver {
          OSCALText.property("waiver", "\(waiver.id): \(waiver.reason)", to: &json)
        }
      }
      json.member("status", finding.verdict == .waived ? "deviation-approved" : "open")
      if let due = finding.dueDate, due >= header.asOf {
        json.member("deadline", OSCALText.time(due))
      }
      json.array("remediations") { json in
        json.object { json in
          json.member("uuid", id("remediation", finding))
          json.member("lifecycle", "recommendation")
          json.member("title", OSCALText.markup(finding.smallestFix ?? finding.remedy))
          json.member("description", OSCALText.markup(finding.remedy))
        }
      }
      json.array("related-observations") { json in
        json.object { $0.member("observation-uuid", id("observation", finding)) }
      }
    }
  }

  func writeFindings(_ result: CheckResult, to json: inout JSONWriter) {
    list("findings", result, to: &json, where: isDecided) { finding, json in
      json.member("uuid", id("finding", finding))
      json.member("title", OSCALText.markup(finding.title))
      json.member("description", OSCALText.markup(finding.cause))
      json.object("target") { json in
        json.member("type", "objective-id")
        json.member("target-id", OSCALText.token(finding.rule))
        json.object("status") { json in
          let isSatisfied = finding.verdict == .pass
          json.member("state", isSatisfied ? "satisfied" : "not-satisfied")
          json.member("reason", isSatisfied ? "pass" : finding.isProvisional ? "other" : "fail")
        }
      }
      json.array("related-observations") { json in
        json.object { $0.member("observation-uuid", id("observation", finding)) }
      }
      if isRisk(finding) {
        json.array("related-risks") { json in
          json.object { $0.member("risk-uuid", id("risk", finding)) }
        }
      }
    }
  }

  private func isAny(_ finding: Finding) -> Bool { true }

  private func isRisk(_ finding: Finding) -> Bool {
    switch finding.verdict {
    case .breach, .waived: finding.state != .cured
    case .pass: finding.since.map { $0 > header.asOf } == true
    case .undetermined, .notApplicable: false
    }
  }

  private func isDecided(_ finding: Finding) -> Bool {
    switch finding.verdict {
    case .breach, .waived: finding.state != .cured
    case .pass: true
    case .undetermined, .notApplicable: false
    }
  }

  private func id(_ kind: String, _ finding: Finding) -> String {
    NameUUID.make("\(kind) \(finding.id) \(finding.subject.path)")
  }

  /// Writes an array of objects; none where nothing belongs in it, as OSCAL allows no empty ones.
  private func list(
    _ name: StaticString, _ result: CheckResult, to json: inout JSONWriter,
    where belongs: (Finding) -> Bool, _ body: (Finding, inout JSONWriter) -> Void
  ) {
    guard result.findings.contains(where: belongs) else { return }
    json.array(name) { json in
      for finding in result.findings where belongs(finding) {
        json.breakLine(" ")
        json.object { body(finding, &$0) }
      }
    }
  }
}
