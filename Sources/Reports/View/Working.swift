import Findings

/// How a computed value came about, in words; only forms that read as a sum.
enum Working {
  /// The sum behind a computed value: `29 February 2020 + six years (P6Y)`; `nil` for a formula
  /// that only a programmer reads.
  static func inWords(_ step: Derivation.Step) -> String? {
    let text = step.substituted.isEmpty ? step.formula : step.substituted
    if text == step.value { return "" }
    if let arguments = arguments(of: "lastDay", in: text) { return lastDay(arguments) }
    for (name, words) in [("latest", "the latest of"), ("earliest", "the earliest of")] {
      guard let list = arguments(of: name, in: text)?.joined(separator: ","),
        list.hasPrefix("["), list.hasSuffix("]")
      else { continue }
      let days = list.dropFirst().dropLast().split(separator: ",").map {
        String($0.drop { $0 == " " })
      }
      guard days.allSatisfy({ FactWords.day($0) != nil }) else { return nil }
      return days.count < 2 ? "" : "\(words) \(joined(days.map(FactWords.computed)))"
    }
    if let arguments = arguments(of: "nextWorkingDay", in: text), let day = arguments.first,
      FactWords.day(day) != nil
    {
      return day == step.value ? "" : "the next working day from \(FactWords.computed(day))"
    }
    return nil
  }

  /// `lastDay(day, period)`, and `from` or `beginning-with` where the law counts otherwise.
  private static func lastDay(_ arguments: [String]) -> String? {
    guard arguments.count >= 2, let day = FactWords.day(arguments[0]),
      let period = FactWords.period(arguments[1])
    else { return nil }
    let sum = "\(day) + \(period) (\(arguments[1]))"
    switch arguments.count > 2 ? arguments[2] : nil {
    case nil, "from": return sum
    case "beginning-with": return "\(sum), the first day included"
    default: return nil
    }
  }

  /// The arguments of a text that is one call of a function; `nil` if it is anything else.
  private static func arguments(of name: String, in text: String) -> [String]? {
    guard text.hasPrefix("\(name)("), text.hasSuffix(")") else { return nil }
    let inner = text.dropFirst(name.count + 1).dropLast()
    guard !inner.contains("(") else { return nil }
    return inner.split(separator: ",").map { String($0.drop { $0 == " " }) }
  }

  private static func joined(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
