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

  /// Some facts in a row.
  static func facts(_ paths: [String]) -> String { paths.joined(separator: " and ") }
}
