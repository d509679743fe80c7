import CivilTime
import Findings
import Results

/// How many breaches begin within 30, 60 and 90 days, where the run looked that far ahead.
struct DueSoon {
  /// A span of days from the day of the check on.
  struct Span {
    var days: Int
    var count = 0
  }

  /// The spans that the run looked at; empty where it did not look ahead.
  private(set) var spans: [Span]
  /// The last day that it looked at; `nil` where it did not look ahead.
  let until: CivilDate?
  /// What is not among the numbers; `nil` where they are all.
  let others: String?

  init(_ result: CheckResult, _ coming: FindingList) {
    let header = result.header
    until = header.lookedAheadUntil ?? header.forecastUntil
    guard let until else {
      others = nil
      spans = []
      return
    }
    others = header.comingOnMaskedDays.map {
      "Besides, \(counted($0, "breach begins", "breaches begin")) by \(until.inWords) on days that are "
        + "masked, as they would give away a birth."
    }
    spans = [30, 60, 90].filter { header.asOf.adding(days: $0) <= until }.map { Span(days: $0) }
    for finding in coming {
      guard let since = finding.since else { continue }
      let checks = finding.checksCounted
      let days = since.days(since: header.asOf)
      for index in spans.indices where days <= spans[index].days { spans[index].count += checks }
    }
  }

  /// The numbers in one sentence; `nil` where the run did not look ahead.
  var inWords: String? {
    guard let until else { return nil }
    guard !spans.isEmpty else { return "Looked ahead up to \(until.inWords)." }
    let parts = spans.map { "\($0.count) within \($0.days) days" }
    return "Breaches that begin if nobody acts: " + parts.joined(separator: ", ") + "."
      + (others.map { " \($0)" } ?? "")
  }
}
