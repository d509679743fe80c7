import Findings

/// The worst of findings that come one by one, and how many came.
struct WorstFindings {
  private let most: Int
  /// How many findings came.
  private(set) var count = 0
  /// The worst of them: the most severe first, then those longest over, else as they came.
  private(set) var findings: [Finding] = []

  /// - Parameter most: How many are kept.
  init(most: Int) { self.most = most }

  mutating func add(_ finding: Finding) {
    count += 1
    let place = findings.firstIndex { Self.isWorse(finding, than: $0) } ?? findings.count
    guard place < most else { return }
    findings.insert(finding, at: place)
    if findings.count > most { findings.removeLast() }
  }

  private static func isWorse(_ finding: Finding, than other: Finding) -> Bool {
    if finding.severity != other.severity { return finding.severity > other.severity }
    return finding.longestFirst < other.longestFirst
  }
}
