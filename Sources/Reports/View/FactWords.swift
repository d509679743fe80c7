import CivilTime
import Findings
import Results

/// Facts, days, periods and sums as people read them.
///
/// Values of inventories stay as they stand in the file, but days are written long, and periods in
/// words with the file's spelling behind them. Machine formats use none of this.
struct FactWords {
  let labels: FieldLabels

  init(_ labels: FieldLabels) { self.labels = labels }

  /// What a fact is called on a page about a subject: its label, and the level where that is not
  /// the subject's own, such as `retention period (dataset)`; the path where it has no label.
  func name(of path: String, on subject: Subject? = nil) -> String {
    guard let entry = labels[path] else { return path }
    if path.hasPrefix("related(") { return "\(entry.label) (linked records)" }
    let level = path.prefix { $0 != "." && $0 != "[" && $0 != "(" }
    guard let subject, let last = subject.links.last, level != last.kind else {
      return entry.label
    }
    return "\(entry.label) (\(level))"
  }

  /// The value of a fact in the form of its field.
  func value(_ value: String, of path: String) -> String {
    if Self.isEmpty(value) { return "left empty" }
    if value == "[]" { return "none" }
    return switch labels[path]?.form {
    case .day: Self.day(value) ?? value
    case .period: Self.period(value).map { "\($0) (\(value))" } ?? value
    case .truth: value == "true" ? "yes" : value == "false" ? "no" : value
    case .instant: Self.instant(value) ?? value
    case .code:
      value.split(separator: ",").map { word(of: $0.trimmingPrefix { $0 == " " }) }
        .joined(separator: ", ")
    case .asWritten, nil: value
    }
  }

  /// Whether a text is one without letters, as conditions write it.
  private static func isEmpty(_ value: String) -> Bool {
    value.isEmpty || value == "''" || value == "\"\""
  }

  /// A code in words, or as it is where it is a word.
  private func word(of code: Substring) -> String {
    let code = String(code)
    return labels.names[code] ?? labels.codes[code] ?? code
  }

  /// A computed value: a day or a period in words, anything else as it is.
  static func computed(_ value: String) -> String {
    day(value) ?? period(value).map { "\($0) (\(value))" } ?? value
  }

  /// The name of a computed value in words: `clearFrom` is `clear from`.
  static func stepName(_ name: String) -> String {
    guard !name.utf8.contains(UInt8(ascii: " ")) else { return name }
    var words = ""
    for scalar in name.unicodeScalars {
      if scalar.properties.isUppercase {
        words += " " + scalar.properties.lowercaseMapping
      } else {
        words.unicodeScalars.append(scalar)
      }
    }
    return words
  }
}

// MARK: Days and periods

extension FactWords {
  /// A day, month or year as it is written in a file, in long form; `nil` for anything else.
  static func day(_ text: String) -> String? {
    if let date = try? CivilDate(parsing: text) { return date.inWords }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      let first = try? CivilDate(parsing: "\(text)-01")
    else { return nil }
    return first.inWords.split(separator: " ").dropFirst().joined(separator: " ")
  }

  /// A point in time of RFC 3339 in UTC, to the minute; `nil` for anything else.
  static func instant(_ text: String) -> String? {
    let parts = text.split(separator: "T")
    guard parts.count == 2, text.hasSuffix("Z"), parts[1].utf8.count >= 6,
      let date = try? CivilDate(parsing: String(parts[0]))
    else { return nil }
    return "\(date.inWords), \(parts[1].prefix(5)) UTC"
  }

  /// A period in words, each unit as the file has it: `P24M` is `24 months`, not two years.
  static func period(_ text: String) -> String? {
    if text == "indefinite" { return nil }
    guard (try? Period(parsing: text)) != nil else { return nil }
    var parts: [String] = []
    var number = ""
    for scalar in text.unicodeScalars.dropFirst() {
      if ("0"..."9").contains(scalar) {
        number.unicodeScalars.append(scalar)
      } else {
        let unit = ["Y": "year", "M": "month", "W": "week", "D": "day"][scalar] ?? ""
        parts.append("\(spelled(number)) \(unit)\(number == "1" ? "" : "s")")
        number = ""
      }
    }
    guard parts.count > 1, let last = parts.last else { return parts.first }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Numbers up to twelve in letters, as running text has them.
  private static func spelled(_ number: String) -> String {
    let words = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve",
    ]
    guard let value = Int(number), words.indices.contains(value) else { return number }
    return words[value]
  }
}

// MARK: Sentences

extension FactWords {
  /// A sentence of a rule as people read it: days long, periods in words with their spelling.
  ///
  /// Only what stands alone is changed, never part of a name, a path or a point in time.
  static func sentence(_ text: String) -> String {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    return words.indices.map { index in
      guard words[index].utf8.count > 3, let number = Int(words[index]), index + 1 < words.count
      else { return word(words[index]) }
      return counts(words, from: index) ? grouped(number) : words[index]
    }.joined(separator: " ")
  }

  /// Whether the number at a place counts something, and is no year: `2253 days`, `1200 of 18452 records`.
  private static func counts(_ words: [String], from index: Int) -> Bool {
    let next = words[index + 1].prefix { $0.isLetter }
    if ["day", "days", "record", "records", "people", "entries"].contains(next) { return true }
    return next == "of" && index + 3 < words.count && Int(words[index + 2]) != nil
      && counts(words, from: index + 2)
  }

  /// A word of a sentence, with the punctuation around it kept.
  private static func word(_ word: String) -> String {
    let scalars = Array(word.unicodeScalars)
    let isAround: (Unicode.Scalar) -> Bool = { "(),;:.[]\"".unicodeScalars.contains($0) }
    let start = scalars.prefix(while: isAround).count
    let end = scalars.count - scalars.reversed().prefix(while: isAround).count
    guard start < end else { return word }
    let inner = text(scalars[start..<end])
    let words: String
    if inner.utf8.count != 4, let day = day(inner) {
      words = day
    } else if let period = period(inner) {
      words = "\(period) (\(inner))"
    } else {
      return word
    }
    return text(scalars[..<start]) + words + text(scalars[end...])
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// How the label of a fact stands in a sentence.
  enum Naming {
    /// In quotes, with the path behind it, for who has to find the field.
    case withPaths
    /// In quotes, where a sentence says what to do with a field.
    case quoted
    /// Like any other word.
    case bare

    fileprivate func text(_ label: String, _ path: Substring) -> String {
      switch self {
      case .withPaths: "\u{201C}\(label)\u{201D} (\(path))"
      case .quoted: "\u{201C}\(label)\u{201D}"
      case .bare: label
      }
    }
  }

  /// A sentence of a report as people read it: as ``sentence(_:)``, and each path of a fact behind
  /// its label, such as `“last review” (record.reviewed)`.
  ///
  /// - Parameter naming: How a label stands in the sentence.
  func text(_ sentence: String, naming: Naming = .withPaths) -> String {
    let words = sentence.split(separator: " ", omittingEmptySubsequences: false)
    let labelled = words.map { word -> String in
      guard word.utf8.contains(UInt8(ascii: ".")) else { return String(word) }
      let opening = word.prefix { $0 == "(" }
      let rest = word.dropFirst(opening.count)
      let ends = rest.contains("(") ? ",;:" : ",;:)"
      let path = rest.prefix { !ends.contains($0) }
      let plain = path.hasSuffix(".") ? path.dropLast() : path
      guard let entry = labels[String(plain)] else { return String(word) }
      return opening + naming.text(entry.label, plain)
        + word.dropFirst(opening.count + plain.count)
    }
    return Self.sentence(labelled.joined(separator: " "))
  }

  /// What is wrong as people read it: with words in place of the codes that it names.
  ///
  /// For causes only: who writes a fact into an inventory needs its code.
  func uncoded(_ cause: String) -> String {
    guard !labels.codes.isEmpty, cause.utf8.contains(UInt8(ascii: "-")) else { return cause }
    return cause.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let opening = word.prefix { $0 == "(" || $0 == "\"" }
      let code = word.dropFirst(opening.count).prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      guard code.contains("-"),
        let words = labels.names[String(code)] ?? labels.codes[String(code)]
      else { return String(word) }
      return opening + words + word.dropFirst(opening.count + code.count)
    }.joined(separator: " ")
  }

  /// What is wrong, without paths and codes.
  ///
  /// - Parameter finding: The finding that says so; codes that are no words, such as those of
  ///   countries, are told from other words by its facts.
  func cause(_ sentence: String, of finding: Finding? = nil) -> String {
    text(uncoded(finding.map { named(sentence, by: $0) } ?? sentence), naming: .bare)
  }

  /// What is wrong with a finding, without paths and codes.
  func cause(of finding: Finding) -> String { cause(finding.cause, of: finding) }

  /// The sentence with names in place of codes that are values of the finding's facts.
  private func named(_ sentence: String, by finding: Finding) -> String {
    let values = finding.derivation.facts.filter { labels[$0.path]?.form == .code }
      .flatMap { $0.value.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } } }
    let known = values.filter { labels.names[String($0)] != nil }
    guard !known.isEmpty else { return sentence }
    return sentence.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let code = word.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      guard known.contains(code), let name = labels.names[String(code)] else { return String(word) }
      return name + word.dropFirst(code.count)
    }.joined(separator: " ")
  }

  /// A sentence as people read it where there is little room: periods in words alone.
  func plain(_ sentence: String, naming: Naming = .bare) -> String {
    withoutForms(text(sentence, naming: naming))
  }

  /// What is wrong with a finding where there is little room.
  ///
  /// - Parameter sentence: What is said of it; without one its cause.
  func plainCause(of finding: Finding, saying sentence: String? = nil) -> String {
    withoutForms(cause(sentence ?? finding.cause, of: finding))
  }

  /// A sentence without the ISO forms that stand behind periods.
  func withoutForms(_ sentence: String) -> String {
    var words: [String] = []
    for word in sentence.split(separator: " ") {
      if word.hasPrefix("(P"), let end = word.firstIndex(of: ")"), let last = words.last,
        Self.period(String(word[word.index(after: word.startIndex)..<end])) != nil
      {
        words[words.count - 1] = last + word[word.index(after: end)...]
      } else {
        words.append(String(word))
      }
    }
    return words.joined(separator: " ")
  }

  /// A sentence with a capital letter at its start, for where it stands as one.
  static func opened(_ sentence: String) -> String {
    sentence.prefix(1).uppercased() + sentence.dropFirst()
  }

  /// A sentence with a full stop at its end.
  static func closed(_ sentence: String) -> String {
    guard let last = sentence.last, !".!?\u{2026}".contains(last) else { return sentence }
    return sentence + "."
  }
}
