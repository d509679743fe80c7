import CivilTime

extension Pack.Parameter {
  /// Whether texts are a value of its kind, and among those that are allowed.
  func takes(_ texts: [String]) -> Bool {
    (allowed.isEmpty || texts.allSatisfy(allowed.contains)) && isOfKind(texts)
  }

  /// Whether texts are a value of its kind.
  func isOfKind(_ texts: [String]) -> Bool {
    guard kind != .strings else { return true }
    guard let text = texts.first, texts.count == 1 else { return false }
    return switch kind {
    case .string, .strings: true
    case .bool: text == "true" || text == "false"
    case .int: Int(text).map { $0 >= least ?? 0 && $0 <= most ?? .max } ?? false
    case .period: text == "indefinite" || (try? Period(parsing: text)) != nil
    case .date: (try? CivilDate(parsing: text)) != nil
    }
  }

  /// What a value of it looks like, such as `one of allowed, early` or `a period such as P6Y`.
  var formInWords: String {
    guard allowed.isEmpty else { return "one of \(allowed.joined(separator: ", "))" }
    return switch kind {
    case .string: "a text"
    case .strings: "one text or several with \"and\" between them"
    case .bool: "true or false"
    case .int:
      most.map { "a whole number from \(least ?? 0) to \($0)" } ?? "a whole number such as 2"
    case .period: "a period such as P6Y or 6 years"
    case .date: "a day such as 2026-11-20"
    }
  }
}
