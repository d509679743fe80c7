public import CivilTime
public import Diagnostics
public import Findings
import Results

/// What a check is to do: everything that the command line, the environment and a configuration
/// file can say.
public struct CheckRequest: Sendable {
  /// Files, folders, or `-` for standard input.
  public var inputs: [String]
  /// Files that stand in for inputs, profiles and waivers of these names, as when a run is done again
  /// from evidence.
  public var substitutes: [String: String] = [:]
  /// Mappings of inputs that are not in our own form: files, or names of built-in ones. Others are
  /// chosen by the content of the inputs.
  public var mappings: [String] = []
  /// A file that names the systems that should be there.
  public var expectedPath: String?
  /// Rule files or folders to use instead of the built-in ones.
  public var rulePaths: [String] = []
  /// Schedules whose rows take the place of those of the same class.
  public var schedulePaths: [String] = []
  /// The profile's file.
  public var profilePath: String?
  /// The day as of which to check.
  public var asOf: CivilDate
  /// The last day on which somebody can have confirmed a figure; ``asOf`` where it is `nil`.
  public var latestDay: CivilDate?
  /// The threshold of the exit code.
  public var failOn = Severity.medium
  /// How many undetermined checks at or above the threshold are accepted; `nil` for any number.
  public var mostUndetermined: Int? = 0
  /// Rules to use, by identifier or catalogue code; all where empty.
  public var select: [String] = []
  /// Rules not to use.
  public var ignore: [String] = []
  /// The waivers' file.
  public var waiversPath: String?
  /// An earlier result whose findings are already known.
  public var baselinePath: String?
  /// The identities of the findings of the last run, where a history stands for a baseline.
  public var knownFindings: Set<String>?
  /// The key of pseudonyms; without one identifiers of people and records are left out.
  public var pseudonymKey: [UInt8]?
  /// Whether personal data are shown.
  public var showsPersonalData = false
  /// Whether checks that passed are listed.
  public var showsPasses = false
  /// Whether findings are made and listed; otherwise the result only counts them, and knows neither
  /// waivers nor baselines. For ``CheckRun``.
  public var listsFindings = true
  /// Whether records of the same person are linked.
  public var isLinked = true
  /// Whether odd things are errors.
  public var isStrict = false
  /// How old the facts may be; `nil` for any age.
  public var mostAge: Period?
  /// How far to look ahead for breaches that will begin; `nil` for not at all. It reads the inputs a second
  /// time.
  public var horizon: Period?
  /// How many threads read and check at the same time at most; the result is the same for any
  /// number.
  public var jobs = 1
  /// How long pieces of a file are at most that threads read, in bytes; for tests.
  package var pieceBytes: Int?
  /// Called now and then while rows are read, by one thread at a time.
  public var progress: (@Sendable (CheckProgress) -> Void)?
  /// Where what does not fit in memory waits, in files without names: ids, findings, streams.
  public var temporaryFolder = "/tmp"
  /// How many findings are kept in memory; the rest waits in ``temporaryFolder``.
  public var mostFindingsInMemory = FindingStore.usualLimit
  /// How many people are kept in memory where records are linked, at 32 to 64 bytes each; the rest
  /// waits in ``temporaryFolder``.
  public var mostPeopleInMemory = 780_000
  /// What the result is to say besides of how it came about, such as where settings came from.
  public var notices: [Diagnostic] = []
  /// Whether inputs are digested, which a report that names them needs.
  public var digestsInputs = false
  /// Whether the result is kept to be compared with a later one, and tells which records it looked
  /// at; a request that digests inputs does so too.
  public var marksRecords = false

  /// The usual check of inputs as of a day.
  public init(inputs: [String], asOf: CivilDate) {
    self.inputs = inputs
    self.asOf = asOf
  }
}

extension CheckRequest {
  /// How a result of the request tells records apart; see ``Header/recordIdentity``.
  public var recordIdentity: String {
    if let mark = Fingerprint(key: pseudonymKey).keyMark { return "key \(mark)" }
    return showsPersonalData ? "shown" : "facts"
  }
}
