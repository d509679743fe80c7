public import CivilTime
public import Findings
public import Results

/// A run as the history keeps it.
public struct Run: Hashable, Sendable {
  /// Its number in the ledger.
  public var number: Int
  /// The day as of which it checked.
  public var asOf: CivilDate
  /// When and where it ran, as whoever recorded it said.
  public var label: String
  /// The version of Custos.
  public var toolVersion: String
  /// SHA-256 of its result, if it was saved.
  public var resultDigest: String?
  /// Its exit code.
  public var exitCode: Int
  /// Whether every input was read whole.
  public var isWhole: Bool
  /// How many findings were new, cured and reopened.
  public var new: Int
  public var cured: Int
  public var reopened: Int
  /// All its checks.
  public var total: Summary.Counts
  /// The hash of the ledger's head after it.
  public var head: String
}

/// A finding as one run saw it, with its story up to then.
public struct Sighting: Hashable, Sendable {
  /// The finding's identity.
  public var id: String
  /// Its rule.
  public var rule: String
  /// The path of its subject.
  public var subject: String
  /// Its system.
  public var system: String?
  /// What is right.
  public var title: String
  /// What it came to.
  public var verdict: Verdict
  /// How much harm it can do.
  public var severity: Severity
  /// The last permitted day.
  public var dueDate: CivilDate?
  /// The first day it was ever seen on.
  public var firstSeen: CivilDate
  /// The first day since it was last cured.
  public var opened: CivilDate
  /// How often it came back.
  public var reopened: Int
}

/// A run with what it saw.
public struct RunDetail: Hashable, Sendable {
  /// The run.
  public var run: Run
  /// Its packs, by name; titles are not kept.
  public var packs: [Header.Pack]
  /// Its inputs; sizes and formats are not kept.
  public var inputs: [Input]
  /// Its counts by severity, pack and system, each by key.
  public var bySeverity: [Summary.Row]
  public var byPack: [Summary.Row]
  public var bySystem: [Summary.Row]
  /// What it saw, by subject, then rule, then identity.
  public var sightings: [Sighting]
  /// The identities of the findings it found cured, sorted.
  public var cured: [String]
}

/// How a finding has stood over time.
public struct FindingStory: Hashable, Sendable {
  /// How a finding stands now.
  public enum Standing: String, Hashable, Sendable, CaseIterable {
    /// The last run saw it.
    case open
    /// A run looked and did not find it any more.
    case cured
    /// Open when last seen, and not looked at since.
    case unseen
  }

  /// The finding's identity.
  public var id: String
  /// How it stands.
  public var standing: Standing
  /// The first day it was ever seen on.
  public var firstSeen: CivilDate
  /// The first day since it was last cured.
  public var opened: CivilDate
  /// The last day it was seen on.
  public var lastSeen: CivilDate
  /// The day it was cured on.
  public var cured: CivilDate?
  /// How often it came back.
  public var reopened: Int

  /// How many days it has been open on a day, or was until it was cured.
  public func ageDays(on day: CivilDate) -> Int {
    max(0, (cured ?? day).days(since: opened))
  }
}

/// The counts of one run, for a trend.
public struct TrendPoint: Hashable, Sendable {
  /// The run's number.
  public var number: Int
  /// Its day.
  public var asOf: CivilDate
  /// Whether every input was read whole; a point that is not may be too low.
  public var isWhole: Bool
  /// The counts: of all checks, or of the system asked for.
  public var counts: Summary.Counts
  /// The breaches by severity, worst first; empty for a system.
  public var breaches: [Int]
}

/// Days between two runs on which none ran.
public struct Gap: Hashable, Sendable {
  /// The day of the run before.
  public var after: CivilDate
  /// The day of the run after, or the day looked back from.
  public var before: CivilDate
  /// How many runs are missing.
  public var missing: Int
}
