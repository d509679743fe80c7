import Bytes
import CivilTime
import Findings
import Results

/// Findings as cases of a suite.
struct JUnitCases {
  /// What a case comes to.
  enum Outcome {
    case failure, error, passed
    /// With the reason.
    case skipped(String)

    init(_ finding: Finding, _ header: Header) {
      switch finding.verdict {
      case .breach where finding.isProvisional:
        self = .skipped(
          "provisional: a figure is \(finding.evidence?.inWords ?? "not known"). \(finding.cause)")
      case .breach where finding.severity < header.failOn:
        self = .skipped(
          "breach below the threshold (\(header.failOn.rawValue)): \(finding.cause)")
      case .breach: self = .failure
      case .undetermined: self = .error
      case .waived:
        let waiver = finding.waiver.map { "\($0.id) until \($0.until): \($0.reason)" } ?? ""
        self = .skipped("waived \(waiver). \(finding.cause)")
      case .pass where finding.since.map { $0 > header.asOf } == true:
        self = .skipped(finding.cause)
      case .pass: self = .passed
      case .notApplicable: self = .skipped("does not apply: \(finding.cause)")
      }
    }
  }

  let header: Header

  /// The name of the case of a finding, which findings of one rule on one subject share.
  func name(of finding: Finding) -> String {
    let identity = finding.subject.isAnonymous ? " [\(finding.id)]" : ""
    // The breach to come is a case beside the check of today.
    let coming =
      finding.isComing(after: header.asOf)
      ? finding.since.map { ", in breach from \($0)" } ?? "" : ""
    return "\(finding.title): \(finding.subjectInWords)\(identity)\(coming)"
  }

  /// Writes a case under a name that no other case of its rule has, also where records are masked:
  /// build servers keep one case of each name.
  ///
  /// - Parameters:
  ///   - name: What ``name(of:)`` says.
  ///   - number: How many findings of this rule and name there were, this one included.
  func write(
    _ finding: Finding, as name: String, number: Int, to output: inout OutputBuffer
  ) {
    let name = name + (number > 1 ? " (\(number))" : "")
    output.write(
      "    <testcase classname=\"\(XMLText.token(finding.rule))\" name=\""
        + XMLText.token(name) + "\" time=\"0\"")
    switch Outcome(finding, header) {
    case .failure: writeProblem("failure", finding, to: &output)
    case .error: writeProblem("error", finding, to: &output)
    case .passed: output.write("/>\n")
    case .skipped(let reason):
      output.write(">\n      <skipped message=\"\(XMLText.escaped(reason))\"/>\n    </testcase>\n")
    }
  }

  private func writeProblem(
    _ element: String, _ finding: Finding, to output: inout OutputBuffer
  ) {
    let type = finding.verdict == .breach ? finding.word : "undetermined"
    output.write(
      ">\n      <\(element) type=\"\(type)\" message=\"\(XMLText.escaped(finding.cause))\">")
    output.write(details(finding).map(XMLText.escaped).joined(separator: "\n"))
    output.write("</\(element)>\n    </testcase>\n")
  }

  private func details(_ finding: Finding) -> [String] {
    var lines = ["", "cause: \(finding.cause)"]
    lines += finding.locations.map { "at \($0)" }
    if let owner = finding.owner { lines.append("owner: \(owner)") }
    if let steward = finding.steward { lines.append("steward: \(steward)") }
    for line in Receipt(finding, asOf: header.asOf).lines {
      let working = line.working.isEmpty ? "" : " (\(line.working))"
      lines.append("\(line.name) = \(line.value)\(working)")
    }
    for missing in finding.derivation.missing {
      let supplier = missing.supplier.map { "; ask \($0)" } ?? ""
      lines.append("missing: \(missing.path) (\(missing.state))\(supplier)")
    }
    lines += finding.citations.map { "source: \($0.inWords)" }
    if let evidence = finding.evidenceInWords { lines.append("evidence: \(evidence)") }
    lines.append("what to do: \(finding.remedy)")
    if let (label, fix) = finding.afterwards { lines.append("\(label): \(fix)") }
    if let weight = finding.weight { lines.append("counts as: \(weight)") }
    lines.append("rule: \(finding.rule)\(finding.catalogue.map { " \($0)" }.joined())")
    lines.append("finding: \(finding.id)")
    return lines
  }
}
