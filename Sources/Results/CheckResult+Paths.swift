import Diagnostics
import Findings

extension CheckResult {
  /// The result with other names for the files.
  public func named(by name: (String) -> String) -> CheckResult {
    var result = self
    result.inputs = inputs.map { input in
      var input = input
      input.path = name(input.path)
      return input
    }
    result.notices = notices.map { notice in
      var notice = notice
      if let position = notice.position { notice.position?.path = name(position.path) }
      return notice
    }
    guard result.inputs != inputs else { return self }
    result.findings.update { finding in
      for index in finding.locations.indices {
        finding.locations[index].path = name(finding.locations[index].path)
      }
      for index in finding.derivation.facts.indices {
        finding.derivation.facts[index].location?.rename(name)
      }
      for index in finding.derivation.missing.indices {
        finding.derivation.missing[index].location?.rename(name)
      }
    }
    return result
  }
}

extension Location {
  fileprivate mutating func rename(_ name: (String) -> String) { path = name(path) }
}
