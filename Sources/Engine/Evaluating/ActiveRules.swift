import Findings

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
    mutating func add(_ others: Counts) {
      pass &+= others.pass
      breach &+= others.breach
      undetermined &+= others.undetermined
      notApplicable &+= others.notApplicable
      fault &+= others.fault
    }

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

  /// The numbers of the rules among those of the run.
  let numbers: [Int]
  /// The counts of each, in the order of the numbers.
  var counts: [Counts]

  init(_ choice: RuleChoice) {
    numbers = choice.numbers
    counts = Array(repeating: Counts(), count: choice.numbers.count)
  }
}

extension Summary.Counts {
  /// Counts the checks of rules that applied.
  @inline(__always)
  mutating func add(_ counts: ActiveRules.Counts) {
    pass += counts.pass
    breach += counts.breach
    undetermined += counts.undetermined
    notApplicable += counts.notApplicable
  }
}
