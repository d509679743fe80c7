/// Texts of rule files as they are shown.
public enum RuleText {
  /// A text on one line, runs of spaces and line breaks as one space.
  public static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: { $0 == "\n" || $0 == " " }).joined(separator: " ")
  }
}
