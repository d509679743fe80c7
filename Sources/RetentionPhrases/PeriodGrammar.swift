/// A length of time as a phrase gives it.
struct SpokenPeriod: Hashable {
  var years = 0
  var months = 0
  var weeks = 0
  var days = 0

  /// The period in ISO 8601, in the units that were used.
  var isoText: String {
    let parts = [(years, "Y"), (months, "M"), (weeks, "W"), (days, "D")]
    let text = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    return text.isEmpty ? "P0D" : "P" + text
  }

  /// Whether it is no longer than 150 years, as every period of a schedule is.
  var isPlausible: Bool {
    years * 366 + months * 31 + weeks * 7 + days <= 150 * 366
  }

  /// One after the other.
  static func + (left: SpokenPeriod, right: SpokenPeriod) -> SpokenPeriod {
    SpokenPeriod(
      years: left.years + right.years, months: left.months + right.months,
      weeks: left.weeks + right.weeks, days: left.days + right.days)
  }
}

extension PartGrammar {
  /// A period at a place: "6 years", "seven (7) yrs.", "one year and 6 months", "6 years, 3 months".
  func period(at start: Int) -> [(value: SpokenPeriod, next: Int)] {
    guard let first = simplePeriod(at: start) else { return [] }
    let joint = skipAny(["and", ",", ", and"], at: first.next) ?? first.next
    if let second = simplePeriod(at: joint), first.value.years > 0, second.value.years == 0,
      second.value.months + second.value.weeks + second.value.days > 0
    {
      return [(first.value + second.value, second.next), (first.value, first.next)]
    }
    return [(first.value, first.next)]
  }

  /// Two lengths in one unit: "two to six years", "3-5 years".
  func range(at start: Int) -> [(shorter: SpokenPeriod, longer: SpokenPeriod, next: Int)] {
    let begin = skip("between", at: start) ?? start
    guard let (low, afterLow) = NumberWords.number(in: tokens, at: begin),
      let middle = skip("to", at: afterLow) ?? skip("and", at: afterLow) ?? skip("-", at: afterLow),
      let (high, afterHigh) = NumberWords.number(in: tokens, at: middle), low < high,
      let (unit, next) = unit(at: afterHigh)
    else { return [] }
    return [(unit.times(low), unit.times(high), next)]
  }

  private func simplePeriod(at start: Int) -> (value: SpokenPeriod, next: Int)? {
    guard let (number, afterNumber) = NumberWords.number(in: tokens, at: start) else { return nil }
    var next = afterNumber
    if let open = skip("(", at: next), case .number(let again)? = tokens[safe: open],
      let close = skip(")", at: open + 1)
    {
      if again != number { problem.reason = .contradictory }
      guard again == number else { return nil }
      next = close
    }
    for adjective in ["full", "whole", "complete", "further", "additional", "more"] {
      next = skip(adjective, at: next) ?? next
    }
    guard let (unit, afterUnit) = unit(at: next) else { return nil }
    let value = unit.times(number)
    if !value.isPlausible { problem.reason = .implausible }
    return value.isPlausible ? (value, afterUnit) : nil
  }

  /// A unit of time and the place after it; the full stop of an abbreviation belongs to it.
  private func unit(at start: Int) -> (TimeUnit, Int)? {
    var place = start
    // "calendar years" is not read: whether whole years from January are meant is not said.
    if case .word("calendar")? = tokens[safe: place],
      case .word(let unit)? = tokens[safe: place + 1], !unit.hasPrefix("y")
    {
      place += 1
    }
    guard case .word(let word)? = tokens[safe: place], let unit = TimeUnit.units[word] else {
      return nil
    }
    if word.hasSuffix("r") || word.hasSuffix("rs"), !word.hasPrefix("year"),
      let afterStop = skip(".", at: place + 1)
    {
      return (unit, afterStop)
    }
    return (unit, place + 1)
  }
}

/// A unit of time.
enum TimeUnit {
  case year
  case month
  case week
  case day

  /// Units by the words for them.
  static let units: [String: TimeUnit] = [
    "year": .year, "years": .year, "yr": .year, "yrs": .year, "month": .month, "months": .month,
    "mth": .month, "mths": .month, "week": .week, "weeks": .week, "wk": .week, "wks": .week,
    "day": .day, "days": .day,
  ]

  /// So many of the unit.
  func times(_ number: Int) -> SpokenPeriod {
    switch self {
    case .year: SpokenPeriod(years: number)
    case .month: SpokenPeriod(months: number)
    case .week: SpokenPeriod(weeks: number)
    case .day: SpokenPeriod(days: number)
    }
  }
}
