import CivilTime
import Testing

@Suite struct AgeTests {
  @Test(
    "an age is reached at the start of the anniversary",
    arguments: [
      ("1924-02-29", 100, "2024-02-29"), ("2000-02-29", 100, "2100-03-01"),
      ("1925-12-31", 100, "2025-12-31"), ("2008-02-29", 10, "2018-03-01"),
    ])
  func reaches(_ born: String, _ age: Int, _ expected: String) throws {
    let birth = try CivilDate(parsing: born)
    let day = birth.reaches(age: age)
    #expect(day.description == expected)
    #expect(birth.age(on: day) == age)
    #expect(birth.age(on: day.adding(days: -1)) == age - 1)
  }
}
