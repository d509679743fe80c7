extension String {
  /// Whether a text has a character that can be seen: blanks, controls and characters without width
  /// say nothing, however many there are.
  public var saysSomething: Bool {
    unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned,
        .privateUse, .surrogate:
        false
      default: !scalar.properties.isDefaultIgnorableCodePoint
      }
    }
  }
}
