/// One retention rule that a phrase states, in the words of the inventory vocabulary.
///
/// Only what the phrase says is set: "6 years" has a period and no trigger.
public struct RetentionRule: Hashable, Sendable {
  /// What kind of rule it is; the raw values are the codes of `retention-kind`.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A period, with or without the event that starts it.
    case fixed
    /// Until something happens.
    case untilEvent = "until-event"
    /// Until the person reaches an age.
    case untilAge = "until-age"
    /// For ever.
    case permanent
    /// Until nobody needs it: no end that could be worked out.
    case indeterminate
    /// As another schedule says.
    case byReference = "by-reference"
  }

  /// Which way the period binds; the raw values are the codes of `bound`.
  public enum Bound: String, Hashable, Sendable, CaseIterable {
    /// At least so long: another condition may prolong it.
    case minimum
    /// At most so long.
    case maximum
  }

  /// What the rule applies to, such as `paper` or `children`; empty for everything.
  public var appliesTo: [String] = []
  /// The kind of rule.
  public var kind: Kind
  /// How long, in ISO 8601 and in the units of the phrase: "24 months" is `P24M`.
  public var period: String?
  /// The shorter end of a range: "two to six years" has `P2Y` here and `P6Y` as its period.
  public var minimum: String?
  /// Which way the period binds, where the phrase says so.
  public var bound: Bound?
  /// The event that starts or ends the period, as a code of `trigger`.
  public var trigger: String?
  /// The words for that event, where no code means the same.
  public var event: String?
  /// How the last day is counted, as a code of `counting`.
  public var counting: String?
  /// What happens at the end, as a code of `disposal-action`.
  public var action: String?

  /// Makes a rule; what is left out was not said.
  public init(
    _ kind: Kind, appliesTo: [String] = [], period: String? = nil, minimum: String? = nil,
    bound: Bound? = nil, trigger: String? = nil, event: String? = nil, counting: String? = nil,
    action: String? = nil
  ) {
    self.kind = kind
    self.appliesTo = appliesTo
    self.period = period
    self.minimum = minimum
    self.bound = bound
    self.trigger = trigger
    self.event = event
    self.counting = counting
    self.action = action
  }

  /// The rule as fields of the vocabulary's `retention` object, in its order; codes of a list are
  /// separated by spaces.
  ///
  /// An `event` is not among them: the vocabulary has codes for triggers, and the words stay in
  /// `originalText`. That there is one is said all the same, since a period that runs from something
  /// else is another rule: the trigger is `unknown`.
  ///
  /// - Parameter originalText: The phrase that the rule was read from.
  public func fields(originalText: String) -> [(name: String, value: String)] {
    let all: [(String, String?)] = [
      ("appliesTo", appliesTo.isEmpty ? nil : appliesTo.joined(separator: " ")),
      ("kind", kind.rawValue), ("period", period), ("minimum", minimum),
      ("trigger", trigger ?? event.map { _ in "unknown" }),
      ("action", action), ("counting", counting), ("bound", bound?.rawValue),
      ("originalText", originalText),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }
}
