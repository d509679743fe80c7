import Findings
import Results

extension CheckResult {
  /// Whether every input was read whole and something was checked.
  var isWhole: Bool {
    summary.errors == 0 && inputs.allSatisfy(\.isComplete)
      && (summary.exitCode < 3 || summary.total.total > 0)
  }
}
