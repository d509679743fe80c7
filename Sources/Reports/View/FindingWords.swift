import Findings
import Results

extension Finding {
  /// The word of the verdict; for a waived one what it would be without the waiver.
  var displayWord: String {
    switch verdict {
    case .breach: "breach"
    case .waived: "waived breach"
    case .undetermined: "undecided"
    case .notApplicable: "not applicable"
    case .pass: since == nil ? "met" : "forecast"
    }
  }

  /// The subject in words, from the innermost out: `record 8f3a in dataset "Custody images"`.
  var subjectInWords: String {
    let words = subject.links.reversed().map { link -> String in
      var parts = [FactWords.stepName(link.kind)]
      if let id = link.id { parts.append(id) }
      if let name = link.name, name != link.id { parts.append("(\(name))") }
      return parts.joined(separator: " ")
    }
    let outer = words.dropFirst().map { ", \($0)" }.joined()
    return (words.first ?? "") + subject.level.more(othersCount) + outer
  }
}

extension Finding {
  /// What to change in the inventory once the remedy is carried out, and what that is called; `nil`
  /// where nothing was found that clears the finding.
  var afterwards: (label: String, text: String)? {
    guard var text = smallestFix else { return nil }
    // The remedy says what to check before records go.
    if remedy.lowercased().contains("check") { text = FixPhrase.deed(of: text) }
    // Nor is the deed said twice where both begin with it.
    let deed = " and record the day in "
    if let end = text.firstRange(of: deed)?.upperBound, !text.contains(";"),
      text.prefix(while: { $0 != " " }) == remedy.prefix(while: { $0 != " " })
    {
      text = "the day in " + text[end...]
    }
    return (verdict == .undetermined ? "fewest facts" : "then record", text)
  }

  /// What to do, and then what to record, in sentences.
  ///
  /// - Parameter words: How a sentence is written.
  func whatToDo(_ words: (String) -> String = { $0 }) -> String {
    let first = FactWords.closed(words(remedy))
    guard let afterwards, afterwards.text != remedy else { return first }
    let then = FactWords.closed(words(afterwards.text))
    return first.isEmpty ? then : "\(first) \(FactWords.opened(afterwards.label)): \(then)"
  }
}

extension Finding {
  /// How well the figures are known that the finding rests on, by the weakest of them.
  var evidenceInWords: String? {
    evidence.map {
      let words = FactWords.sentence($0.inWords)
      return isProvisional ? "\(words); provisional until confirmed" : words
    }
  }
}

extension Citation {
  /// The citation on one line.
  var inWords: String {
    var text = "\(title), \(at)"
    if let edition { text += " (\(FactWords.sentence(edition)))" }
    if evidence != Evidence(.read) { text += " [\(FactWords.sentence(evidence.inWords))]" }
    return text
  }
}

extension Summary.Counts {
  /// The counts that are not zero, in words: `7 breaches, 2 undecided`.
  var inWords: String {
    var parts: [String] = []
    if breach > provisional {
      parts.append(counted(breach - provisional, "breach", "breaches"))
    }
    if provisional > 0 { parts.append("\(provisional) provisional") }
    if undetermined > 0 { parts.append("\(undetermined) undecided") }
    if waived > 0 { parts.append("\(waived) waived") }
    if pass > 0 { parts.append("\(grouped(pass)) met") }
    if notApplicable > 0 { parts.append("\(grouped(notApplicable)) did not apply") }
    return parts.isEmpty ? "nothing decided" : parts.joined(separator: ", ")
  }
}

/// What every page says when a run was asked to show personal data.
let personalDataNotice =
  "This report contains personal data, as requested. Handle it as you handle the records."

extension Header.LedgerHead {
  /// What the run follows in its history, for the method part of a report.
  var inWords: String {
    guard let hash else { return "the first run of its history" }
    return "follows entry \(entry), head \(hash)"
  }
}
