/// Numbers as texts.
enum NumberText {
  /// A number in text: whole ones without a fraction.
  static func text(_ number: Double) -> String {
    if let whole = Int64(exactly: number) { return String(whole) }
    return "\(number)"
  }

  /// A whole number as people write it: with separators of thousands, or a fraction of zeros; `nil`
  /// for anything else.
  ///
  /// Three zeros behind a point and nothing else are a fraction here and thousands there ("12.000"),
  /// so that they are neither.
  static func whole(_ text: String) -> Int64? {
    var digits = text.filter { $0 != "\u{a0}" && $0 != "\u{202f}" && $0 != " " }
    if digits.contains(",") {
      let groups = digits.split(separator: ",", omittingEmptySubsequences: false)
      let isGrouped =
        1...3 ~= groups[0].count
        && groups.dropFirst().allSatisfy { $0.prefix { $0 != "." }.count == 3 }
      guard isGrouped else { return nil }
      digits = groups.joined()
    }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let head = parts.first, !head.isEmpty, head.count <= 18,
      head.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
    else { return nil }
    if parts.count == 2 {
      guard parts[1].allSatisfy({ $0 == "0" }) else { return nil }
      if parts[1].count == 3, head.count <= 3, head != "0" { return nil }
    }
    return Int64(head)
  }
}

/// Makes ids of names.
enum Slug {
  /// Small letters and digits of a text, with a hyphen for everything between.
  static func of(_ text: String) -> String {
    var slug = ""
    var isBetween = false
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        if isBetween, !slug.isEmpty { slug += "-" }
        isBetween = false
        slug.unicodeScalars.append(scalar)
      } else if scalar != "'" && scalar != "\u{2019}" {
        isBetween = true
      }
    }
    return slug
  }
}
