/// Text of a file that is shown: cut short, nothing in it that could act.
public enum InertText {
  /// Text without control, format and surrogate characters, at most `limit` scalars of it.
  public static func of(_ text: String, limit: Int) -> String {
    var shown = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if index == limit { return shown + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
