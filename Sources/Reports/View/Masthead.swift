import CivilTime
import Findings
import Results

/// What every report for people says first: whose systems, from what, as of which day, how it is marked.
struct Masthead {
  /// The title of the report.
  let title: String
  /// The protective marking; `nil` where none was asked for.
  let marking: String?
  /// The inputs and their days, and the day of the check.
  let source: String

  init(_ result: CheckResult) {
    let header = result.header
    title = header.title ?? Self.title(header)
    marking = header.marking
    source = Self.source(result)
  }

  /// The organisations and what the report is, such as *Northmoor Police: retention check*.
  private static func title(_ header: Header) -> String {
    let what = header.forecastUntil == nil ? "retention check" : "retention forecast"
    let names = header.organisations.map { $0.name ?? $0.id }
    switch names.count {
    case 0: return what.prefix(1).uppercased() + what.dropFirst()
    case 1: return "\(names[0]): \(what)"
    case 2: return "\(names[0]) and \(names[1]): \(what)"
    default: return "\(names[0]) and \(names.count - 1) more organisations: \(what)"
    }
  }

  private static func source(_ result: CheckResult) -> String {
    let inputs = result.inputs
    let day = "checked as of \(result.header.asOf.inWords)"
    let run = result.header.runName.map { "; run \($0)" } ?? ""
    guard let first = inputs.first else {
      return "Checked as of \(result.header.asOf.inWords)\(run)"
    }
    let more = inputs.count > 1 ? " and \(inputs.count - 1) more" : ""
    let days = Set(inputs.compactMap(\.extracted))
    let facts: String
    switch (days.count, inputs.contains { $0.extracted == nil }) {
    // A file that was not read says nothing.
    case (0, _) where !inputs.contains(where: \.isComplete): facts = ", not read whole"
    case (0, _): facts = ", which does not say the day of its facts"
    case (1, false):
      facts = ", facts of \(days.first.map { words($0) } ?? "")"
    case (1, true):
      facts = ", facts of \(days.first.map { words($0) } ?? ""), where they say their day"
    default:
      facts = ", facts of \(words(days.min() ?? "")) to \(words(days.max() ?? ""))"
    }
    return "\(first.path)\(more)\(facts); \(day)\(run)"
  }

  private static func words(_ day: String) -> String {
    (try? CivilDate(parsing: day))?.inWords ?? day
  }
}
