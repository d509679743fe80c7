public import CivilTime
public import Diagnostics
public import Findings
public import YAMLTree

/// The choices of organisations: parameters, severities and confirmed figures, each with a reason.
public struct Profile: Hashable, Sendable {
  /// A choice.
  public struct Choice: Hashable, Sendable {
    /// The value.
    public var value: Node
    /// Why.
    public var reason: String
    /// The file and line.
    public var origin: String

    /// The file and line with the reason.
    public var originWithReason: String { "\(origin): \(reason)" }

    /// Makes a choice.
    public init(value: Node, reason: String, origin: String) {
      self.value = value
      self.reason = reason
      self.origin = origin
    }
  }

  /// Somebody's word that the figures of some rules are right.
  public struct RuleConfirmation: Hashable, Sendable {
    /// The rule or pattern of rules.
    public var rule: String
    /// Who confirmed it.
    public var by: String
    /// When.
    public var on: String
    /// In which document.
    public var source: String
    /// The day in ``on``; `nil` where it is none.
    public var day: CivilDate?
    /// Where it stands.
    public var position: SourcePosition
  }

  /// The choices of one organisation.
  public struct Choices: Hashable, Sendable {
    /// Parameters by name.
    public var parameters: [String: Choice] = [:]
    /// Severities by rule.
    public var severities: [String: (severity: Severity, reason: String)] {
      severityList.reduce(into: [:]) { $0[$1.rule] = ($1.severity, $1.reason) }
    }
    var severityList: [SeverityChoice] = []
    /// Rules whose figures were confirmed.
    public var ruleConfirmations: [RuleConfirmation] = []
    /// Clauses of sources that somebody read.
    public var confirmations: [Confirmation] = []
    /// Files of such confirmations, as the profile names them.
    public var confirmationFiles: [Expression] = []

    /// No choices.
    public init() {}
  }

  struct SeverityChoice: Hashable, Sendable {
    var rule: String
    var severity: Severity
    var reason: String
  }

  /// How the user named the file; `nil` without one.
  public var path: String?
  /// SHA-256 of the file, in hexadecimal; `nil` without one.
  public var digest: String?
  /// What holds for all organisations.
  public var common = Choices()
  /// What holds for one, by identifier.
  public var organisations: [String: Choices] = [:]
  /// Where the choices of each stand.
  public var organisationPlaces: [String: SourcePosition] = [:]

  /// A profile without choices.
  public init() {}

  /// Confirmations that nobody can have given yet.
  ///
  /// - Parameter day: The last day on which somebody can have confirmed something.
  public func confirmationsAfter(_ day: CivilDate) -> [Diagnostic] {
    let all = [common] + organisations.sorted { $0.key < $1.key }.map(\.value)
    return all.flatMap(\.ruleConfirmations).filter { $0.day.map { $0 > day } ?? false }.map {
      Diagnostic(
        .error, "profile.future-confirmation", at: $0.position,
        "the figures of \($0.rule) are said to be confirmed on \($0.on), which is after \(day)",
        hint: "give the day on which the source was read")
    }
  }

  /// The choice of a parameter for an organisation: its own before the common one.
  public func parameter(_ name: String, organisation: String?) -> Choice? {
    organisation.flatMap { organisations[$0]?.parameters[name] } ?? common.parameters[name]
  }
}

extension Profile {
  /// The severities that are given to each rule, for all organisations or for one, sorted.
  public var chosenSeverities: [String: [Severity]] {
    var chosen: [String: Set<Severity>] = [:]
    for choices in [common] + organisations.values {
      for choice in choices.severityList {
        chosen[choice.rule, default: []].insert(choice.severity)
      }
    }
    return chosen.mapValues { $0.sorted() }
  }
}
