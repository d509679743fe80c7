/// The wordings of fixes that are made in more than one place.
public enum FixPhrase {
  /// To record missing facts.
  public static func recording(_ paths: [String]) -> String { "Record " + facts(paths) }

  /// Some facts in a row.
  static func facts(_ paths: [String]) -> String { paths.joined(separator: " and ") }
}
