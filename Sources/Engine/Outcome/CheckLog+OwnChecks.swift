import Findings
import Inventory
import Results

/// What the engine checks by itself.
extension CheckLog {
  /// A dataset about whose records, or a system about whose datasets, nothing is known.
  ///
  /// - Parameters:
  ///   - facts: The paths of the facts that are missing.
  ///   - cause: What is said of it.
  func report(
    _ check: OwnCheck, lacking facts: [String], _ cause: String, _ evaluator: Evaluator,
    path: String
  ) {
    var counts = Summary.Counts()
    counts.undetermined = 1
    // Kept before `partial` is changed, which nothing may read meanwhile (exclusive access).
    let number = number(of: check)
    partial.byRule[number].add(counts)
    partial.byPath[path, default: Summary.Counts()].add(counts)
    if counter != nil {
      // As above: `kind` reads `partial`.
      let kind = kind(of: check, evaluator)
      partial.tally?.add(kind)
    } else {
      append(builder.open(check, cause, lacking: facts, evaluator))
    }
  }

  /// A dataset that is said to have so many records: more or fewer may turn out to be given.
  ///
  /// - Parameter rules: How many rules there are about them.
  func expect(_ count: Int, rules: Int, _ evaluator: Evaluator, path: String) {
    let facts = ["dataset.count", "dataset.records", "dataset.holdings"]
    for (figure, cause) in [
      (RecordFigure.atMost(count), OwnCheck.tooMany(of: count)),
      (RecordFigure.atLeast(count), OwnCheck.tooFew(of: count, rules: rules)),
    ] { expect(figure, .countsAgree, cause, lacking: facts, evaluator, path: path) }
  }

  /// What a dataset is said to have; what turns out to be given may contradict it.
  ///
  /// - Parameters:
  ///   - facts: The paths of the facts that contradict each other then.
  ///   - cause: What is said of it.
  ///   - mark: Where the dataset says so.
  func expect(
    _ figure: RecordFigure, _ check: OwnCheck, _ cause: String, lacking facts: [String],
    at mark: SourceMark = .none, _ evaluator: Evaluator, path: String
  ) {
    let column = MissingColumn(
      path: path, rule: number(of: check), field: figure.code, figure: figure)
    if counter != nil {
      let kind = kind(of: check, evaluator)
      partial.miss(column, .kind(kind))
    } else {
      partial.miss(
        column,
        .finding(builder.open(check, cause, lacking: facts, code: figure.code, at: mark, evaluator))
      )
    }
  }

  private func number(of check: OwnCheck) -> Int {
    check.number(behind: partial.byRule.count - OwnCheck.all.count)
  }

  private func kind(of check: OwnCheck, _ evaluator: Evaluator) -> FindingTally.Kind {
    FindingTally.Kind(
      rule: number(of: check), system: kinds.systemKey(evaluator.scope), severity: check.severity,
      verdict: .undetermined, isProvisional: false)
  }
}
