import Bytes
import Diagnostics
import Findings
import Results

/// SARIF 2.1.0, for code-scanning services and auditors' viewers.
///
/// Results are written as they come; the rules and the taxonomies that they name are collected on the way
/// and written after them, as the order of members does not matter in JSON.
struct SARIFReporter: Reporter {
  static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  private let options: ReportOptions

  init(_ options: ReportOptions = ReportOptions()) { self.options = options }

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    // Viewers link only what is named from the folder of the repository.
    let category = category(result)
    let result = result.named(by: options.placed)
    output.writeJSON { json in
      json.object { json in
        json.member("$schema", Self.schema)
        json.member("version", "2.1.0")
        json.array("runs") { json in
          json.object { json in writeRun(result, category, to: &json) }
        }
      }
    }
    output.write("\n")
  }

  private func writeRun(
    _ result: CheckResult, _ category: String, to json: inout JSONWriter
  ) {
    var catalogue = SARIFCatalogue()
    var masks: [String] = []
    json.array("results") { json in
      for finding in result.findings {
        json.breakLine(" ")
        SARIFResult(finding: finding, header: result.header).write(&catalogue, to: &json)
        for fact in finding.derivation.facts where fact.isMasked && masks.count < 8 {
          if !masks.contains(fact.value) { masks.append(fact.value) }
        }
      }
    }
    json.breakLine(" ")
    catalogue.writeTool(result.header, to: &json)
    json.breakLine(" ")
    catalogue.writeTaxonomies(to: &json)
    json.breakLine(" ")
    writeInvocation(result, to: &json)
    json.object("automationDetails") { $0.member("id", category) }
    writeArtifacts(result, to: &json)
    if !masks.isEmpty { json.member("redactionTokens", masks) }
    json.object("properties") { json in
      json.member("asOf", result.header.asOf)
      json.member("marking", result.header.marking)
      json.member("runName", result.header.runName)
      json.member("exitCode", result.summary.exitCode)
      json.member("verdict", result.headline)
      json.member("showsPersonalData", result.header.showsPersonalData)
      if result.header.showsPersonalData { json.member("personalData", personalDataNotice) }
      writeLaw(LawView(result.header), to: &json)
    }
  }

  /// Writes who is judged by which packs, and how far their laws are covered.
  private func writeLaw(_ view: LawView, to json: inout JSONWriter) {
    guard !view.isEmpty else { return }
    json.list("judgedBy", view.bodies) { json, bodies in
      json.object { json in
        json.member("organisations", bodies.names)
        json.list("packs", bodies.packs) { json, reach in
          json.object { json in
            json.member("pack", reach.pack)
            json.member("applies", reach.applies.rawValue)
            if let reason = reach.reason { json.member("reason", reason) }
          }
        }
      }
    }
    json.list("articles", view.laws) { json, law in
      json.object { json in
        json.member("pack", law.pack)
        json.member("coverage", law.inWords)
      }
    }
  }

  /// What code-scanning services keep the alerts of a run under: up to the last slash the same for
  /// all runs on one inventory, and another for other inventories.
  private func category(_ result: CheckResult) -> String {
    "custos/\(SARIFText.segments(result.runName(options)))/\(result.header.asOf)"
  }

  private func writeInvocation(_ result: CheckResult, to json: inout JSONWriter) {
    json.array("invocations") { json in
      json.object { json in
        json.member("executionSuccessful", result.summary.exitCode <= 1)
        json.member("exitCode", result.summary.exitCode)
        json.member("exitCodeDescription", result.summary.verdict)
        json.list("toolExecutionNotifications", result.notices + older(result)) { json, notice in
          Self.write(notice, to: &json)
        }
      }
    }
  }

  private func older(_ result: CheckResult) -> [Diagnostic] {
    guard let text = result.olderInWords else { return [] }
    return [Diagnostic(.notice, "custos.older-findings", at: nil, text)]
  }

  private func writeArtifacts(_ result: CheckResult, to json: inout JSONWriter) {
    json.list("artifacts", result.inputs) { json, input in
      json.object { json in
        json.object("location") { $0.member("uri", SARIFText.uri(input.path)) }
        json.member("length", input.bytes)
        if let digest = input.digest {
          json.object("hashes") { $0.member("sha-256", digest) }
        }
        json.object("properties") { json in
          json.member("extracted", input.extracted)
          json.member("isComplete", input.isComplete)
        }
      }
    }
  }
}
