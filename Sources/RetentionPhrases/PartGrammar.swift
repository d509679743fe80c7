/// Reads one part of a phrase.
///
/// Every reading is a rule and the place after it; a part is read when a reading ends at its end.
/// All readings of a clause are tried, so an early choice never hides a later one, and there are
/// few: clauses are short and each form takes its words in one way or two.
final class PartGrammar {
  /// A rule and the place after the words that state it.
  typealias Reading = (rule: RetentionRule, next: Int)

  /// What stopped a period from being read, if more than that it is none.
  struct Problem {
    var reason = PhraseRefusal.Reason.notUnderstood
  }

  let tokens: [PhraseToken]
  private let appliesTo: [String]
  /// Set by a period that is contradictory or too long.
  var problem = Problem()

  /// Words of a part longer than this are prose, not a phrase.
  private static let mostTokens = 80

  init(_ part: PhrasePart) {
    tokens = part.tokens
    appliesTo = part.appliesTo
  }

  /// The rules of the part: one, and one more for scanned copies where it says so.
  ///
  /// - Throws: A refusal if no reading ends at the end.
  func rules() throws(PhraseRefusal) -> [RetentionRule] {
    if tokens.count <= Self.mostTokens {
      for (rule, next) in clause(at: 0) {
        let end = skip(".", at: next) ?? next
        if end >= tokens.count { return [scoped(rule, [])] }
        if let copies = scannedCopies(at: end) {
          return [scoped(rule, []), scoped(copies, ["scanned"])]
        }
      }
    }
    throw PhraseRefusal(reason: problem.reason, part: PhraseToken.plain(tokens))
  }

  private func scoped(_ rule: RetentionRule, _ more: [String]) -> RetentionRule {
    var rule = rule
    rule.appliesTo = appliesTo + more
    return rule
  }

  /// "If scanned, retain for 6 months.", to the end: the period of the paper after scanning.
  private func scannedCopies(at start: Int) -> RetentionRule? {
    guard let comma = skip("if scanned", at: start) else { return nil }
    let verb = skip(",", at: comma) ?? comma
    guard let after = skip("retain for", at: verb) ?? skip("retain", at: verb) else { return nil }
    for (period, next) in period(at: after) where (skip(".", at: next) ?? next) >= tokens.count {
      return RetentionRule(.fixed, period: period.isoText, event: "scanned")
    }
    return nil
  }

  /// Readings of a clause: a verb or none, what it says, and what may follow.
  func clause(at start: Int) -> [Reading] {
    var readings: [Reading] = []
    for begin in openings(at: start) {
      for core in cores(at: begin) { readings += tails(core) }
    }
    return readings
  }

  /// The forms of a clause, the more telling ones first.
  private func cores(at start: Int) -> [Reading] {
    labelled(at: start) + ages(at: start) + lengths(at: start) + sums(at: start)
      + years(at: start) + untils(at: start) + plain(at: start)
  }

  // MARK: - Words

  /// The place after words or a mark, if they are at a place.
  func skip(_ text: String, at start: Int) -> Int? {
    var index = start
    for word in text.split(separator: " ") {
      guard index < tokens.count else { return nil }
      switch tokens[index] {
      case .word(let found): guard found == word else { return nil }
      case .mark(let mark): guard word.count == 1, word.first == mark else { return nil }
      case .number(let number): guard word == String(number) else { return nil }
      }
      index += 1
    }
    return index
  }

  /// The place after the first of several wordings that is at a place.
  func skipAny(_ texts: [String], at start: Int) -> Int? {
    for text in texts {
      if let next = skip(text, at: start) { return next }
    }
    return nil
  }

  /// Where the message of a clause can begin: at once, or after "retain in office for" and such.
  private func openings(at start: Int) -> [Int] {
    var begins = [start]
    var index = start
    var moved = true
    while moved {
      moved = false
      if let next = skipAny(Self.leadIns, at: index) {
        index = next
        begins.append(next)
        moved = true
      }
    }
    return begins.reversed()
  }

  /// Words before a period or an event that add nothing to it.
  private static let leadIns = [
    "records are to be", "records will be", "record will be", "records are", "records to be",
    "records", "record is", "record", "original", "file", "documents", "files are",
    "information is", "reports are to be", "forms are",
    "data are", "data is", "to be", "retain", "retained", "keep", "kept", "hold", "held",
    "maintain", "maintained", "store", "stored", "in office area", "in office", "in the office",
    "in active area", "in active files", "in operating area", "in office files", "in files",
    "in the files", "in file", "on file", "in department", "in the department", "onsite", "on site",
    "for", ":",
    ",", "a period of", "period of", "the", "of",
  ]

  /// Words after a period or an event that say where copies are and add nothing.
  static let places = [
    "in office area", "in the office", "in office files", "in office", "on site", "onsite",
    "in active area", "in active files", "in operating area", "on file", "in department",
  ]
}
