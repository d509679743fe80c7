extension PartGrammar {
  /// A year that a phrase counts the rest of.
  private enum CurrentYear {
    case calendar
    case financial
    case academic
    case tax
    /// The calendar year, where its end is named.
    case calendarEnd
  }

  /// "current year + 6", "6 years plus current", "CFY + 6", "end of tax year + 6", "current and 3 prior
  /// fiscal years".
  func years(at start: Int) -> [Reading] {
    currentFirst(at: start) + currentLast(at: start) + currentAndPrior(at: start)
  }

  private func currentFirst(at start: Int) -> [Reading] {
    guard let (year, next) = currentYear(at: start),
      let sum = skipAny(["+", "plus", ", plus", "and"], at: next)
    else { return [] }
    if let (number, end) = NumberWords.number(in: tokens, at: sum), number <= 150 {
      let unit = skipAny(Self.yearWords(of: year), at: end)
      let isMore = unit == nil && skipAny(["months", "month", "days", "weeks"], at: end) != nil
      return isMore ? [] : [(rule(number, year), unit ?? end)]
    }
    return []
  }

  private func currentLast(at start: Int) -> [Reading] {
    guard let (number, afterNumber) = NumberWords.number(in: tokens, at: start), number <= 150
    else { return [] }
    let again = bracketed(number, at: afterNumber)
    let words = Self.yearWords(of: nil)
    guard let next = skipAny(words, at: again) else { return [] }
    let place = skipAny(Self.places, at: next) ?? next
    guard let sum = skipAny(["+", "plus", ", plus", "and"], at: place),
      let (year, end) = currentYear(at: skip("the", at: sum) ?? sum)
    else { return [] }
    let isAcademic = skip("academic", at: again) != nil
    let isFiscal = skipAny(["fiscal", "financial"], at: again) != nil
    guard isAcademic == (year == .academic), !isFiscal || year == .financial else { return [] }
    return [(rule(number, year), end)]
  }

  /// "current and 3 prior fiscal years", "3 prior fiscal years plus current".
  private func currentAndPrior(at start: Int) -> [Reading] {
    let begin = skipAny(["current and", "current year and", "current plus"], at: start)
    let place = begin ?? start
    guard let (number, next) = NumberWords.number(in: tokens, at: place), number <= 150,
      let prior = skipAny(["prior", "previous", "preceding"], at: next)
    else { return [] }
    let isFiscal = skipAny(["fiscal", "financial"], at: prior)
    guard var end = skipAny(["years", "year"], at: isFiscal ?? prior) else { return [] }
    if begin == nil {
      guard let after = skipAny(["plus current", "and current"], at: end) else { return [] }
      end = skip("year", at: after) ?? after
    }
    return [(rule(number, isFiscal == nil ? .calendar : .financial), end)]
  }

  private func bracketed(_ number: Int, at start: Int) -> Int {
    guard let open = skip("(", at: start), case .number(number)? = tokens[safe: open] else {
      return start
    }
    return skip(")", at: open + 1) ?? start
  }

  private static func yearWords(of year: CurrentYear?) -> [String] {
    switch year {
    case .academic:
      ["academic years", "academic year", "school years", "school year", "years", "year", "yrs"]
    case .tax: ["tax years", "tax year", "years", "year", "yrs"]
    case .financial:
      ["fiscal years", "fiscal year", "financial years", "financial year", "years", "year", "yrs"]
    case .calendar, .calendarEnd: ["years", "year", "yrs"]
    case nil:
      [
        "academic years", "academic year", "fiscal years", "fiscal year", "financial years",
        "financial year", "years", "year", "yrs",
      ]
    }
  }

  private func currentYear(at start: Int) -> (CurrentYear, Int)? {
    let begin = skip("the", at: start) ?? start
    if let named = namedYear(at: begin) { return named }
    guard let next = skip("current", at: begin) else { return nil }
    if let end = skipAny(["fiscal year", "financial year"], at: next) { return (.financial, end) }
    if let end = skipAny(["academic year", "school year"], at: next) { return (.academic, end) }
    if let end = skip("tax year", at: next) { return (.tax, end) }
    return (.calendar, skipAny(["calendar year", "year"], at: next) ?? next)
  }

  /// "FY", "the end of the tax year", "academic year end": a year that runs from a day of its own, and the
  /// calendar year where its end is named.
  private func namedYear(at start: Int) -> (CurrentYear, Int)? {
    if let next = skipAny(["cfy", "current fy", "end of fy", "fy"], at: start) {
      return (.financial, next)
    }
    let lead = skipAny(["end of the current", "end of the", "end of current", "end of"], at: start)
    for (words, year) in [
      ("fiscal year", CurrentYear.financial), ("financial year", .financial), ("tax year", .tax),
      ("academic year", .academic), ("school year", .academic), ("calendar year", .calendarEnd),
    ] {
      guard let next = skip(words, at: lead ?? start) else { continue }
      if lead != nil { return (year, next) }
      if let end = skip("end", at: next) { return (year, end) }
    }
    return nil
  }

  /// A number of years from the end of the present one.
  private func rule(_ number: Int, _ year: CurrentYear) -> RetentionRule {
    let period = "P\(number)Y"
    return switch year {
    case .calendar: RetentionRule(.fixed, period: period, counting: "current-plus")
    case .financial: RetentionRule(.fixed, period: period, trigger: "financial-year-end")
    case .academic: RetentionRule(.fixed, period: period, trigger: "school-year-end")
    case .tax: RetentionRule(.fixed, period: period, trigger: "tax-year-end")
    case .calendarEnd: RetentionRule(.fixed, period: period, trigger: "calendar-year-end")
    }
  }
}
