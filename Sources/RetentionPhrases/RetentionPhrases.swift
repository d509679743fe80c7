/// Reads the retention phrases that registers and schedules contain, such as "6 years after
/// closure", "current year + 6" or "Paper: 3 years; Electronic: permanent".
///
/// A phrase is read only if the grammar accounts for every word of it. Exact phrases that the user
/// has listed come first.
public struct RetentionPhrases: Sendable {
  private var table: [String: [RetentionRule]]

  /// Makes a reader with phrases of the user's own.
  ///
  /// - Parameter table: Phrases and the rules that they stand for; case, white space and a full
  ///   stop at the end do not count.
  public init(table: [String: [RetentionRule]] = [:]) {
    self.table = [:]
    for (phrase, rules) in table { self.table[Self.key(phrase)] = rules }
  }

  /// The rules that a phrase states, one for each of its parts.
  ///
  /// - Parameters:
  ///   - text: The phrase.
  ///   - event: The words beside it that say from when the period runs, as in a column "Keep from".
  /// - Throws: ``PhraseRefusal`` if a word is left over, for the first such part.
  public func rules(
    in text: String, from event: String? = nil
  ) throws(PhraseRefusal) -> [RetentionRule] {
    let key = Self.key(text)
    guard !key.isEmpty else { throw PhraseRefusal(reason: .empty, part: "") }
    if let known = table[key] { return known }
    var rules: [RetentionRule] = []
    for part in try PhraseParts(text).parts {
      for rule in try PartGrammar(part).rules() where !rules.contains(rule) { rules.append(rule) }
    }
    guard let event, !Self.key(event).isEmpty else { return rules }
    return try Self.start(rules, at: event, in: text)
  }

  /// The period of a text that states a period and nothing else, in ISO 8601: "18 months" is
  /// `P18M`.
  ///
  /// - Throws: ``PhraseRefusal`` for anything else, such as a period after an event.
  public func period(in text: String) throws(PhraseRefusal) -> String {
    let rules = try rules(in: text)
    if rules.count == 1, let rule = rules.first {
      if rule == RetentionRule(.permanent) { return "indefinite" }
      if let period = rule.period, rule == RetentionRule(.fixed, period: period) { return period }
    }
    throw PhraseRefusal(reason: .notUnderstood, part: Self.collapsed(text))
  }

  /// The code of `trigger` that words for an event stand for: "date of birth" is `birth`.
  ///
  /// - Returns: `nil` for words that no code has the meaning of.
  public func trigger(in text: String) -> String? {
    EventLexicon.code(of: PhraseToken.tokens(of: text))
  }

  /// Gives rules without an event the one that stands beside the phrase.
  private static func start(
    _ rules: [RetentionRule], at words: String, in text: String
  ) throws(PhraseRefusal) -> [RetentionRule] {
    let tokens = PhraseToken.tokens(of: words)
    let code = EventLexicon.code(of: tokens)
    let event = code == nil ? collapsed(words) : nil
    var started: [RetentionRule] = []
    for var rule in rules {
      if rule.kind == .fixed {
        if rule.trigger == nil, rule.event == nil {
          rule.trigger = code
          rule.event = event
        } else if rule.trigger != code || code == nil {
          throw PhraseRefusal(reason: .differentEvents, part: collapsed(text))
        }
      }
      started.append(rule)
    }
    return started
  }

  /// A phrase without the differences that do not count.
  private static func key(_ text: String) -> String {
    var key = collapsed(text).lowercased()
    while key.hasSuffix(".") || key.hasSuffix(" ") { key.removeLast() }
    return key
  }

  /// A text with its white space reduced to single spaces.
  static func collapsed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
