extension PartGrammar {
  /// An event of a phrase.
  struct Event {
    /// Its code in the vocabulary, if one has the same meaning.
    var code: String?
    /// Its words, where no code has.
    var words: String?
    /// Whether the end is one that nobody can work out, such as "no longer needed".
    var isOpenEnd = false
    /// How the last day is counted, where the end of the year of the event is meant.
    var counting: String?
  }

  /// The events that words at a place can mean and the place after each: known wordings, the
  /// longest first, and then words that no code stands for.
  func events(at start: Int, takesAny: Bool = true) -> [(event: Event, next: Int)] {
    var found = knownEvents(at: start)
    if takesAny { found += yearEnds(at: start) }
    if takesAny, let end = endOfOwnWords(at: start) {
      let words = PhraseToken.plain(tokens[start..<end])
      if !found.contains(where: { $0.next == end }) {
        let isSuperseded = supersededBy(start, end)
        found.append(
          (Event(code: isSuperseded ? "supersession" : nil, words: isSuperseded ? nil : words), end)
        )
      }
    }
    return found
  }

  /// "the end of the calendar year in which the return was filed".
  private func yearEnds(at start: Int) -> [(event: Event, next: Int)] {
    let begin = skip("the", at: start) ?? start
    guard let of = skipAny(["end of", "close of", "expiration of"], at: begin) else { return [] }
    let year = skip("the", at: of) ?? of
    for (words, counting) in [
      ("calendar year", "calendar-year-end"), ("financial year", "financial-year-end"),
    ] {
      guard let link = skip(words, at: year),
        let next = skipAny(["in which", "during which", "of"], at: link)
      else { continue }
      return events(at: next).compactMap { event, end in
        var event = event
        guard event.counting == nil, !event.isOpenEnd else { return nil }
        event.counting = counting
        return (event, end)
      }
    }
    return []
  }

  private func knownEvents(at start: Int) -> [(event: Event, next: Int)] {
    var found: [(event: Event, next: Int)] = []
    var end = min(tokens.count, start + EventLexicon.mostWords + 8)
    while end > start {
      let slice = tokens[start..<end]
      // A wording ends with a word or closes its bracket, and never spans a sentence.
      if !slice.contains(.mark(".")), !slice.contains(.mark("+")), !slice.contains(.mark(":")),
        endsWell(slice)
      {
        if let code = EventLexicon.code(of: slice) {
          found.append((Event(code: code), end))
        } else if EventLexicon.isOpenEnd(slice) {
          found.append((Event(isOpenEnd: true), end))
        }
      }
      end -= 1
    }
    return found
  }

  private func endsWell(_ slice: ArraySlice<PhraseToken>) -> Bool {
    guard let last = slice.last else { return false }
    if case .word = last { return !slice.contains(.mark("(")) }
    return last == .mark(")") && slice.contains(.mark("("))
  }

  /// Words that begin something else than the name of an event, or make one conditional.
  private static let foreignWords: Set<String> = [
    "unless", "until", "untill", "untll", "til", "till", "if", "whichever", "except", "but",
    "plus", "then", "minimum", "maximum", "permanent", "permanently", "year", "years", "yr", "yrs",
    "month", "months", "day", "days", "week", "weeks", "retain", "retained", "retention", "keep",
    "kept", "maintain", "maintained", "transfer", "transferred", "destroy", "destroyed",
    "destruction", "delete", "deleted", "shred", "shredded", "dispose", "purge", "purged",
    "archive", "archived", "archives", "scan", "scanned", "microfilm", "microfilmed", "imaged",
    "provided", "longer", "when", "where", "after", "before", "following", "age", "aged",
    "birthday", "current", "prior", "otherwise", "as", "also", "which", "who", "indefinite",
    "indefinitely", "unlimited", "note", "see", "subject", "paper", "electronic", "upon", "once",
    "schedule", "or", "nor", "not", "no", "never", "only", "for", "without", "excluding", "exclude",
    "excludes", "excluded", "exception", "exceptions", "exempt", "exempting", "save", "barring",
    "pending", "assuming", "providing", "depending", "notwithstanding", "despite", "failing",
    "lacking", "while", "whilst", "during", "within", "unresolved", "minus", "less", "least",
    "would", "could", "should", "might", "may", "must", "shall", "can", "cannot", "discretion",
    "either", "neither", "whether", "because", "since", "so", "though", "although", "however",
    "till", "per", "each", "whenever", "wherever", "whose", "than", "more", "likely", "unlikely",
  ]

  /// What may follow the words of a known event in a name that is longer: "closure of the account".
  private static let complements: Set<String> = ["of", "by", "and", "from", "to", "in"]

  /// Whether words say in which cases something holds: "in the case of minors".
  private func isCase(at start: Int) -> Bool {
    guard let next = skip("in", at: start) else { return false }
    return skipAny(["case", "cases", "event", "instances"], at: skip("the", at: next) ?? next)
      != nil
  }

  /// The end of words that name an event of their own: a short run without a number, a mark or a
  /// word that begins another statement.
  private func endOfOwnWords(at start: Int) -> Int? {
    var end = start
    while case .word(let word)? = tokens[safe: end], !Self.foreignWords.contains(word) {
      if NumberWords.isNumber(word) { return nil }
      end += 1
    }
    // What ties the event to the next statement does not belong to it.
    while end > start, case .word(let last) = tokens[end - 1], ["and", "or"].contains(last) {
      end -= 1
    }
    guard 1...12 ~= end - start, case .word(let first) = tokens[start],
      case .word(let last) = tokens[end - 1], !Self.loose.contains(last), first != "and",
      first != "or"
    else { return nil }
    guard !swallowsTail(start, end) else { return nil }
    // One word of two letters is somebody's code, such as "AC", and not the name of an event.
    return end - start == 1 && first.count < 3 ? nil : end
  }

  /// Whether words begin with a known event and go on with something that does not tell which one is
  /// meant: "closure excluding minors" is "closure" with a condition.
  private func swallowsTail(_ start: Int, _ end: Int) -> Bool {
    (start + 1..<max(end, start + 1)).contains { next in
      guard EventLexicon.code(of: tokens[start..<next]) != nil, case .word(let word) = tokens[next]
      else { return false }
      return (!Self.complements.contains(word) || isCase(at: next))
        && EventLexicon.code(of: tokens[start...next]) == nil && !isBeginning(start, next, end)
    }
  }

  /// Whether known wordings begin with some words and one more, as "project" does "project ends".
  private func isBeginning(_ start: Int, _ next: Int, _ end: Int) -> Bool {
    (next + 1...max(end, next + 1)).contains {
      $0 <= end && EventLexicon.code(of: tokens[start..<$0]) != nil
    }
  }

  /// "superseded by the revised plan": whatever takes its place, it is superseded.
  private func supersededBy(_ start: Int, _ end: Int) -> Bool {
    ["superseded by", "superceded by", "replaced by"].contains { lead in
      skip(lead, at: start).map { $0 < end } ?? false
    }
  }

  private static let loose: Set<String> = [
    "of", "the", "a", "an", "is", "are", "by", "with", "in", "on", "at", "to", "for", "from",
  ]

  /// The words between a label and the next, such as the event in "RETAIN UNTIL: … PLUS:".
  func labelledEvent(at start: Int, upTo labels: [String]) -> (event: Event, next: Int)? {
    var end = start
    while end < tokens.count, skipAny(labels, at: end) == nil { end += 1 }
    let slice = tokens[start..<end]
    let isPlain = slice.allSatisfy { token in
      switch token {
      case .word(let word): !Self.conditions.contains(word) && !NumberWords.isNumber(word)
      case .number: false
      case .mark(let mark): "/,'-()&".contains(mark)
      }
    }
    guard isPlain, 1...14 ~= slice.count else { return nil }
    if let code = EventLexicon.code(of: slice) { return (Event(code: code), end) }
    if EventLexicon.isOpenEnd(slice) { return (Event(isOpenEnd: true), end) }
    return (Event(words: PhraseToken.plain(slice)), end)
  }

  private static let conditions: Set<String> = [
    "unless", "if", "whichever", "except", "but", "plus", "then", "minimum", "permanent", "note",
    "year", "years", "months", "days", "retain", "until", "longer", "transfer", "destroy",
  ]

  /// A rule that starts or ends with an event.
  func rule(_ kind: RetentionRule.Kind, _ event: Event) -> RetentionRule {
    event.isOpenEnd
      ? RetentionRule(.indeterminate)
      : RetentionRule(
        kind, trigger: event.code, event: event.words, counting: event.counting)
  }
}
