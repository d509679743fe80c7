import CivilTime
import Findings
import Results

/// The days between two extractions: only a disposal of these explains why records are gone.
struct DisposalWindow {
  /// The day of the earlier facts; `nil` where it is not known.
  let first: CivilDate?
  /// The day of the later facts, or that of the check.
  let last: CivilDate

  init(_ before: CheckResult, _ after: CheckResult) {
    first = Self.days(of: before)?.min()
    last = min(Self.days(of: after)?.max() ?? after.header.asOf, after.header.asOf)
  }

  /// The days of the facts of a result; `nil` unless every input says it.
  private static func days(of result: CheckResult) -> [CivilDate]? {
    let days = result.inputs.map { input in
      input.extracted.flatMap { try? CivilDate(parsing: String($0.prefix(10))) }
    }
    let known = days.compactMap(\.self)
    return known.isEmpty || known.count < days.count ? nil : known
  }

  /// How many records were disposed of in these days by disposals that the earlier side does not
  /// have.
  ///
  /// The day of the earlier facts counts: the disposal may have been after the extraction.
  func disposed(_ old: Extent.Population, _ new: Extent.Population) -> Int {
    var known: [[CivilDate]: Int] = [:]
    for disposal in old.disposals {
      known[[disposal.first, disposal.last], default: 0] += disposal.count
    }
    var found: [[CivilDate]: Int] = [:]
    for disposal in new.disposals where covers(disposal) {
      found[[disposal.first, disposal.last], default: 0] += disposal.count
    }
    return found.reduce(0) { $0 + max(0, $1.value - known[$1.key, default: 0]) }
  }

  private func covers(_ disposal: Extent.Disposal) -> Bool {
    disposal.first <= last && (first.map { disposal.last >= $0 } ?? true)
  }
}
