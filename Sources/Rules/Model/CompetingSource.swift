internal import CEL
public import Findings

/// A source of law, guidance or choice that may claim the same subjects as a rule's others.
///
/// A finding lists those that do, and which of them prevailed: those of the earliest
/// ``Findings/PrecedenceStep``, and among these the one with the latest day.
public struct CompetingSource: Hashable, Sendable {
  /// When a source loses to others for a reason of its own.
  public struct Yield: Hashable, Sendable {
    /// For which subjects; all where it is `nil`.
    public var when: Expression?
    /// Why.
    public var because: String
  }

  /// What it is, with expressions in braces.
  public var name: Expression
  /// The kind of source.
  public var step: PrecedenceStep
  /// For which subjects it is there; all where it is `nil`.
  public var when: Expression?
  /// The day until which it keeps or allows keeping.
  public var until: Expression?
  /// When it loses whatever the others are.
  public var yields: Yield?
}

extension CompetingSource {
  /// What it is and when, on one line, as a page about its rule shows it.
  public var inWords: String {
    var text = "\(SourceText.oneLine(name.source)) (\(step.title))"
    if let when { text += ", when \(SourceText.oneLine(when.source))" }
    if let until { text += ", until \(SourceText.oneLine(until.source))" }
    if let yields {
      let condition = yields.when.map { " when \(SourceText.oneLine($0.source))" } ?? ""
      text += "; yields\(condition), because \(SourceText.oneLine(yields.because))"
    }
    return text
  }

  /// Its expressions, without those in its name.
  var expressions: [Expression] { [when, until, yields?.when].compactMap(\.self) }
}
