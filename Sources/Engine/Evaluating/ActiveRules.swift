import Rules

/// Rules that apply to some subjects, with their counts there.
struct ActiveRules {
  /// Counts of one rule.
  struct Counts {
    var pass = 0
    var breach = 0
    var undetermined = 0
    var notApplicable = 0
    var fault = 0

    @inline(__always)
    mutating func add(_ outcome: Evaluator.Outcome, times: Int = 1) {
      switch outcome {
      case .pass: pass &+= times
      case .breach: breach &+= times
      case .undetermined: undetermined &+= times
      case .notApplicable: notApplicable &+= times
      case .fault: fault &+= times
      }
    }
  }

  let rules: [CompiledRule]
  var counts: [Counts]

  init(_ rules: [CompiledRule]) {
    self.rules = rules
    counts = Array(repeating: Counts(), count: rules.count)
  }
}
