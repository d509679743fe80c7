import Findings
import Results

extension Coverage {
  /// How good it looks: what is worst is least.
  ///
  /// A class of which checks are undecided is not green, whatever was decided beside them.
  enum Look: Int, CaseIterable {
    case breached, provisional, undecided, partlyUndecided, unknownClass, noRule, formOnly,
      noEvidence, waived, met
  }

  /// How it looks.
  var look: Look {
    switch standing {
    case .breached:
      counts.breach > counts.provisional
        ? .breached : counts.breach > 0 ? .provisional : .waived
    case .undecided: .undecided
    case .unknownClass: .unknownClass
    case .noRule: .noRule
    case .formOnly: .formOnly
    case .noEvidence: .noEvidence
    case .checked: counts.undetermined > 0 ? .partlyUndecided : .met
    }
  }

  /// What was checked, in words: the class, its dataset, or the system itself.
  var part: String {
    guard let dataset else { return "the system itself" }
    let title = name ?? dataset
    guard let category, category != title else { return title }
    return "\(title) (\(category))"
  }
}

extension Coverage.Look {
  /// Whether no check of the law about it was made.
  var isUnchecked: Bool {
    switch self {
    case .unknownClass, .noRule, .formOnly, .noEvidence: true
    case .breached, .provisional, .undecided, .partlyUndecided, .waived, .met: false
    }
  }

  /// The word for it.
  var word: String {
    switch self {
    case .breached: "in breach"
    case .provisional: "provisional"
    case .undecided: "undecided"
    case .partlyUndecided: "partly undecided"
    case .unknownClass: "unknown class"
    case .noRule: "no rule"
    case .formOnly: "own law not checked"
    case .noEvidence: "nothing to check"
    case .waived: "waived"
    case .met: "met"
    }
  }

  /// A sign, which never stands without the word.
  var sign: String {
    switch self {
    case .breached, .provisional: "\u{2715}"
    case .undecided, .partlyUndecided: "?"
    case .unknownClass: "!"
    case .noRule, .formOnly, .waived: "\u{2013}"
    case .noEvidence: "\u{2205}"
    case .met: "\u{2713}"
    }
  }
}

/// The coverage of a result, what is not met first.
struct CoverageView {
  /// What is not met, the worst first.
  private(set) var open: [Coverage] = []
  /// What is met, in the order of the result.
  private(set) var met: [Coverage] = []

  init(_ coverage: [Coverage]) {
    for item in coverage {
      if item.look == .met { met.append(item) } else { open.append(item) }
    }
    open.sortStably { left, right in
      if left.look != right.look { return left.look.rawValue < right.look.rawValue }
      return left.counts.breach > right.counts.breach
    }
  }

  /// How many classes look how, the worst first, such as `3 in breach, 1 undecided, 12 met`.
  var inWords: String {
    let all = open + met
    let parts = Coverage.Look.allCases.compactMap { look -> String? in
      let count = all.count { $0.look == look }
      return count > 0 ? "\(count) \(look.word)" : nil
    }
    return parts.joined(separator: ", ")
  }
}
