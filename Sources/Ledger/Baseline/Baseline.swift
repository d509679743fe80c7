import Diagnostics
public import Findings
public import Results

/// A saved result whose findings are accepted, so that only new ones count.
public struct Baseline: Sendable {
  /// The saved result.
  public let result: CheckResult
  /// How messages name it.
  public let path: String

  /// Takes a result as a baseline.
  ///
  /// - Throws: `baseline.nothing-checked` if the result checked nothing.
  public init(_ result: CheckResult, path: String) throws(BaselineFailure) {
    guard result.summary.total.total > 0 else {
      throw Self.failure(
        "baseline.nothing-checked", path, "the baseline is a result in which nothing was checked")
    }
    self.result = result.inOrder
    self.path = path
  }

  /// Reads a saved result as a baseline.
  ///
  /// - Throws: What is wrong with it; what is no whole result of Custos is refused.
  public static func read(_ bytes: [UInt8], path: String) throws(BaselineFailure) -> Baseline {
    let result: CheckResult
    do throws(ResultFailure) {
      result = try ResultReader.read(bytes, path: path)
    } catch {
      throw BaselineFailure(diagnostics: error.diagnostics)
    }
    return try Baseline(result, path: path)
  }

  private static func failure(_ code: String, _ path: String, _ message: String)
    -> BaselineFailure
  {
    let position = SourcePosition(path: path, line: 1, column: 1)
    return BaselineFailure(diagnostics: [
      Diagnostic(
        .error, code, at: position, message,
        hint: "write a new one with --write-baseline and look at what it accepts")
    ])
  }
}

extension Baseline {
  /// What came of setting a result against a baseline.
  public struct Outcome: Sendable {
    /// How many findings are new: not in the baseline, or worse than there.
    public var new = 0
    /// How many stand in the baseline.
    public var unchanged = 0
    /// How many may be new or not: the rules differ. They must count as new for an exit code.
    public var incomparable = 0
    /// Entries that were checked again and are no finding any more, with the state `cured`.
    public var cured: [Finding] = []
    /// Entries that no finding meets any more although nothing shows that they are cured: their
    /// system is gone, their check is undetermined, their rules differ, or inputs are incomplete.
    public var unproven: [Finding] = []
    /// What the two results were made with.
    public var differences: [Comparability.Difference] = []

    /// Entries that accept nothing any more: cured and unproven, in order. With `--strict` they
    /// fail the run, since a stale entry would hide that the breach came back.
    public var stale: [Finding] { (cured + unproven).sorted(by: Finding.precedes) }
  }

  /// Sets a result against the baseline: each finding that is a breach, waived or undetermined
  /// gets the state `new`, `unchanged` or `incomparable`.
  ///
  /// - Throws: `baseline.no-common-system` if the two results have no system in common;
  ///   `baseline.other-key` if they do not tell records apart by the same key, so that nothing shows
  ///   which findings on records and people are new.
  public func compare(with current: inout CheckResult) throws(BaselineFailure) -> Outcome {
    current.findings.sort()
    let scope = Scope(current)
    let baseScope = Scope(result)
    guard baseScope.systems.isEmpty || !scope.systems.isDisjoint(with: baseScope.systems) else {
      throw Self.failure(
        "baseline.no-common-system", path, "the baseline has no system in common with this result")
    }
    guard result.header.identifiesRecords(as: current.header) else { throw otherKey(current) }
    let comparability = Comparability(result, current)
    var outcome = Outcome()
    outcome.differences = comparability.differences
    var entries = Entries(result)
    var undetermined: Set<String> = []
    let lost = LostChecks(result, current)
    current.findings.updateSeparately { finding in
      guard let badness = finding.verdict.badness, finding.state != .cured else { return }
      if finding.verdict == .undetermined { undetermined.insert(finding.check) }
      if let entry = entries.take(finding.id) {
        let isWorse =
          badness > entry.verdict.badness ?? 0
          || badness == entry.verdict.badness && finding.checksCounted > entry.checksCounted
        finding.state = isWorse ? .new : .unchanged
      } else {
        finding.state = comparability.isComparable(finding) ? .new : .incomparable
      }
      outcome.count(finding)
    }
    for var entry in entries.left {
      let isProven =
        scope.covers(entry.subject) && comparability.isComparable(entry)
        && lost?.isMade(entry) ?? true
        && !undetermined.contains(entry.check)
      entry.state = isProven ? .cured : .incomparable
      if isProven { outcome.cured.append(entry) } else { outcome.unproven.append(entry) }
    }
    return outcome
  }
}

extension Baseline {
  private func otherKey(_ current: CheckResult) -> BaselineFailure {
    BaselineFailure(diagnostics: [
      Diagnostic(
        .error, "baseline.other-key", at: SourcePosition(path: path, line: 1, column: 1),
        "the baseline tells records apart by \(result.header.identityInWords), this run by "
          + "\(current.header.identityInWords): nothing shows which findings are new",
        hint: "run under the same CUSTOS_PSEUDONYM_KEY as the baseline, or write a new baseline "
          + "under this one")
    ])
  }
}

extension Baseline.Outcome {
  fileprivate mutating func count(_ finding: Finding) {
    switch finding.state {
    case .new: new += 1
    case .unchanged: unchanged += 1
    case .incomparable: incomparable += 1
    case .cured, .moved, nil: break
    }
  }
}

/// The entries of a baseline; an identity may stand there more than once.
private struct Entries {
  private var byID: [String: [Finding]] = [:]

  init(_ result: CheckResult) {
    for finding in result.findings.separately where finding.state != .cured {
      if finding.verdict.badness != nil { byID[finding.id, default: []].append(finding) }
    }
  }

  mutating func take(_ id: String) -> Finding? { byID[id]?.popLast() }

  /// What nobody took, in order.
  var left: [Finding] { byID.values.flatMap(\.self).sorted(by: Finding.precedes) }
}

extension Verdict {
  /// How bad a verdict is for somebody who accepted an earlier one; `nil` for what is no finding.
  fileprivate var badness: Int? {
    switch self {
    case .waived: 0
    case .undetermined: 1
    case .breach: 2
    case .pass, .notApplicable: nil
    }
  }
}
