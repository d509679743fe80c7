public import CivilTime
public import Findings

/// What the engine is to do.
public struct EngineOptions: Sendable {
  /// The day that `today` is.
  public var asOf: CivilDate
  /// Rules to use, by identifier or catalogue code; all where empty.
  public var select: [Glob] = []
  /// Rules not to use.
  public var ignore: [Glob] = []
  /// Whether values of personal-data fields are shown.
  public var showsPersonalData = false
  /// Whether checks that passed are listed.
  public var showsPasses = false
  /// Whether records of the same person are linked.
  public var isLinked = true
  /// Identities and pseudonyms.
  public var fingerprint: Fingerprint
  /// The last day of a forecast: then only breaches that begin after ``asOf`` are listed.
  public var forecastUntil: CivilDate?
  /// How many findings are kept before the rest are only counted; `nil` for all.
  public var findingLimit: Int?

  /// The usual, as of a day.
  public init(asOf: CivilDate, fingerprint: Fingerprint = Fingerprint(key: nil)) {
    self.asOf = asOf
    self.fingerprint = fingerprint
  }

  /// Whether a rule is to be used.
  public func uses(_ id: String, _ catalogue: [String]) -> Bool {
    let names = [id] + catalogue
    func fits(_ globs: [Glob]) -> Bool {
      globs.contains { glob in names.contains { glob.matches($0) } }
    }
    return (select.isEmpty || fits(select)) && !fits(ignore)
  }
}
