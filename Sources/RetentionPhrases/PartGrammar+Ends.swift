internal import CivilTime

extension PartGrammar {
  /// "until superseded", "until no longer needed".
  func untils(at start: Int) -> [Reading] {
    let words = ["until", "till", "until after", "until such time as", "until the date of"]
    var readings: [Reading] = []
    for word in words {
      guard let next = skip(word, at: start) else { continue }
      readings += events(at: next).map { (rule(.untilEvent, $0.event), $0.next) }
    }
    if let next = skipAny(["as long as administratively valuable", "for useful life"], at: start) {
      readings.append((RetentionRule(.indeterminate), next))
    }
    if let next = skipAny(["when", "destroy when", "delete when"], at: start) {
      let isDestroyed = skip("when", at: start) == nil
      readings += knownOpenEnds(at: next, action: isDestroyed ? "delete" : nil)
    }
    return readings
  }

  private func knownOpenEnds(at start: Int, action: String?) -> [Reading] {
    events(at: start, takesAny: false).compactMap { event, next in
      event.isOpenEnd ? (RetentionRule(.indeterminate, action: action), next) : nil
    }
  }

  /// "permanent", "see functional schedule", a bare event such as "superseded", and `P6Y`.
  func plain(at start: Int) -> [Reading] {
    var readings: [Reading] = []
    let forEver = [
      "permanent record", "permanently", "permanent", "indefinitely", "indefinite", "for ever",
      "forever", "in perpetuity", "perpetuity",
    ]
    if let next = skipAny(forEver, at: start) {
      let end =
        skipAny(["( archival )", "( appraisal required )", "retention", "records"], at: next)
        ?? next
      readings.append((RetentionRule(.permanent), end))
    }
    if let next = reference(at: start) { readings.append((RetentionRule(.byReference), next)) }
    if case .word(let word)? = tokens[safe: start], let period = Self.isoPeriod(word) {
      readings.append((RetentionRule(.fixed, period: period), start + 1))
    }
    readings += events(at: start, takesAny: false).map { event, next in
      (rule(.untilEvent, event), next)
    }
    return readings
  }

  private func reference(at start: Int) -> Int? {
    let leads = [
      "see", "refer to", "as per", "in line with", "in accordance with", "according to", "follow",
    ]
    guard var next = skipAny(leads, at: start) else { return nil }
    next = skip("the", at: next) ?? next
    let first = next
    while case .word(let word)? = tokens[safe: next], next - first < 5 {
      if ["schedule", "schedules", "policy"].contains(word) { return next + 1 }
      if word == "period", next > first { return next + 1 }
      if Self.notReferences.contains(word) { return nil }
      next += 1
    }
    return nil
  }

  private static let notReferences: Set<String> = [
    "years", "year", "months", "days", "until", "after", "then", "or", "and", "unless", "if",
  ]

  /// An ISO 8601 period that stands in a phrase as one word.
  private static func isoPeriod(_ word: String) -> String? {
    let text = word.uppercased()
    guard text.utf8.first == UInt8(ascii: "P"), let period = try? Period(parsing: text),
      period.months <= 150 * 12, period.days <= 150 * 366
    else { return nil }
    return text
  }
}
