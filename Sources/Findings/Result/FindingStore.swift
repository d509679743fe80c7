/// The findings of a run, collected in any order and read in theirs.
///
/// A value that shares its storage until it is changed. Findings that are read are sorted.
public struct FindingStore: Sendable {
  private var findings: [Finding]
  private var isSorted: Bool

  /// A store of findings in any order.
  public init(_ findings: [Finding] = []) {
    self.findings = findings
    self.isSorted = false
  }

  /// How many there are.
  public var count: Int { findings.count }
  /// Whether there are none.
  public var isEmpty: Bool { findings.isEmpty }

  /// Adds one.
  public mutating func append(_ finding: Finding) {
    findings.append(finding)
    isSorted = false
  }

  /// Brings them into order; reading does it too, but then each time.
  public mutating func sort() {
    guard !isSorted else { return }
    findings = Self.sorted(findings)
    isSorted = true
  }

  /// Replaces each finding by what a body makes of it.
  public mutating func update(_ body: (inout Finding) -> Void) {
    for index in findings.indices { body(&findings[index]) }
  }
}

extension FindingStore {
  /// What a finding is sorted by, made once for each.
  private struct Key {
    var path: String
    var rule: String
    var id: String
    var index: Int
  }

  /// The findings in the order of ``Finding/precedes(_:_:)``; equal ones keep theirs.
  private static func sorted(_ findings: [Finding]) -> [Finding] {
    var keys = findings.enumerated().map { index, finding in
      Key(path: finding.subject.path, rule: finding.rule, id: finding.id, index: index)
    }
    keys.sort { left, right in
      if left.path != right.path { return precedes(left.path, right.path) }
      if left.rule != right.rule { return precedes(left.rule, right.rule) }
      if left.id != right.id { return precedes(left.id, right.id) }
      return left.index < right.index
    }
    return keys.map { findings[$0.index] }
  }

  /// Whether a text comes before another by its UTF-8 bytes.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let fast = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { left.lexicographicallyPrecedes($0) }
    }
    return (fast ?? nil) ?? left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

extension FindingStore: Sequence {
  /// The findings in order.
  ///
  /// - Complexity: O(n log n) where ``sort()`` has not been called since the last change.
  public func makeIterator() -> IndexingIterator<[Finding]> {
    (isSorted ? findings : Self.sorted(findings)).makeIterator()
  }

  /// How many there are at least: all of them.
  public var underestimatedCount: Int { findings.count }
}
