extension PartGrammar {
  /// "RETAIN UNTIL: event PLUS: 5 years THEN: destroy" and "RETAIN FROM: creation PLUS: 1 year".
  func labelled(at start: Int) -> [Reading] {
    guard let after = skipAny(["until :", "from :"], at: start),
      let (event, next) = labelledEvent(at: after, upTo: ["plus :", "then :"])
    else { return [] }
    guard let sum = skip("plus :", at: next) else {
      return skip("until", at: start) == nil ? [] : [(rule(.untilEvent, event), next)]
    }
    guard !event.isOpenEnd else { return [] }
    return period(at: sum).map { period, end in
      var rule = rule(.fixed, event)
      rule.period = period.isoText
      return (rule, end)
    }
  }

  /// "until 100 years of age", "age 25", "until the person's 18th birthday".
  func ages(at start: Int) -> [Reading] {
    let begin = skipAny(["until", "up to"], at: start) ?? start
    var readings: [Reading] = []
    func add(_ years: Int, _ next: Int) {
      guard years <= 150 else { return }
      readings.append(
        (RetentionRule(.untilAge, period: "P\(years)Y", trigger: "birth"), next))
    }
    let aged = skipAny(Self.ageLeads, at: begin)
    if let aged, let (years, next) = NumberWords.number(in: tokens, at: aged) {
      add(years, skipAny(["years of age", "years", "years old"], at: next) ?? next)
    }
    if let (years, next) = NumberWords.number(in: tokens, at: begin) {
      if let end = skipAny(["years of age", "years old"], at: next) { add(years, end) }
    }
    let person = skipAny(Self.people, at: begin) ?? begin
    if let (years, next) = NumberWords.number(in: tokens, at: person),
      let end = skipAny(["th birthday", "st birthday", "nd birthday", "rd birthday"], at: next)
    {
      add(years, end)
    }
    return readings
  }

  private static let ageLeads = [
    "age of", "the age of", "age", "aged", "subject reaches age", "subject reaches the age of",
    "child is", "child reaches", "child reaches age", "they reach", "individual reaches age",
    "person reaches age", "person is", "subject is", "minor reaches age",
  ]
  private static let people = [
    "the individuals", "individuals", "the persons", "persons", "the childs", "childs",
    "the subjects", "subjects", "the pupils", "pupils", "employees", "their", "the",
  ]

  /// "6 years", "at least 6 years after closure", "two to six years", "until 3 years after sale".
  func lengths(at start: Int) -> [Reading] {
    var readings: [Reading] = []
    let begin = skip("until", at: start) ?? start
    let needsEvent = begin != start
    let (bound, afterBound) = self.bound(at: begin)
    for (shorter, longer, next) in range(at: afterBound) where bound == nil && !needsEvent {
      let rule = RetentionRule(
        .fixed, period: longer.isoText, minimum: shorter.isoText, bound: .maximum)
      readings += started(rule, at: next) + [(rule, next)]
    }
    for (period, next) in period(at: afterBound) {
      let rule = RetentionRule(.fixed, period: period.isoText, bound: bound)
      let place = skipAny(Self.places, at: next) ?? next
      readings += started(rule, at: place)
      if !needsEvent {
        readings += staged(rule, period, at: next)
        readings.append((rule, next))
      }
    }
    return readings
  }

  private func bound(at start: Int) -> (RetentionRule.Bound?, Int) {
    let minimum = [
      "at least", "a minimum of", "minimum of", "minimum", "min .", "min", "not less than",
      "no less than",
    ]
    let maximum = [
      "up to", "a maximum of", "maximum of", "maximum", "max .", "max", "no more than",
      "not more than",
      "no longer than", "not longer than",
    ]
    if let next = skipAny(minimum, at: start) { return (.minimum, next) }
    if let next = skipAny(maximum, at: start) { return (.maximum, next) }
    return (nil, start)
  }

  /// The event after a period: "… after the end of the contract".
  private func started(_ rule: RetentionRule, at start: Int) -> [Reading] {
    let links = ["after", "from", "following", "since", "past", "beyond"]
    guard let next = skipAny(links, at: start) else { return [] }
    return events(at: next).compactMap { event, end in
      guard !event.isOpenEnd else { return nil }
      var rule = rule
      rule.trigger = event.code
      rule.event = event.words
      rule.counting = event.counting
      return (rule, end)
    }
  }

  /// "… in office, then 3 years in the records centre": the sum of both.
  private func staged(_ rule: RetentionRule, _ first: SpokenPeriod, at start: Int) -> [Reading] {
    var next = skipAny(Self.places, at: start) ?? start
    next = skipAny([", then", ". then", "then", ",", "."], at: next) ?? next
    let moves = [
      "transfer to records center", "transfer to record center", "transfer to storage",
      "transfer to records center and retain", "in records center", "in record center",
      "transfer to records centre", "in records centre",
    ]
    guard let stage = skipAny(moves, at: next) else { return [] }
    let begin = skipAny([", retain", "retain", "for"], at: stage) ?? stage
    return period(at: skip("for", at: begin) ?? begin).map { second, end in
      var rule = rule
      rule.period = (first + second).isoText
      return (rule, skipAny(["in records center", "in record center"], at: end) ?? end)
    }
  }

  /// "event + 6 years", "end of contract plus 6 years", "until end of contract then 6 years".
  func sums(at start: Int) -> [Reading] {
    let begin = skip("until", at: start) ?? start
    var readings: [Reading] = []
    for (event, next) in events(at: begin) where !event.isOpenEnd {
      let comma = skip(",", at: next) ?? next
      guard let sum = skipAny(["+", "plus", "and then", "then", "and for"], at: comma) else {
        continue
      }
      for (period, end) in period(at: skip("a further", at: sum) ?? sum) {
        var rule = rule(.fixed, event)
        rule.period = period.isoText
        readings.append((rule, end))
      }
    }
    return readings
  }
}
