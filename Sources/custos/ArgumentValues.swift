public import ArgumentParser
public import CivilTime
public import CustosKit
public import Findings
public import Reports
public import Results

extension CivilDate: ExpressibleByArgument {
  /// A day such as `2026-02-28`.
  public init?(argument: String) {
    guard let date = try? CivilDate(parsing: argument) else { return nil }
    self = date
  }
}

extension Period: ExpressibleByArgument {
  /// A period such as `P90D`.
  public init?(argument: String) {
    guard let period = try? Period(parsing: argument) else { return nil }
    self = period
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
