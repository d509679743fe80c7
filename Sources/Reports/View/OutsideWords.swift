import Findings

extension Header.OutsidePack {
  /// What the pack does not cover, in one sentence.
  var inWords: String {
    "Not covered: \(classes.joined(separator: ", ")) in \(place). The law about it is not among the "
      + "rules; the pack \(name) (\(title)) is for \(jurisdictions.joined(separator: ", "))."
  }
}

extension RootCause {
  /// How the fix stands to the findings: whether it clears them, or is only the first thing to do.
  var effectInWords: String {
    switch effect {
    case .clears: "clears \(findings == 1 ? "it" : "all \(findings)")"
    case .needed: "all \(findings) need it, and may need more"
    case .behind: "behind \(findings)"
    }
  }
}
