extension Pack {
  /// The places that the pack is for, for people; `nil` where it is for all.
  public var placesInWords: String? {
    guard !jurisdictions.isEmpty else { return nil }
    // Who lists the whole and its parts means the whole.
    let isWhole = jurisdictions.contains("united-kingdom")
    let codes = isWhole ? jurisdictions.filter { !Self.nations.contains($0) } : jurisdictions
    return codes.map(Self.place).inSentence(with: "and")
  }

  /// The kinds of organisation that the pack is for, for people; `nil` where it is for all.
  public var kindsInWords: String? {
    appliesTo.isEmpty ? nil : appliesTo.map(Self.kind).inSentence(with: "and")
  }

  private static let nations = ["england-and-wales", "scotland", "northern-ireland"]

  /// A place by its name.
  public static func place(_ code: String) -> String {
    switch code {
    case "eu": return "the European Union"
    case "eea": return "the European Economic Area"
    case "united-kingdom": return "the United Kingdom"
    case "netherlands": return "the Netherlands"
    default:
      let words = code.split(separator: "-").map { $0 == "and" ? "and" : $0.capitalized }
      return words.joined(separator: " ")
    }
  }

  /// The organisations of a kind.
  private static func kind(_ code: String) -> String {
    switch code {
    case "police-force": "police forces"
    case "competent-authority": "other competent authorities for law enforcement"
    case "public-authority": "public authorities"
    case "private": "private bodies"
    case "processor": "processors"
    default: code
    }
  }
}

extension Substring {
  /// The word with a capital.
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

extension [String] {
  /// The words as a sentence lists them: `a, b and c`.
  public func inSentence(with last: String) -> String {
    guard count > 1, let end = self.last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(last) " + end
  }
}
