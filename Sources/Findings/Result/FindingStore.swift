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
    findings.sort(by: Finding.precedes)
    isSorted = true
  }

  /// Replaces each finding by what a body makes of it.
  public mutating func update(_ body: (inout Finding) -> Void) {
    for index in findings.indices { body(&findings[index]) }
  }
}

extension FindingStore: Sequence {
  /// The findings in order.
  ///
  /// - Complexity: O(n log n) where ``sort()`` has not been called since the last change.
  public func makeIterator() -> IndexingIterator<[Finding]> {
    (isSorted ? findings : findings.sorted(by: Finding.precedes)).makeIterator()
  }

  /// How many there are at least: all of them.
  public var underestimatedCount: Int { findings.count }
}
