extension CivilDate {
  /// The day on which somebody born on this day reaches an age.
  ///
  /// An age is reached at the start of the anniversary of birth (Family Law Reform Act 1969,
  /// section 9). For a birth on 29 February no national rule names the day in a common year;
  /// Custos takes 1 March.
  public func reaches(age: Int) -> CivilDate {
    let (year, month, day) = components
    if month == 2, day == 29, !Self.isLeap(year: year + age) {
      return CivilDate(dayNumber: Self.dayNumber(year: year + age, month: 3, day: 1))
    }
    return CivilDate(dayNumber: Self.dayNumber(year: year + age, month: month, day: day))
  }

  /// The completed years of somebody born on this day, on another; negative before birth.
  public func age(on day: CivilDate) -> Int {
    let years = day.year - year
    return reaches(age: years) <= day ? years : years - 1
  }
}
