/// How much harm a breach can do, worst first.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  case critical, high, medium, low, info

  /// 0 for the worst.
  public var rank: Int {
    switch self {
    case .critical: 0
    case .high: 1
    case .medium: 2
    case .low: 3
    case .info: 4
    }
  }

  /// Less severe comes first.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank > right.rank }
}
