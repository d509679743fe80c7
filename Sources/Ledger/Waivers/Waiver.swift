public import CivilTime
public import Diagnostics
public import Findings

/// A breach that somebody accepts for a time, as a waiver file states it.
public struct Waiver: Hashable, Sendable {
  /// Its identifier, unique in its file.
  public var id: String
  /// The rule, or a pattern of rules, such as `mopi/*`.
  public var rule: Glob
  /// The path of the subject, or a pattern of paths, such as `system:custody/*`.
  public var subject: Glob
  /// Why the breach is accepted.
  public var reason: String
  /// Who owns it.
  public var owner: String
  /// Who approved it; not the owner.
  public var approver: String
  /// The ticket.
  public var ticket: String?
  /// Its first day.
  public var from: CivilDate
  /// Its last day.
  public var until: CivilDate
  /// Where it stands.
  public var position: SourcePosition

  /// States a waiver.
  public init(
    id: String, rule: String, subject: String, reason: String, owner: String, approver: String,
    ticket: String? = nil, from: CivilDate, until: CivilDate, position: SourcePosition
  ) {
    self.id = id
    self.rule = Glob(rule)
    self.subject = Glob(subject)
    self.reason = reason
    self.owner = owner
    self.approver = approver
    self.ticket = ticket
    self.from = from
    self.until = until
    self.position = position
  }
}

extension Waiver {
  /// Whether another waiver is for the same rule and subject on a day on which this one is.
  func overlaps(_ other: Waiver) -> Bool {
    rule == other.rule && subject == other.subject && from <= other.until && other.from <= until
  }

  /// Whether owner and approver are one name, but for case and space around or between words.
  var isSelfApproved: Bool { Self.folded(owner) == Self.folded(approver) }

  private static func folded(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }

  /// Whether it names neither a rule nor a subject: a whole pack, or all packs, on everything.
  var isTooBroad: Bool { !namesRule && !namesSubject }

  /// Whether the pattern holds a part of a rule's own name, after the pack; `mopi*` does not.
  private var namesRule: Bool {
    let pattern = rule.pattern
    guard let slash = pattern.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      return pattern.hasPrefix("*") && !Self.literal(pattern[...]).isEmpty
    }
    return !Self.literal(pattern[pattern.utf8.index(after: slash)...]).isEmpty
  }

  /// Whether a link of the pattern holds a part of an identifier; the kind alone, as in
  /// `system:*`, names nothing.
  private var namesSubject: Bool {
    subject.pattern.split(separator: "/").contains { link in
      guard let colon = link.firstIndex(of: ":") else {
        let literal = Self.literal(link)
        return !literal.isEmpty && Subject.Level(rawValue: literal) == nil
      }
      return !Self.literal(link[link.index(after: colon)...]).isEmpty
    }
  }

  private static func literal(_ pattern: Substring) -> String {
    pattern.filter { $0 != "*" && $0 != "?" }
  }
}
