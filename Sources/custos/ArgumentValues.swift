public import ArgumentParser
public import CustosKit

extension CivilDate {
  /// Reads a day of the command line, such as `2026-02-28`.
  ///
  /// - Throws: A usage error that says how the day is written, with the one that was most likely meant.
  static func fromArgument(_ text: String) throws -> CivilDate {
    if let date = try? CivilDate(parsing: text) { return date }
    let meant = dayFirst(text).map { "; did you mean \($0)?" } ?? ", such as 2026-11-01"
    throw ValidationError("write a day of the calendar as year-month-day\(meant)")
  }

  /// The day of a text such as `01/11/2026`, as it is written in Britain and in the Union.
  private static func dayFirst(_ text: String) -> CivilDate? {
    let parts = text.split { "/.- ".contains($0) }.compactMap { Int($0) }
    guard parts.count == 3, parts[2] >= 1000 else { return nil }
    return CivilDate(year: parts[2], month: parts[1], day: parts[0])
  }
}

extension Period {
  /// Reads a period of the command line, such as `P90D`.
  ///
  /// - Throws: A usage error that says how the period is written.
  static func fromArgument(_ text: String) throws -> Period {
    if let period = try? Period(parsing: text) { return period }
    throw ValidationError("write a period as P90D (90 days), P6M (six months) or P1Y (a year)")
  }
}

extension Int {
  /// Reads how many threads are to work.
  ///
  /// - Throws: A usage error that says what would be right.
  static func fromJobs(_ text: String) throws -> Int {
    guard let number = Int(text), number > 0 else {
      throw ValidationError("write a number from 1 on, such as 4")
    }
    return number
  }
}

extension Severity: ExpressibleByArgument {}

extension ReportFormat: ExpressibleByArgument {}

extension Grouping: ExpressibleByArgument {}

extension ComparisonPage.Form: ExpressibleByArgument {}

extension SchemaName: ExpressibleByArgument {}

extension QuestionPage.Form: ExpressibleByArgument {}
extension QuestionPage.Grouping: ExpressibleByArgument {}

extension StartingFiles.Spelling: ExpressibleByArgument {}

extension Conversion.Spelling: ExpressibleByArgument {}

extension RuleBook.Form: ExpressibleByArgument {}
extension RuleList.Form: ExpressibleByArgument {}
extension EvidenceSheet.Form: ExpressibleByArgument {}

extension Shard: ExpressibleByArgument {
  /// A share such as `2/7`.
  public init?(argument: String) { self.init(argument) }
}

extension ComparisonPage.Form: WrittenForm {}
extension QuestionPage.Form: WrittenForm {}
extension Conversion.Spelling: WrittenForm {}
extension RuleBook.Form: WrittenForm {}
extension RuleList.Form: WrittenForm {}
extension EvidenceSheet.Form: WrittenForm {}
