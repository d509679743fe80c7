extension String {
  /// Whether it is the same text as another, of which most are told by their length.
  @inlinable @inline(__always)
  public func isSame(as other: String) -> Bool {
    utf8.count == other.utf8.count && self == other
  }

  /// Whether it comes before another in the order of their bytes, which is the same on every machine.
  package func precedes(_ other: String) -> Bool {
    let isBefore = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right -> Bool in
        let shared = min(left.count, right.count)
        for index in 0..<shared where left[index] != right[index] {
          return left[index] < right[index]
        }
        return left.count < right.count
      }
    }
    return (isBefore ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Whether a text has a character that can be seen: blanks, controls and characters without width
  /// say nothing, however many there are.
  public var saysSomething: Bool {
    unicodeScalars.contains { scalar in
      // The letters of ASCII, with which most texts begin, are told without a table.
      if (scalar.value | 0x20) &- 0x61 < 26 { return true }
      return switch scalar.properties.generalCategory {
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
    // Most texts begin with another letter, or have more signs than the longest of these words,
    // which is seen at once.
    var signs = 0
    for byte in utf8 {
      if byte >= 0x80 { break }
      guard 0x21...0x7e ~= byte else { continue }
      if signs == 0, !byte.beginsPlaceholder { return false }
      signs += 1
      if signs > Self.longestPlaceholder { return false }
    }
    return Self.placeholders.contains(filter { !$0.isWhitespace }.lowercased())
  }

  private static let longestPlaceholder = 14

  /// Placeholders without their blanks, in lower case.
  private static let placeholders: Set<String> = [
    "n/a", "n.a.", "#n/a", "n/k", "none", "nil", "null", "nan", "tbc", "tbd", "tba", "unknown",
    "notknown", "notapplicable", "not-applicable",
  ]

  /// Whether it only stands where something is left open: nothing but blanks, dashes and the like, or
  /// a placeholder.
  public var isStandIn: Bool { unicodeScalars.allSatisfy(\.saysNothing) || isPlaceholder }
}

extension UInt8 {
  /// Whether a placeholder begins with it, as a character of ASCII.
  @inlinable
  public var beginsPlaceholder: Bool {
    switch self | 0x20 {
    case Self(ascii: "#"), Self(ascii: "n"), Self(ascii: "t"), Self(ascii: "u"): true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is a blank, a dash, or a sign that people put where something is left open.
  public var saysNothing: Bool {
    // The letters and digits of ASCII, with which most texts begin, are told without a table.
    if (value | 0x20) &- 0x61 < 26 || value &- 0x30 < 10 { return false }
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return true }
    switch properties.generalCategory {
    case .dashPunctuation, .connectorPunctuation, .control: return true
    default: return ".?/*\u{2026}".unicodeScalars.contains(self)
    }
  }
}
