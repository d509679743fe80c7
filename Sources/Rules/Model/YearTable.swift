public import CivilTime

/// Years to whose ends periods are counted, as the lists of triggers and of countings name them.
public enum YearKind: String, CaseIterable, Sendable {
  case calendar = "calendar-year-end"
  case financial = "financial-year-end"
  case tax = "tax-year-end"
  case school = "school-year-end"

  /// The field of an organisation that says on which day its years of this kind end; `nil` where they end
  /// on the same day everywhere.
  public var field: String? {
    switch self {
    case .calendar: nil
    case .financial: "financialYearEnd"
    case .tax: "taxYearEnd"
    case .school: "schoolYearEnd"
    }
  }
}

/// When the years of organisations end that do not say so themselves.
public enum YearTable {
  private static let lastOfDecember = YearEnd(month: 12, day: 31)
  private static let lastOfMarch = YearEnd(month: 3, day: 31)
  private static let fifthOfApril = YearEnd(month: 4, day: 5)

  /// The usual end of the years of a kind in a place; `nil` where none is usual.
  ///
  /// Accounts of public bodies in the United Kingdom end with March, and its tax year with 5 April;
  /// elsewhere both are mostly calendar years. School years end on other days from place to place.
  public static func usualEnd(of kind: YearKind, in jurisdiction: String) -> YearEnd? {
    let isBritish = TimeZoneTable.places[TimeZoneTable.usual]?.contains(jurisdiction) ?? false
    return switch kind {
    case .calendar: lastOfDecember
    case .financial: isBritish ? lastOfMarch : lastOfDecember
    case .tax: isBritish ? fifthOfApril : lastOfDecember
    case .school: nil
    }
  }
}
