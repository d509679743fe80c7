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

  /// Whether it is a word that people write where they do not know or have nothing to say, such as
  /// `n/a`, in capitals or not and with blanks or without.
  public var isPlaceholder: Bool {
    Self.placeholders.contains(filter { !$0.isWhitespace }.lowercased())
  }

  /// Placeholders without their blanks, in lower case.
  private static let placeholders: Set<String> = [
    "n/a", "n.a.", "#n/a", "n/k", "none", "nil", "null", "nan", "tbc", "tbd", "tba", "unknown",
    "notknown", "notapplicable", "not-applicable",
  ]

  /// Whether it only stands where something is left open: nothing but blanks, dashes and the like, or
  /// a placeholder.
  public var isStandIn: Bool { unicodeScalars.allSatisfy(\.saysNothing) || isPlaceholder }
}

extension Unicode.Scalar {
  /// Whether it is a blank, a dash, or a sign that people put where something is left open.
  public var saysNothing: Bool {
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return true }
    switch properties.generalCategory {
    case .dashPunctuation, .connectorPunctuation, .control: return true
    default: return ".?/*\u{2026}".unicodeScalars.contains(self)
    }
  }
}
