import CivilTime
public import Diagnostics
import Findings
public import YAMLTree

/// Reads waiver files; unknown keys are errors.
///
/// ```yaml
/// version: 1
/// longest: {critical: P3M, high: P6M}   # overrides the standard policy per severity
/// expiring-days: 30
/// waivers:
///   - id: W-2026-014
///     rule: mopi/group-3-clear-period   # or a pattern: * any text, ? one character
///     subject: system:custody/*         # the path of the subject, or a pattern
///     reason: The delete job is replaced in March.
///     owner: Head of custody
///     approver: Data protection officer
///     ticket: CHG-4711
///     from: 2026-01-05
///     until: 2026-03-31
/// ```
public enum WaiverReader {
  /// Reads a file's text.
  ///
  /// - Returns: The file, and what is wrong with it. With an error among the problems, the file
  ///   must not be used: a waiver that is misread could hide a breach.
  public static func read(_ text: String, path: String) -> (
    file: WaiverFile, problems: [Diagnostic]
  ) {
    let (root, problems) = YAMLReader.read(text, path: path)
    guard let root else { return (WaiverFile(path: path, waivers: []), problems) }
    return read(root, path: path)
  }

  /// Reads a document.
  ///
  /// - Returns: The file and what is wrong with it: `waiver.wrong-kind`, `waiver.missing-key`,
  ///   `waiver.unknown-key`, `waiver.unknown-value`, `waiver.unknown-version`,
  ///   `waiver.duplicate-id`, `waiver.ends-before-start`.
  public static func read(_ node: Node, path: String) -> (
    file: WaiverFile, problems: [Diagnostic]
  ) {
    var reader = DocumentReader(node, path: path, what: "a waiver file", area: "waiver")
    checkVersion(&reader)
    let policy = readPolicy(&reader)
    if node.members != nil, node["waivers"] == nil {
      reader.fail("waiver.missing-key", at: node, "the key \"waivers\" is missing")
    }
    var waivers: [Waiver] = []
    for element in reader.elements("waivers") {
      guard let waiver = readWaiver(element, &reader) else { continue }
      if let first = waivers.first(where: { $0.id == waiver.id }) {
        reader.problems.append(duplicate(waiver, of: first))
      } else if let first = waivers.first(where: { $0.overlaps(waiver) }) {
        reader.problems.append(overlap(waiver, of: first))
      }
      waivers.append(waiver)
    }
    let file = WaiverFile(path: path, waivers: waivers, policy: policy)
    return (file, reader.finish().sorted())
  }

  private static func checkVersion(_ reader: inout DocumentReader) {
    guard let value = reader.value("version") else { return }
    if value.text != WaiverFile.formVersion {
      reader.fail(
        "waiver.unknown-version", at: value,
        "the version of a waiver file is \(value.kindName), "
          + "expected \(WaiverFile.formVersion)")
    }
  }

  private static func duplicate(_ waiver: Waiver, of first: Waiver) -> Diagnostic {
    Diagnostic(
      .error, "waiver.duplicate-id", at: waiver.position,
      "the waiver \"\(waiver.id)\" occurs twice in the file",
      related: [Diagnostic.Related(at: first.position, "the first one")])
  }

  private static func overlap(_ waiver: Waiver, of first: Waiver) -> Diagnostic {
    Diagnostic(
      .error, "waiver.overlap", at: waiver.position,
      "the waivers \"\(first.id)\" and \"\(waiver.id)\" are for the same rule and subject at the same "
        + "time", hint: "keep one of them, or let the second begin after the first",
      related: [Diagnostic.Related(at: first.position, "the first one")])
  }

  private static func readPolicy(_ reader: inout DocumentReader) -> WaiverPolicy {
    var policy = WaiverPolicy.standard
    if let value = reader.value("expiring-days") {
      if let text = value.text, let days = Int(text), (0...3660).contains(days) {
        policy.expiringDays = days
      } else {
        reader.fail(
          "waiver.wrong-kind", at: value,
          "expected a number of days from 0 to 3660, found \(value.kindName)")
      }
    }
    guard let longest = reader.value("longest") else { return policy }
    var inner = DocumentReader(
      longest, path: reader.path, what: "a mapping of severities to periods", area: "waiver")
    for severity in Severity.allCases {
      if let period = inner.period(severity.rawValue) { policy.longest[severity] = period }
    }
    reader.problems += inner.finish()
    return policy
  }

  private static func readWaiver(_ node: Node, _ reader: inout DocumentReader) -> Waiver? {
    var inner = DocumentReader(node, path: reader.path, what: "a waiver", area: "waiver")
    let id = inner.requiredText("id")
    let rule = inner.requiredText("rule")
    let subject = inner.requiredText("subject")
    let reason = inner.requiredText("reason")
    let owner = inner.requiredText("owner")
    let approver = inner.requiredText("approver")
    let ticket = inner.text("ticket")
    let from = inner.requiredDate("from")
    let until = inner.requiredDate("until")
    if let from, let until, until < from, let value = node["until"] {
      inner.fail(
        "waiver.ends-before-start", at: value, "the waiver ends on \(until), before it begins")
    }
    reader.problems += inner.finish()
    guard let from, let until else { return nil }
    return Waiver(
      id: id, rule: rule, subject: subject, reason: reason, owner: owner, approver: approver,
      ticket: ticket, from: from, until: until,
      position: SourcePosition(path: reader.path, line: node.line, column: node.column))
  }
}
