public import CivilTime
public import Findings
public import Results

/// What the engine is to do.
public struct EngineOptions: Sendable {
  /// The day that `today` is.
  public var asOf: CivilDate
  /// Whether values of personal-data fields are shown.
  public var showsPersonalData = false
  /// Whether checks that passed are listed.
  public var showsPasses = false
  /// Whether findings are made and listed; otherwise they are only counted. For checks, and not for
  /// forecasts or passes, which are always listed.
  public var listsFindings = true
  /// Whether records of the same person are linked.
  public var isLinked = true
  /// Identities and pseudonyms.
  public var fingerprint: Fingerprint
  /// Whether the outcome tells which records were looked at, by marks under the key, for comparing it
  /// with a later one.
  public var marksRecords = false
  /// Patterns of subjects of which it is wanted to know what records they name, also where reports
  /// mask the identifiers of records.
  public var subjectPatterns: [Glob] = []
  /// What looks at each check that is written down; for rules under test.
  public var probe: ConditionProbe?
  /// The last day of a forecast: then only breaches that begin after ``asOf`` are listed.
  public var forecastUntil: CivilDate?

  /// An empty store, which says where findings are kept: in memory, or past a limit on the disk.
  public var findings = FindingStore()

  /// The usual, as of a day.
  public init(asOf: CivilDate, fingerprint: Fingerprint = Fingerprint(key: nil)) {
    self.asOf = asOf
    self.fingerprint = fingerprint
  }
}
