import Findings
import Results

extension Header.OutsidePack {
  /// What the pack does not cover, in one sentence.
  var inWords: String {
    let what = classes.joined(separator: ", ")
    let here = place.isEmpty ? "" : " in \(place)"
    if isLeftOut == true {
      return "Not covered: \(what)\(here). The rules of the pack \(name) (\(title)) were left out "
        + "of this run."
    }
    let start = "Not covered: \(what)"
    let rest = "The law about it is not among the rules; the pack \(name) (\(title)) is for "
    if let kind, let kinds { return "\(start) of a \(kind)\(here). \(rest)\(kinds)." }
    return "\(start)\(here). \(rest)\(jurisdictions.joined(separator: ", "))."
  }
}

extension RootCause {
  /// The fix, and what it does where that is known.
  var fixWithEffect: String {
    guard effect != .behind else { return fix }
    let text = effect == .clears && !isDeed ? FixPhrase.record(of: fix) : fix
    return "\(text) (\(effectInWords))"
  }

  /// The fix, which is recorded once the remedy is carried out where it is no deed.
  var fixLabelled: String {
    guard effect == .clears, !isDeed else { return fix }
    return "then record: \(FixPhrase.record(of: fix))"
  }

  /// What its findings are called: what is missing leaves checks undecided.
  var noun: String {
    if effect == .needed { return findings == 1 ? "undecided check" : "undecided checks" }
    return findings == 1 ? "breach" : "breaches"
  }

  /// How the fix stands to the findings: whether it clears them, or is only the first thing to do.
  var effectInWords: String {
    switch effect {
    case .clears: "clears \(findings == 1 ? "it" : "all \(findings)")"
    case .needed: "needed for all \(findings), which may need more"
    case .behind: "not tried"
    }
  }
}
