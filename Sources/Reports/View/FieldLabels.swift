import Synchronization

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

  /// What there is to know, once it was asked for.
  private let contents: Contents

  /// How codes of more than one word read in a sentence: `last-review` is `last review`.
  var codes: [String: String] { contents.value.codes }
  /// The names of what codes stand for that are no words: `NL` is `the Netherlands`.
  var names: [String: String] { contents.value.names }

  private var entries: [String: Entry] { contents.value.entries }

  private struct Known: Hashable, Sendable {
    var entries: [String: Entry]
    var codes: [String: String]
    var names: [String: String]
  }

  /// Labels that are made when the first of them is asked for: a report without words needs none.
  private final class Contents: Sendable {
    private let known = Mutex<Known?>(nil)
    private let make: @Sendable () -> Known

    init(_ make: @escaping @Sendable () -> Known) { self.make = make }

    var value: Known {
      known.withLock { known in
        let value = known ?? make()
        known = value
        return value
      }
    }
  }

  /// Whether both say the same of every path and code.
  public static func == (left: FieldLabels, right: FieldLabels) -> Bool {
    left.contents === right.contents || left.contents.value == right.contents.value
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(contents.value) }

  /// Labels by path, such as `record.lastEvent`; items of lists without their index.
  ///
  /// - Parameters:
  ///   - codes: The codes that values of fields have.
  ///   - names: The names of what codes stand for that are no words, such as those of countries.
  public init(
    _ entries: [String: Entry] = [:], codes: some Sequence<String> = [],
    names: [String: String] = [:]
  ) {
    let known = Self.known(entries, codes, names)
    contents = Contents { known }
  }

  /// Labels that are looked up when the first of them is asked for.
  public init(
    later make:
      @escaping @Sendable () -> (
        entries: [String: Entry], codes: [String], names: [String: String]
      )
  ) {
    contents = Contents {
      let (entries, codes, names) = make()
      return Self.known(entries, codes, names)
    }
  }

  private static func known(
    _ entries: [String: Entry], _ codes: some Sequence<String>, _ names: [String: String]
  ) -> Known {
    Known(
      entries: entries,
      codes: Dictionary(
        codes.compactMap { code in words(of: code).map { (code, $0) } },
        uniquingKeysWith: { first, _ in first }),
      names: names)
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
