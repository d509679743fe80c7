/// Texts for comparisons without regard to case.
public enum CaseFolding {
  /// A text in which letters that differ in case alone are the same, as full case folding has it:
  /// "Straße" and "STRASSE" become one.
  public static func folded(_ text: String) -> String {
    // Upper case tells more letters to be one than lower case does, and only past ASCII.
    text.utf8.allSatisfy { $0 < 0x80 } ? text.lowercased() : text.uppercased().lowercased()
  }
}
