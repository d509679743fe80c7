import RetentionPhrases

/// A column, member or attribute of the rows of a file, with what stands in it.
struct SourceField {
  /// Its name in the file.
  var name: String
  /// The expression that gives its text.
  var access: String
  /// What stands in it in the rows that were looked at, without those in which nothing does.
  var values: [String]
  /// How many rows were looked at.
  var rows: Int
}

/// The rows of a file that a mapping would read.
struct SourceRows {
  /// The selector.
  var selector: String
  /// The steps of a selector that goes into texts that hold JSON, the last of which is `selector`.
  var outerSteps: [String] = []
  /// What `reads` says besides the columns.
  var reads: String
  var format: InputForm.Format
  var fields: [SourceField]
  /// Whether the row of heads looks like data.
  var isWithoutHeads = false

  /// The selector as YAML.
  var selectorText: String {
    guard !outerSteps.isEmpty else { return MappingText.yaml(selector) }
    return "[\((outerSteps + [selector]).map(MappingText.yaml).joined(separator: ", "))]"
  }
}

/// What the values of a column look like.
struct ValueShape {
  /// The most different values that are kept.
  static let mostDistinct = 12

  /// The pattern of days that most values have.
  private(set) var dayPattern: String?
  /// Whether days could be read as both dd/MM and MM/dd.
  private(set) var isDayAmbiguous = false
  private(set) var areNumbers = false
  private(set) var areFlags = false
  private(set) var arePhrases = false
  /// Whether most values are phrases of retention that are understood, such as "6 years".
  private(set) var areRetention = false
  /// The different values in order, if they are few; none otherwise.
  private(set) var words: [String] = []
  /// Whether every value is there once only.
  private(set) var isUnique = false

  private static let patterns = [
    "yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "yyyyMMdd",
    "dd/MM/yy", "dd-MMM-yyyy", "dd-MMM-yy", "d MMMM yyyy", "d MMM yyyy", "yyyy-MM-dd HH:mm:ss",
    "dd/MM/yyyy HH:mm", "dd/MM/yyyy HH:mm:ss", "MM/yyyy", "yyyy-MM",
  ]

  init(_ values: [String]) {
    guard !values.isEmpty else { return }
    let least = max(values.count * 8 / 10, 1)
    func share(_ test: (String) -> Bool) -> Bool { values.lazy.filter(test).count >= least }
    for pattern in Self.patterns {
      guard let days = DayPattern(pattern) else { continue }
      let fits: (String) -> Bool = { text in
        var text = text
        return text.withUTF8 { days.days($0) != nil }
      }
      if share(fits) {
        dayPattern = pattern
        break
      }
    }
    if dayPattern == "dd/MM/yyyy", let other = DayPattern("MM/dd/yyyy") {
      isDayAmbiguous = values.allSatisfy { text in
        var text = text
        return text.withUTF8 { other.days($0) != nil }
      }
    }
    areNumbers = share { NumberText.whole($0) != nil }
    let flags: Set = ["yes", "no", "y", "n", "true", "false", "0", "1"]
    areFlags = share { flags.contains($0.lowercased()) }
    arePhrases = share(Self.isPhrase)
    let phrases = RetentionPhrases()
    let read = values.prefix(40).filter { text in
      Self.isPhrase(text) && (try? phrases.rules(in: text)) != nil
    }
    areRetention = read.count * 10 >= min(values.count, 40) * 6
    let different = Set(values)
    isUnique = different.count == values.count && values.count > 1
    if different.count <= Self.mostDistinct { words = different.sorted() }
  }

  /// Whether a text looks like a phrase of retention.
  private static func isPhrase(_ text: String) -> Bool {
    let text = text.lowercased()
    let words = ["year", "month", "day", "permanent", "indefinite", "until", "closure", "review"]
    return words.contains { text.contains($0) }
  }
}
