public import Diagnostics
import Findings
import Results

/// From inputs to questions.
public enum QuestionRun {
  /// Checks inputs and collects what they lack.
  ///
  /// - Returns: The questions, and what was wrong with the inputs.
  /// - Throws: As ``CheckRun/run(_:)``.
  public static func run(
    _ request: CheckRequest
  ) throws(ConfigurationFailure) -> (list: QuestionList, errors: [Diagnostic]) {
    let result = try CheckRun.run(request)
    let library = RuleSet.load(
      request.rulePaths, schedules: request.schedulePaths, uses: { _, _ in false }
    ).library
    return (
      QuestionList(
        result.findings, library: library, organisations: result.header.organisations),
      result.notices.filter { $0.severity == .error }
    )
  }
}
