import Bytes
import Findings
import Results

/// The code-quality report of GitLab: an array with an item for each breach and each open question.
///
/// GitLab takes no item without a file and a line. A finding whose place is not known is put at the
/// beginning of the first input, and says so.
struct GitLabReporter: Reporter {
  var options = ReportOptions()

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    var fingerprints = Fingerprints()
    output.writeJSON { json in
      json.array { json in
        let marks = [
          result.header.marking.map { "Marking: \($0)" },
          result.header.runName.map { "Run: \($0)" },
        ].compactMap(\.self)
        if !marks.isEmpty {
          write(marks.joined(separator: "; "), as: "custos/run", of: result, to: &json)
        }
        if let older = result.olderInWords {
          write(older, as: "custos/older-findings", of: result, to: &json)
        }
        for settings in result.settingsInUse {
          write(settings, as: "custos/\(CheckResult.settingsCode)", of: result, to: &json)
        }
        for finding in result.findings {
          guard finding.verdict == .breach || finding.verdict == .undetermined,
            finding.state != .cured
          else { continue }
          json.breakLine(" ")
          write(finding, fingerprint: fingerprints.next(finding.id), result, to: &json)
        }
      }
    }
    output.write("\n")
  }

  /// GitLab keeps one item of each fingerprint, so a second one gets a number.
  ///
  /// Findings of one identity have one subject and one rule, so they come one after the other.
  private struct Fingerprints {
    private var last = ""
    private var times = 0

    mutating func next(_ id: String) -> String {
      times = id == last ? times + 1 : 1
      last = id
      return times == 1 ? id : "\(id)-\(times)"
    }
  }

  private func write(
    _ finding: Finding, fingerprint: String, _ result: CheckResult, to json: inout JSONWriter
  ) {
    let location = finding.locations.first
    json.object { json in
      json.member(
        "description", description(finding, isPlaced: location != nil, result.header))
      json.member("check_name", finding.rule)
      json.member("fingerprint", fingerprint)
      json.member("severity", Self.severity(finding))
      json.object("location") { json in
        json.member("path", options.relative(location?.path ?? result.inputs.first?.path ?? "-"))
        json.object("lines") { $0.member("begin", location?.line ?? 1) }
      }
    }
  }

  private func description(_ finding: Finding, isPlaced: Bool, _ header: Header) -> String {
    var text = "\(finding.displayWord): \(finding.problemInPlace). \(finding.whatToDo())"
    if finding.isProvisional {
      text += " (provisional: a figure is \(finding.evidence?.inWords ?? "not known"))"
    }
    if !isPlaced { text += " (the place in the file is not known)" }
    if header.showsPersonalData { text += " \(personalDataNotice)" }
    return text
  }

  private static func severity(_ finding: Finding) -> String {
    if finding.verdict == .undetermined { return "info" }
    return switch finding.severity {
    case .critical: "blocker"
    case .high: "critical"
    case .medium: "major"
    case .low: "minor"
    case .info: "info"
    }
  }

  /// Writes an item about the run as a whole.
  private func write(
    _ text: String, as check: String, of result: CheckResult, to json: inout JSONWriter
  ) {
    json.breakLine(" ")
    json.object { json in
      json.member("description", text)
      json.member("check_name", check)
      json.member(
        "fingerprint", Fingerprint.findingID(rule: check, subject: "", causeCode: ""))
      json.member("severity", "info")
      json.object("location") { json in
        json.member("path", options.relative(result.inputs.first?.path ?? "-"))
        json.object("lines") { $0.member("begin", 1) }
      }
    }
  }
}
