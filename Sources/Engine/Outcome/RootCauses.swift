import Findings

/// Groups findings that one fix would clear.
enum RootCauses {
  /// How many findings make a group worth naming.
  private static let least = 2

  /// Groups findings and writes the group's key into each.
  ///
  /// Undetermined checks of one class that miss the same facts share a cause; so do breaches of
  /// one rule within one class of data, and breaches of one rule on several systems.
  static func group(_ findings: inout FindingStore) -> [RootCause] {
    var groups: [String: RootCause] = [:]
    for finding in findings {
      guard let key = key(of: finding) else { continue }
      let system = finding.subject.link(.system)?.id
      var group = groups[key] ?? cause(key, of: finding)
      group.findings += 1
      group.severity = max(group.severity, finding.severity)
      if !group.rules.contains(finding.rule) { group.rules.append(finding.rule) }
      if let system, !group.systems.contains(system) { group.systems.append(system) }
      groups[key] = group
    }
    groups = groups.filter { $0.value.findings >= least }
    findings.update { finding in
      finding.rootCause = key(of: finding).flatMap { groups[$0] == nil ? nil : $0 }
    }
    return groups.values.map(sorted).sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      if left.findings != right.findings { return left.findings > right.findings }
      return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
  }

  private static func sorted(_ cause: RootCause) -> RootCause {
    var cause = cause
    cause.rules.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    cause.systems.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return cause
  }

  private static func key(of finding: Finding) -> String? {
    let place = finding.subject.links.prefix {
      [.organisation, .system, .dataset].contains($0.level)
    }
    .map { "\($0.kind):\($0.id ?? "?")" }.joined(separator: "/")
    switch finding.verdict {
    case .undetermined:
      let missing = finding.derivation.missing.map(\.path).sorted()
      guard !missing.isEmpty else { return nil }
      return "missing:\(missing.joined(separator: ","))@\(place)"
    case .breach where finding.subject.level == .record || finding.subject.level == .item:
      return "rule:\(finding.rule)@\(place)"
    default:
      return nil
    }
  }

  private static func cause(_ key: String, of finding: Finding) -> RootCause {
    let place =
      finding.subject.link(.dataset) ?? finding.subject.link(.system)
      ?? finding.subject.links.first
    let name = place?.name ?? place?.id ?? "the inventory"
    let missing = finding.derivation.missing.map(\.path).sorted().joined(separator: ", ")
    let isMissing = finding.verdict == .undetermined
    return RootCause(
      key: key,
      title: isMissing ? "\(name) does not give \(missing)" : "\(name): \(finding.title)",
      fix: isMissing ? "Record \(missing)." : finding.remedy, findings: 0,
      severity: finding.severity, rules: [], systems: [])
  }
}
