/// How much of what an article asks an inventory can show and rules check.
public enum CoverageExtent: String, Hashable, Sendable, CaseIterable {
  case whole, part, no

  /// The extent for people.
  public var inWords: String {
    switch self {
    case .whole: "covered"
    case .part: "covered in part"
    case .no: "not covered"
    }
  }
}
