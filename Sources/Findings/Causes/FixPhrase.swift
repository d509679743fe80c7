/// The wordings of fixes that tell what kind of fix they are.
public enum FixPhrase {
  private static let record = "Record "

  /// To record missing facts.
  public static func recording(_ paths: [String]) -> String {
    record + (paths.count == 1 ? paths[0] : paths.joined(separator: " and "))
  }

  /// The facts of a text of ``recording(_:)``; `nil` of another.
  static func facts(of text: String) -> String? {
    text.hasPrefix(record) ? String(text.dropFirst(record.utf8.count)) : nil
  }

  /// Whether a fix of a row is to dispose of it.
  static func disposes(_ text: String) -> Bool {
    text.hasSuffix("record.disposed") || text.contains("(holding.count)")
  }
}
