import Diagnostics
import Rules
import Testing
import YAMLTree

/// Rule files in memory.
enum Files {
  static let pack = """
    pack: own
    title: Our own
    version: "1"
    jurisdictions: [scotland]
    applies-to: police-force
    sources:
      policy: {title: Our policy, checked: 2026-11-01, evidence: read, edition: "3"}
    parameters:
      mode: {type: string, one-of: [time-based, five-yearly], describe: How to review}
      limit: {type: period, default: P31D, evidence: unread}
    let:
      shared: today
    """

  static let rule = """
    id: own/first
    catalogue: [OWN-01]
    title: All is well
    why: Else it is not.
    level: record
    severity: high
    authority: statute
    cites: [{source: policy, at: "1", evidence: read}]
    effective: {from: 2026-06-19}
    when: record.group == 3
    let:
      local: record.group
    require: record.rationale
    cause: "{record.group}"
    remedy: Do it.
    examples:
      - pass: {group: 3, rationale: true}
      - breach: {group: 3, rationale: false}
        name: no reason
        as-of: 2026-12-01
        days-over: 1
        missing: [record.group]
        cause: "3"
        dataset: {groupMode: time-based}
        related: [{group: 1}]
    """

  static func file(_ name: String, _ text: String) throws -> RuleFile {
    let (root, problems) = YAMLReader.read(text, path: "rules/\(name)")
    #expect(problems == [])
    return RuleFile(name: name, path: "rules/\(name)", root: try #require(root))
  }

  /// The library of the pack above and some more files.
  static func read(
    _ others: [(name: String, text: String)]
  ) throws -> (library: RuleLibrary, problems: [Diagnostic]) {
    let files = [("own/pack.yaml", pack)] + others.map { ($0.name, $0.text) }
    return LibraryReader.read(try files.map { try file($0.0, $0.1) })
  }

  /// What is wrong with the rule above after a change of its text.
  static func problems(replacing old: String, with new: String) throws -> [Diagnostic] {
    #expect(rule.contains(old))
    return try read([("own/first.yaml", replacing(rule, old, new))]).problems
  }

  static func replacing(_ text: String, _ old: String, _ new: String) -> String {
    guard let range = text.firstRange(of: old) else { return text }
    return text.replacingSubrange(range, with: new)
  }
}

extension String {
  /// The text with another one in place of a part.
  fileprivate func replacingSubrange(_ range: Range<Index>, with other: String) -> String {
    self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
