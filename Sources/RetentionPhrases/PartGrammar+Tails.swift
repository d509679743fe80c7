extension PartGrammar {
  /// A reading with every way in which the words after it can belong to it.
  func tails(_ reading: Reading) -> [Reading] {
    var found: [Reading] = []
    var waiting = [reading]
    // Each tail takes at least a word, so this ends.
    while let (rule, start) = waiting.popLast() {
      waiting += actions(rule, at: start) + conditions(rule, at: start)
      if let next = skipAny(Self.remarks, at: start) { waiting.append((rule, next)) }
      found.append((rule, start))
    }
    return found
  }

  /// Remarks that add nothing to a period.
  private static let remarks =
    places + [
      "agency policy :", "facility policy :", "local policy :", "( archival )",
    ]

  /// "…, then destroy", "THEN: transfer to the State Archives".
  private func actions(_ rule: RetentionRule, at start: Int) -> [Reading] {
    guard rule.action == nil else { return [] }
    let links = [
      "then :", ", then", ", and then", "and then", "then", ", and", "and", ",", "before being",
      "before", "prior to", ". then", ".", ":", "-",
    ]
    var readings: [Reading] = []
    for link in links {
      guard let next = skip(link, at: start) else { continue }
      for (words, code) in Self.actionWords {
        guard let end = skip(words, at: skip("securely", at: next) ?? next) else { continue }
        var rule = rule
        rule.action = code
        readings.append((rule, end))
      }
    }
    return readings
  }

  private static let actionWords: [(String, String)] = [
    ("destroy", "delete"), ("destroyed", "delete"), ("destruction", "delete"),
    ("be destroyed", "delete"), ("secure destruction", "delete"),
    ("confidential destruction", "delete"),
    ("delete", "delete"), ("deleted", "delete"), ("deletion", "delete"), ("shred", "delete"),
    ("shredded", "delete"), ("dispose", "delete"), ("disposed of", "delete"), ("purge", "delete"),
    ("discard", "delete"), ("recycle", "delete"), ("erase", "delete"), ("dispose of", "delete"),
    ("review", "review"), ("anonymise", "anonymise"), ("anonymised", "anonymise"),
    ("transfer to archives", "archive"), ("transfer to the archives", "archive"),
    ("transfer to state archives", "archive"), ("transfer to the state archives", "archive"),
    ("transfer to archive", "archive"), ("transfer to county archives", "archive"),
    ("transfer to city archives", "archive"), ("archive", "archive"), ("archived", "archive"),
    ("offer to archives", "archive"), ("transfer to record office", "archive"),
    ("transfer to the record office", "archive"),
  ]

  /// What may prolong or shorten a period: "and until audited", "or longer if needed", "or 3 years,
  /// whichever is later". The period given first then binds on one side only.
  private func conditions(_ rule: RetentionRule, at start: Int) -> [Reading] {
    guard rule.kind == .fixed, rule.bound == nil else { return [] }
    var readings: [Reading] = []
    func add(_ bound: RetentionRule.Bound, _ next: Int) {
      var rule = rule
      rule.bound = bound
      readings.append((rule, next))
    }
    if let next = untilAudited(at: start) { add(.minimum, next) }
    // Records are kept until the audit that is under way is over, too.
    if let next = skipAny(["( current audit cycle )", "( current aca audit cycle )"], at: start) {
      add(.minimum, next)
    }
    if let next = skipAny(["minimum", "( minimum )", "( min )"], at: start) { add(.minimum, next) }
    if let next = skipAny(["maximum", "( maximum )", "( max )"], at: start) { add(.maximum, next) }
    for second in alternatives(at: start) {
      let comma = skip(",", at: second) ?? second
      guard let choice = skip("whichever", at: comma) else { continue }
      let verb = skipAny(["is", "comes", "occurs", "happens"], at: choice) ?? choice
      if let end = skipAny(
        ["the longer", "longer", "later", "greater", "longest", "latest", "greatest", "last"],
        at: verb)
      {
        add(.minimum, end)
      }
      if let end = skipAny(
        ["the shorter", "sooner", "earlier", "shorter", "first", "soonest", "earliest"], at: verb)
      {
        add(.maximum, end)
      }
    }
    if let next = skipAny(["or longer if", ", or longer if", "( or longer if"], at: start) {
      var end = next
      while case .word? = tokens[safe: end] { end += 1 }
      add(.minimum, skip(")", at: end) ?? end)
    }
    return readings
  }

  private func untilAudited(at start: Int) -> Int? {
    let links = [
      "and until", ", and until", "and provided", "provided", ", provided", "and", ", and",
    ]
    let audits = [
      "audited", "audited by auditor of state", "audit is complete",
      "audited and report is released",
      "audited and the report is released", "audited and audit report is released",
      "audited and audit report released",
      "audited by auditor of state and audit report is released",
      "audit report is released", "audit is completed", "audited by the auditor of state",
    ]
    var best: Int?
    for link in links {
      guard let next = skip(link, at: start) else { continue }
      for audit in audits {
        if let end = skip(audit, at: next) { best = max(best ?? 0, end) }
      }
    }
    return best
  }

  /// The places after "or" and another period or event.
  private func alternatives(at start: Int) -> [Int] {
    let comma = skip(",", at: start) ?? start
    guard let next = skip("or", at: comma) else { return [] }
    var ends = lengths(at: next).map(\.next) + untils(at: next).map(\.next)
    ends += sums(at: next).map(\.next) + events(at: next).map(\.next)
    return ends
  }
}
