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

  /// The subject in words, from the innermost out: `record 8f3a, dataset custody-images (Custody images)`;
  /// what has no identifier by its line.
  var subjectInWords: String {
    let words = subject.links.reversed().enumerated().map { index, link -> String in
      var parts = [FactWords.stepName(link.kind)]
      if let id = link.id {
        parts.append(id)
      } else if index == 0, link.name == nil, let location = locations.first {
        parts.append("at line \(location.line)")
      }
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
    guard let fix = smallestFix else { return nil }
    if verdict == .undetermined { return ("fewest facts", fix) }
    return ("then record", fixToRecord(fix))
  }

  /// What a fix leaves to record once the remedy is carried out, which says what to check and to do.
  func fixToRecord(_ fix: String) -> String {
    guard !remedy.isEmpty else { return fix }
    let isChecked = remedy.lowercased().contains("check")
    return FixPhrase.record(of: isChecked ? FixPhrase.deed(of: fix) : fix)
  }

  /// What to do, and then what to record, in sentences.
  ///
  /// - Parameter words: How a sentence is written.
  func whatToDo(_ words: (String) -> String = { $0 }) -> String {
    var parts = [FactWords.closed(words(remedy))].filter { !$0.isEmpty }
    if let afterwards, afterwards.text != remedy {
      let then = FactWords.closed(words(afterwards.text))
      parts.append(parts.isEmpty ? then : "\(FactWords.opened(afterwards.label)): \(then)")
    }
    if let weight { parts.append("This counts as \(weight).") }
    return parts.joined(separator: " ")
  }

  /// For how many breaches or checks it counts where that is more than one, so that a list of findings adds
  /// up to the headline: `2 breaches`.
  var weight: String? {
    guard checksCounted > 1 else { return nil }
    return verdict == .breach
      ? counted(checksCounted, "breach", "breaches") : counted(checksCounted, "check")
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
