/// What people call the facts that rules read, by the paths that conditions write.
///
/// Reports know no vocabulary; whoever writes one passes the labels in.
public struct FieldLabels: Hashable, Sendable {
  /// How a value is written for people.
  public enum Form: Hashable, Sendable {
    /// A day: `31 August 2025`.
    case day
    /// A period: `six years (P6Y)`.
    case period
    /// `yes` or `no`.
    case truth
    /// A point in time: `1 October 2026, 08:00 UTC`.
    case instant
    /// A code or several, in words.
    case code
    /// As it stands in the file.
    case asWritten
  }

  /// What is known of a field.
  public struct Entry: Hashable, Sendable {
    /// What people call it, such as `last event`.
    public var label: String
    /// How its values are written for people.
    public var form: Form

    /// Names a field for people.
    public init(label: String, form: Form) {
      self.label = label
      self.form = form
    }
  }

  private let entries: [String: Entry]
  /// How codes of more than one word read in a sentence: `last-review` is `last review`.
  let codes: [String: String]
  /// The names of what codes stand for that are no words: `NL` is `Netherlands`.
  let names: [String: String]

  /// Labels by path, such as `record.lastEvent`; items of lists without their index.
  ///
  /// - Parameters:
  ///   - codes: The codes that values of fields have.
  ///   - names: The names of what codes stand for that are no words, such as those of countries.
  public init(
    _ entries: [String: Entry] = [:], codes: some Sequence<String> = [],
    names: [String: String] = [:]
  ) {
    self.entries = entries
    self.names = names
    self.codes = Dictionary(
      codes.compactMap { code in Self.words(of: code).map { (code, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether nobody named any field.
  var isEmpty: Bool { entries.isEmpty }

  /// A code in words; `nil` where it is one word, or no words. Codes of articles and sections are
  /// written as lawyers write them: `art6-1-f` is `Article 6(1)(f)`.
  private static func words(of code: String) -> String? {
    let parts = code.split(separator: "-")
    guard parts.count > 1 else { return nil }
    guard code.utf8.contains(where: { 0x30...0x39 ~= $0 }) else {
      return parts.joined(separator: " ")
    }
    for (prefix, word) in [("art", "Article"), ("s", "section")] {
      let number = parts[0].dropFirst(prefix.count)
      if parts[0].hasPrefix(prefix), Int(number) != nil {
        return "\(word) \(number)" + parts.dropFirst().map { "(\($0))" }.joined()
      }
    }
    return nil
  }

  /// The field of a path such as `record.events[0].date`; `nil` where nobody named it.
  public subscript(path: String) -> Entry? {
    guard path.utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "?") }) else {
      return entries[path]
    }
    var plain = ""
    var isIndex = false
    for scalar in path.unicodeScalars {
      switch scalar {
      case "[": isIndex = true
      case "]": isIndex = false
      case "?": break
      default: if !isIndex { plain.unicodeScalars.append(scalar) }
      }
    }
    return entries[plain]
  }
}
