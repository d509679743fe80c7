public import Bytes
public import CivilTime
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
        lines("coverage", result.coverage, to: &json)
        if let extent = result.extent {
          json.breakLine(" ")
          json.name("extent")
          ExtentForm.write(extent, to: &json)
        }
        json.breakLine(" ")
        json.name("summary")
        result.summary.write(to: &json)
        lines("waivers", result.waivers, to: &json)
        lines("notices", result.notices, to: &json)
        lines("inputs", result.inputs, to: &json)
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
      return lines("findingCounts", counts, to: &json)
    }
    json.breakLine(" ")
    json.array("findings") { json in
      for finding in result.findings {
        json.breakLine("  ")
        finding.write(to: &json)
      }
    }
    let lists = result.findings.subjectLists
    if !lists.isEmpty { lines("subjectLists", lists, to: &json) }
    lines("rootCauses", result.rootCauses, to: &json)
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
    result.header.write(to: &json)
  }

  private func lines<Item: Formed>(
    _ name: StaticString, _ items: [Item], to json: inout JSONWriter
  ) {
    json.breakLine(" ")
    json.array(name) { json in
      for item in items {
        json.breakLine("  ")
        item.write(to: &json)
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
