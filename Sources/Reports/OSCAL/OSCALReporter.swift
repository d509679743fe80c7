import Bytes
import CivilTime
import Findings
import Results

/// Assessment results of OSCAL 1.1 as JSON.
///
/// A rule is a control. A breach is an observation, a risk and a finding that is not satisfied; what could
/// not be decided is an observation only, because OSCAL has no word for it. Identifiers are made from
/// names (version 5), so the same result gives the same document.
struct OSCALReporter: Reporter {
  static let version = "1.1.2"

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    output.writeJSON { json in
      json.object { json in
        json.object("assessment-results") { json in
          json.member("uuid", NameUUID.make("oscal \(result.headline) \(Self.digests(result))"))
          writeMetadata(result, to: &json)
          json.object("import-ap") { $0.member("href", "#\(Self.planID)") }
          json.array("results") { json in
            json.breakLine(" ")
            writeResult(result, to: &json)
          }
          writeBackMatter(result, to: &json)
        }
      }
    }
    output.write("\n")
  }

  private static let planID = NameUUID.make("oscal plan")

  private static func digests(_ result: CheckResult) -> String {
    (result.header.packs.map(\.digest) + result.inputs.map { $0.digest ?? $0.path })
      .joined(separator: " ")
  }

  private func writeMetadata(_ result: CheckResult, to json: inout JSONWriter) {
    json.object("metadata") { json in
      json.member("title", "Custos: retention and data protection")
      json.member("last-modified", OSCALText.time(result.header.asOf))
      json.member("version", "1")
      json.member("oscal-version", Self.version)
      let personal = result.header.showsPersonalData ? [personalDataNotice] : []
      let marking = result.header.marking.map { ["Marking: \($0)"] } ?? []
      let remarks = marking + personal + result.settingsInUse
      if !remarks.isEmpty { json.member("remarks", remarks.joined(separator: "\n\n")) }
    }
  }

  private func writeResult(_ result: CheckResult, to json: inout JSONWriter) {
    let header = result.header
    json.object { json in
      json.member("uuid", NameUUID.make("oscal result \(Self.digests(result)) \(header.asOf)"))
      json.member("title", OSCALText.markup("Check as of \(header.asOf)"))
      json.member("description", OSCALText.markup(result.headline))
      json.member("start", OSCALText.time(header.asOf))
      json.array("props") { json in
        if let marking = header.marking { OSCALText.property("marking", marking, to: &json) }
        if let name = header.runName { OSCALText.property("run-name", name, to: &json) }
        OSCALText.property("tool-version", header.toolVersion, to: &json)
        OSCALText.property("exit-code", String(result.summary.exitCode), to: &json)
        OSCALText.property("exit-meaning", result.summary.verdict, to: &json)
        OSCALText.property("fail-on", header.failOn.rawValue, to: &json)
        for bodies in LawView(header).bodies {
          OSCALText.property("judged-by", bodies.account, to: &json)
        }
      }
      writeControls(result, to: &json)
      let items = OSCALItems(header: header)
      items.writeObservations(result, to: &json)
      items.writeRisks(result, to: &json)
      items.writeFindings(result, to: &json)
    }
  }

  private func writeControls(_ result: CheckResult, to json: inout JSONWriter) {
    var rules: Set<String> = []
    for finding in result.findings { rules.insert(finding.rule) }
    json.object("reviewed-controls") { json in
      json.array("control-selections") { json in
        json.object { json in
          if rules.isEmpty {
            json.object("include-all") { _ in }
          } else {
            json.list("include-controls", rules.sorted()) { json, rule in
              json.object { $0.member("control-id", OSCALText.token(rule)) }
            }
          }
        }
      }
    }
  }

  private func writeBackMatter(_ result: CheckResult, to json: inout JSONWriter) {
    json.object("back-matter") { json in
      json.array("resources") { json in
        json.breakLine(" ")
        json.object { json in
          json.member("uuid", Self.planID)
          json.member("title", "Assessment plan")
          json.member(
            "description",
            "Every rule of the packs in use is checked against every inventory given.")
        }
        for input in result.inputs {
          json.breakLine(" ")
          json.object { json in
            json.member("uuid", NameUUID.make("oscal input \(input.path)"))
            json.member("title", OSCALText.markup(input.path))
            json.array("props") { json in
              OSCALText.property("bytes", String(input.bytes), to: &json)
              if let digest = input.digest { OSCALText.property("sha-256", digest, to: &json) }
            }
          }
        }
      }
    }
  }
}
