import CivilTime
public import Findings

/// What a rule, a row of the schedule or a default takes from a clause of a source.
public struct Figure: Hashable, Sendable {
  /// What rests on the clause.
  public enum Holder: Hashable, Sendable {
    case rule(String)
    case row(String)
    case parameter(String)

    /// The name of the rule, row or parameter.
    public var name: String {
      switch self {
      case .rule(let name), .row(let name), .parameter(let name): name
      }
    }

    /// What it is with its name, such as `row custody-record`.
    public var inWords: String {
      switch self {
      case .rule(let name): "rule \(name)"
      case .row(let name): "row \(name)"
      case .parameter(let name): "default of \(name)"
      }
    }
  }

  /// What rests on the clause.
  public var holder: Holder
  /// The source, such as `mopi/app-rrd`.
  public var source: String
  /// The clause.
  public var at: String
  /// The figure itself, such as `P6Y`, or several with `and` between them; empty where a rule asks
  /// for something without a figure.
  public var figure: String
  /// What to look for in the clause.
  public var says: String
  /// How well it is known.
  public var evidence: Evidence
}

extension Figure {
  /// What several periods are written as.
  static func text(of periods: [Period]) -> String {
    var texts: [String] = []
    for period in periods where !texts.contains("\(period)") { texts.append("\(period)") }
    return texts.joined(separator: " and ")
  }

  /// The parts of a figure.
  static func parts(of figure: String) -> [String] {
    figure.replacing(" and ", with: "\n").split(separator: "\n").map(String.init)
  }

  /// A figure as a document may put it, in the form that rules have: `6 years` is `P6Y`.
  static func normalised(_ text: String) -> String {
    parts(of: text).map { part in
      let period = (try? Period(parsing: part)) ?? period(inWords: part)
      return period.map { "\($0)" } ?? SourceWords.folded(part)
    }.joined(separator: " and ")
  }

  /// A period such as `6 years`; `nil` if the text is none.
  private static func period(inWords text: String) -> Period? {
    let words = text.lowercased().split(separator: " ")
    guard words.count == 2, let number = Int32(words[0]), (0...9999).contains(number) else {
      return nil
    }
    return switch words[1] {
    case "year", "years": Period(months: number * 12, days: 0)
    case "month", "months": Period(months: number, days: 0)
    case "week", "weeks": Period(months: 0, days: number * 7)
    case "day", "days": Period(months: 0, days: number)
    default: nil
    }
  }
}

/// Texts of sources without differences that mean nothing.
enum SourceWords {
  /// A text with one space where it has several or a line break.
  static func folded(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What a clause is known by: its text without differences of spacing and case.
  static func key(_ text: String) -> String { folded(text).lowercased() }
}
