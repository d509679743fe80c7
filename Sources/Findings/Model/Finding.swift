public import CivilTime
import Diagnostics

/// What was found on one subject by one rule.
public struct Finding: Hashable, Sendable {
  /// How a finding stands to an earlier result.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case new, unchanged, cured, moved, incomparable
  }

  /// The waiver that covers a finding.
  public struct Waiver: Hashable, Sendable {
    /// Its identifier.
    public var id: String
    /// Why the breach is accepted.
    public var reason: String
    /// Who owns it.
    public var owner: String
    /// Its last day.
    public var until: CivilDate
    /// The day from which on it was waived.
    public var from: CivilDate?

    /// Names a waiver.
    public init(id: String, reason: String, owner: String, until: CivilDate, from: CivilDate? = nil)
    {
      self.id = id
      self.reason = reason
      self.owner = owner
      self.until = until
      self.from = from
    }
  }

  /// The stable identity: from rule, subject path and cause code; never from a line, a date, a
  /// count or an amount.
  public var id: String
  /// The rule, such as `mopi/group-3-clear-period`.
  public var rule: String
  /// The rule's codes in the catalogue, such as `REC-04`.
  public var catalogue: [String]
  /// What is right.
  public var title: String
  /// What it came to.
  public var verdict: Verdict
  /// The verdict before a waiver.
  public var originalVerdict: Verdict?
  /// How much harm it can do.
  public var severity: Severity
  /// The weakest link of the derivation.
  public var authority: Authority
  /// Where the rule comes from.
  public var citations: [Citation]
  /// Whether a figure rests on evidence that does not count until somebody confirms it.
  public var isProvisional: Bool
  /// What it is about.
  public var subject: Subject
  /// Who owns what it is about, as the inventory names them: the information asset owner of the
  /// system, the owner of the item or of the organisation's records policy; `nil` where nobody is named.
  public var owner: String?
  /// Who looks after it from day to day; `nil` where nobody is named.
  public var steward: String?
  /// Where it stands; empty where unknown.
  public var locations: [Location]
  /// A machine code for the cause, stable for the rule.
  public var causeCode: String
  /// The cause in one plain sentence.
  public var cause: String
  /// What will be wrong, of a breach that is still to come: the cause without the day on which it
  /// begins, which ``cause`` names first.
  public var comingCause: String?
  /// How it came about.
  public var derivation: Derivation
  /// The first day in breach.
  public var since: CivilDate?
  /// The last permitted day.
  public var dueDate: CivilDate?
  /// Days past the last permitted day, until today or until ``endedOn``.
  public var daysOver: Int?
  /// The day on which it ended, where it did before today, such as that of a late answer.
  public var endedOn: CivilDate?
  /// What to do.
  public var remedy: String
  /// The smallest change that would clear it, in words.
  public var smallestFix: String?
  /// The steps of the smallest change.
  public var fix: [FixStep] = []
  /// That none was found, and which rule stands in the way of the nearest; where one was looked for.
  public var noFix: String?
  /// The key of the root cause it shares with others; `nil` where it stands alone.
  public var rootCause: String?
  /// How many records it stands for, where it is about counts.
  public var count: Int?
  /// How many checks it stands for, where it stands for more than one: for those of the rows of a
  /// dataset of which a rule says the same.
  public var checks: Int?
  /// The key of the list of all subjects that it is about, of which ``subject`` is the first; `nil` where it
  /// is about one. It then stands for one check of each: see ``SubjectList``.
  public var others: String?
  /// How it stands to a baseline or an earlier result.
  public var state: State?
  /// The waiver that covers it.
  public var waiver: Waiver?

  /// Makes a finding with what every finding has.
  public init(
    id: String, rule: String, catalogue: [String], title: String, verdict: Verdict,
    severity: Severity, authority: Authority, citations: [Citation], isProvisional: Bool,
    subject: Subject, locations: [Location], causeCode: String, cause: String,
    derivation: Derivation, remedy: String
  ) {
    self.id = id
    self.rule = rule
    self.catalogue = catalogue
    self.title = title
    self.verdict = verdict
    self.severity = severity
    self.authority = authority
    self.citations = citations
    self.isProvisional = isProvisional
    self.subject = subject
    self.locations = locations
    self.causeCode = causeCode
    self.cause = cause
    self.derivation = derivation
    self.remedy = remedy
  }
}

extension Finding {
  /// The pack of the rule.
  public var pack: String { rule.split(separator: "/").first.map(String.init) ?? rule }

  /// The word for the verdict: *breach*, *non-compliance*, *departure*, *advice*, or the verdict.
  public var word: String { verdict == .breach ? authority.word : verdict.rawValue }

  /// How many checks it stands for.
  public var checksCounted: Int { checks ?? 1 }

  /// How many subjects it is about besides the first.
  public var othersCount: Int { others == nil ? 0 : max(checksCounted - 1, 0) }

  /// How many checks it stands for, where that is more than one and the number of records does not
  /// say it.
  public var checksBesideCount: Int? {
    guard let checks, checks > 1, count == nil else { return nil }
    return checks
  }

  /// What is wrong, or will be on the day on which the breach begins.
  public var causeOnTheDay: String { comingCause ?? cause }

  /// Makes it a breach that begins on a day after the check; its cause says what will be wrong then.
  public mutating func announce(on day: CivilDate) {
    since = day
    comingCause = cause
    cause = "will be in breach from \(day) unless somebody acts: \(cause)"
  }

  /// Whether it is no check of its own, but a breach that will begin after a day unless somebody acts.
  public func isComing(after day: CivilDate) -> Bool {
    verdict == .pass && (since.map { $0 > day } ?? false)
  }

  /// The order of findings: by subject path, then rule, then identity; UTF-8 bytes.
  public static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    let leftPath = left.subject.path
    let rightPath = right.subject.path
    if leftPath != rightPath { return leftPath.precedes(rightPath) }
    if left.rule != right.rule { return left.rule.precedes(right.rule) }
    return left.id.precedes(right.id)
  }
}
