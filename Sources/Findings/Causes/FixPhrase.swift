/// The wordings of fixes that are made in more than one place.
public enum FixPhrase {
  /// To record missing facts.
  public static func recording(_ paths: [String]) -> String { "Record " + facts(paths) }

  /// To do what makes records go, once it is clear that nothing requires keeping them.
  ///
  /// - Parameters:
  ///   - what: The records, as the object of a sentence: `it` or `the records`.
  ///   - deed: What is done then, in lower case.
  public static func afterChecking(_ what: String, _ deed: String) -> String {
    "\(checking)\(what); then \(deed)"
  }

  private static let checking =
    "Check that no law, power, hold, proceedings or request requires keeping "

  /// What is done after the checking, for where that has been said.
  public static func deed(of fix: String) -> String {
    guard fix.hasPrefix(checking), let end = fix.firstRange(of: "; then ")?.upperBound else {
      return fix
    }
    return String(fix[end...])
  }

  /// What a fix leaves to record in the inventory, for where the deeds in it have been said:
  /// `the day in record.reviewed` of `review it and record the day in record.reviewed`.
  ///
  /// The wordings are those of the engine's fixes, one after the other with semicolons between.
  public static func record(of fix: String) -> String {
    guard !fix.hasPrefix(checking) else { return fix }
    let each = [", in each of them.", " in each of them."].first { fix.hasSuffix($0) }
    let end = each.map { _ in ", in each of them." } ?? (fix.hasSuffix(".") ? "." : "")
    let plain = fix.dropLast(each?.count ?? end.count)
    let parts = plain.split(separator: ";").map { $0.drop { $0 == " " } }
    let records = parts.compactMap { part -> String? in
      // What is ended is told by the remedy; what is recorded then follows.
      part.hasPrefix("end this: ") || part.hasPrefix("End this: ") ? nil : record(ofPart: part)
    }
    return records.joined(separator: "; ") + end
  }

  /// The wordings that end with the fact, by what stands between it and the deed.
  private static let deeds = [
    (" and record the day in ", "the day in "), (" and set the next day in ", "the next day in "),
    (
      " in each age band that is past its end, and lower ",
      "for each age band that is past its end, the reduced "
    ),
  ]

  private static func record(ofPart part: Substring) -> String {
    for (words, start) in deeds {
      if let end = part.firstRange(of: words)?.upperBound { return start + part[end...] }
    }
    let rest = part.drop { $0 != " " }.dropFirst()
    switch part.prefix(while: { $0 != " " }).lowercased() {
    case "state": return String(rest)
    case "then" where rest.hasPrefix("record "): return String(rest.dropFirst("record ".count))
    case "make":
      if let end = part.firstRange(of: ", and record ")?.upperBound { return String(part[end...]) }
    case "set" where rest.hasPrefix("an end for "): return String(rest)
    case "add":
      if let to = rest.ranges(of: " to ").last {
        return "\(rest[..<to.lowerBound]) in \(rest[to.upperBound...])"
      }
    case "change", "shorten", "lengthen": return changed(rest)
    default: break
    }
    if let bring = part.firstRange(of: ": bring ")?.upperBound { return changed(part[bring...]) }
    return part.prefix(1).lowercased() + part.dropFirst()
  }

  /// `dataset.retention.period as P1Y, in place of P2Y` of `dataset.retention.period from P2Y to P1Y`.
  private static func changed(_ text: Substring) -> String {
    guard let to = text.firstRange(of: " to ") else { return String(text) }
    let new = text[to.upperBound...]
    guard let from = text[..<to.lowerBound].firstRange(of: " from ") else {
      return "\(new) in \(text[..<to.lowerBound])"
    }
    return
      "\(text[..<from.lowerBound]) as \(new), in place of \(text[from.upperBound..<to.lowerBound])"
  }

  /// Some facts in a row.
  static func facts(_ paths: [String]) -> String { paths.joined(separator: " and ") }
}
