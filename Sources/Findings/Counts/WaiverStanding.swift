public import CivilTime

/// How a waiver stands on the day of the run.
public struct WaiverStanding: Hashable, Sendable {
  /// How it stands.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case active, expiring, expired, unused
    case notYet = "not-yet"
    case tooBroad = "too-broad"
    case tooLong = "too-long"
    case selfApproved = "self-approved"
  }

  /// Its identifier.
  public var id: String
  /// The rule or pattern of rules.
  public var rule: String
  /// The subject or pattern of subjects.
  public var subject: String
  /// Why.
  public var reason: String
  /// Who owns it.
  public var owner: String
  /// Who approved it.
  public var approver: String
  /// The ticket.
  public var ticket: String?
  /// Its first day.
  public var from: CivilDate
  /// Its last day.
  public var until: CivilDate
  /// How it stands, most important first.
  public var states: [State]
  /// How many findings it covers.
  public var findings: Int

  /// Describes a waiver.
  public init(
    id: String, rule: String, subject: String, reason: String, owner: String, approver: String,
    ticket: String?, from: CivilDate, until: CivilDate, states: [State], findings: Int
  ) {
    self.id = id
    self.rule = rule
    self.subject = subject
    self.reason = reason
    self.owner = owner
    self.approver = approver
    self.ticket = ticket
    self.from = from
    self.until = until
    self.states = states
    self.findings = findings
  }
}
