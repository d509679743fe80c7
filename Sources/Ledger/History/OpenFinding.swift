import Findings

extension Finding {
  /// Rule and subject: what was checked, whatever came of it.
  var check: String { "\(rule)\n\(subject.path)" }
}

extension Verdict {
  /// Whether a finding with it is open: not met, not known, or not met and accepted.
  var isOpen: Bool {
    switch self {
    case .breach, .undetermined, .waived: true
    case .pass, .notApplicable: false
    }
  }
}
