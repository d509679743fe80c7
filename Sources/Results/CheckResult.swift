public import CivilTime
public import Diagnostics
public import Findings

/// Everything that a run came to; each report is a view of it.
public struct CheckResult: Sendable {
  /// The version of the result's form.
  public static let formVersion = 1

  /// What made the result and from what.
  public var header: Header
  /// The findings in order.
  public var findings: FindingStore
  /// How many findings there are of each kind, where they were counted and not listed: then
  /// ``findings`` is empty, which says nothing. `nil` where they are listed.
  public var findingCounts: [SystemCounts]?
  /// What the findings share.
  public var rootCauses: [RootCause]
  /// What was checked and what was not.
  public var coverage: [Coverage]
  /// Where which rules applied; `nil` in results of versions that did not say.
  public var extent: Extent?
  /// The counts.
  public var summary: Summary
  /// The waivers and how they stand.
  public var waivers: [WaiverStanding]
  /// What was odd or wrong in the inputs.
  public var notices: [Diagnostic]
  /// The inputs.
  public var inputs: [Input]

  /// Puts a result together.
  public init(
    header: Header, findings: FindingStore, rootCauses: [RootCause] = [], coverage: [Coverage] = [],
    summary: Summary, waivers: [WaiverStanding] = [], notices: [Diagnostic] = [],
    inputs: [Input] = []
  ) {
    self.header = header
    self.findings = findings
    self.rootCauses = rootCauses
    self.coverage = coverage
    self.summary = summary
    self.waivers = waivers
    self.notices = notices
    self.inputs = inputs
  }

  /// Whether findings were counted and not listed.
  public var countsOnly: Bool { findingCounts != nil }
}

/// What made a result and from what.
public struct Header: Hashable, Sendable {
  /// A pack of rules that was used.
  public struct Pack: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its title.
    public var title: String
    /// Its version.
    public var version: String
    /// SHA-256 of its files, in hexadecimal.
    public var digest: String
    /// How many of its rules were used.
    public var rules: Int

    /// Names a pack.
    public init(name: String, title: String, version: String, digest: String, rules: Int) {
      self.name = name
      self.title = title
      self.version = version
      self.digest = digest
      self.rules = rules
    }
  }

  /// A pack of rules about classes that the inventory has, which does not apply where they are, or to
  /// the organisation that has them, or whose rules were left out.
  public struct OutsidePack: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its title.
    public var title: String
    /// The jurisdictions that it is for.
    public var jurisdictions: [String]
    /// The jurisdiction of organisations that have such data.
    public var place: String
    /// The classes concerned, sorted.
    public var classes: [String]
    /// The kind of organisation that has such data, where the pack is not for its kind.
    public var kind: String?
    /// The kinds that the pack is for, where that is why.
    public var kinds: String?
    /// Whether the pack applies, and no rule of it was used.
    public var isLeftOut: Bool?

    /// Names a pack.
    public init(
      name: String, title: String, jurisdictions: [String], place: String, classes: [String]
    ) {
      self.name = name
      self.title = title
      self.jurisdictions = jurisdictions
      self.place = place
      self.classes = classes
    }
  }

  /// Where a history stood when a run began that was then recorded in it.
  public struct LedgerHead: Hashable, Sendable {
    /// The number of its last entry; 0 for a history that had none.
    public var entry: Int
    /// The hash of that entry; `nil` where there was none.
    public var hash: String?

    /// Says where a history stood.
    public init(entry: Int, hash: String?) {
      self.entry = entry
      self.hash = hash
    }
  }

  /// An organisation whose systems were checked.
  public struct Organisation: Hashable, Sendable {
    /// Its identifier.
    public var id: String
    /// Its name, where the inventory gives one.
    public var name: String?

    /// Names an organisation.
    public init(id: String, name: String?) {
      self.id = id
      self.name = name
    }
  }

  /// The version of Custos.
  public var toolVersion: String
  /// The day as of which it was checked.
  public var asOf: CivilDate
  /// The threshold of the exit code.
  public var failOn: Severity
  /// The packs, by name.
  public var packs: [Pack]
  /// The profile in use, as it was named.
  public var profile: String?
  /// SHA-256 of the profile's file, in hexadecimal; `nil` where no report carries it.
  public var profileDigest: String?
  /// Whether values of personal-data fields are shown.
  public var showsPersonalData: Bool
  /// Whether identifiers of people and records are pseudonyms; they are left out otherwise.
  public var hasPseudonyms: Bool
  /// Whether records of the same person were linked.
  public var isLinked: Bool
  /// How findings on records and people are identified: `key` with the key's mark, `facts` where
  /// nothing but the facts that are shown tells them apart, or `shown` where their identifiers are
  /// shown. `nil` in results of versions that did not say.
  ///
  /// Findings on records of two results can be told to be the same only where this is the same.
  public var recordIdentity: String?
  /// Packs about classes of data that the inventory has, which do not hold where it is.
  public var outside: [OutsidePack] = []
  /// Which packs apply to whom; empty in results of versions that did not say.
  public var reach: [Reach] = []
  /// The articles of the packs that apply, and how far they are checked; empty in results of versions
  /// that did not say.
  public var articles: [Article] = []
  /// The last day of a forecast; `nil` for a check.
  public var forecastUntil: CivilDate?
  /// The last day up to which a check also looked for breaches that will begin; `nil` where it did not
  /// look ahead, so that nothing is known of what falls due.
  public var lookedAheadUntil: CivilDate?
  /// How many breaches begin up to the last day that was looked at, on days that would give away a birth
  /// and are therefore not listed; `nil` where nobody looked ahead or all are listed.
  public var comingOnMaskedDays: Int?
  /// The organisations whose systems were checked, in the order of the inputs; empty in results of
  /// versions that did not say.
  public var organisations: [Organisation] = []
  /// The title that was asked for; `nil` for the usual one.
  public var title: String?
  /// The protective marking that was asked for, such as `OFFICIAL-SENSITIVE`.
  public var marking: String?
  /// The name that tells this run apart from others, such as that of a nightly job.
  public var runName: String?
  /// What the run follows in the history that it is recorded in: kept here, outside the history,
  /// so that runs which are cut off there show. `nil` where there is no history.
  public var ledger: LedgerHead?

  /// Makes a header.
  public init(
    toolVersion: String, asOf: CivilDate, failOn: Severity = .medium, packs: [Pack] = [],
    profile: String? = nil, profileDigest: String? = nil, showsPersonalData: Bool = false,
    hasPseudonyms: Bool = false, isLinked: Bool = true
  ) {
    self.toolVersion = toolVersion
    self.asOf = asOf
    self.failOn = failOn
    self.packs = packs
    self.profile = profile
    self.profileDigest = profileDigest
    self.showsPersonalData = showsPersonalData
    self.hasPseudonyms = hasPseudonyms
    self.isLinked = isLinked
  }
}

/// An input of a run.
public struct Input: Hashable, Sendable {
  /// The file as the user named it.
  public var path: String
  /// `xml` or `json`.
  public var format: String
  /// Its size in bytes.
  public var bytes: Int
  /// SHA-256 in hexadecimal; `nil` where no report carries it.
  public var digest: String?
  /// The day of its facts.
  public var extracted: String?
  /// Whether it was read whole and without errors.
  public var isComplete: Bool

  /// Names an input.
  public init(
    path: String, format: String, bytes: Int, digest: String? = nil, extracted: String? = nil,
    isComplete: Bool
  ) {
    self.path = path
    self.format = format
    self.bytes = bytes
    self.digest = digest
    self.extracted = extracted
    self.isComplete = isComplete
  }
}

extension CheckResult {
  /// The code of the notice that breaches are coming whose days would give away a birth, so that they
  /// are not listed.
  public static let hiddenForecastsCode = "forecast.masked"
}
