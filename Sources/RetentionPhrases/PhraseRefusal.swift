/// Why a phrase was not read.
///
/// A refused phrase is a fact that nobody knows, never a guess.
public struct PhraseRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of refusal.
  public enum Reason: Hashable, Sendable {
    /// There is no text.
    case empty
    /// A part of the phrase has a form that is not known.
    case notUnderstood
    /// A period in words and in digits differ: "seven (6) years".
    case contradictory
    /// A period is longer than 150 years, which is a code or a slip, not a period.
    case implausible
    /// The phrase and the event given beside it name different events.
    case differentEvents
  }

  /// The kind of refusal.
  public let reason: Reason
  /// The part that was not read, as it was written but for white space.
  public let part: String

  /// What is wrong, for a message: lower case, no full stop.
  public var description: String {
    switch reason {
    case .empty: "the retention phrase is empty"
    case .notUnderstood: "\"\(part)\" is not a retention phrase that is understood whole"
    case .contradictory: "\"\(part)\" gives its period twice, and the two differ"
    case .implausible: "\"\(part)\" has a period of more than 150 years"
    case .differentEvents: "\"\(part)\" names another event than the one given beside it"
    }
  }
}
