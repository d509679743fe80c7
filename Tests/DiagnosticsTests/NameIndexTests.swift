import Diagnostics
import Testing

/// What counts as a slip of the pen among many names, and what does not.
@Suite struct NameIndexTests {
  private let index = NameIndex(["crime-report", "custody", "group-1", "intelligence", "stop"])

  @Test(
    "a letter too many, too few, wrong or swapped is a slip",
    arguments: [
      ("crime-reprot", "crime-report"),
      ("crimereport", "crime-report"),
      ("Custody", "custody"),
      ("custdy", "custody"),
      ("intelligances", "intelligence"),
      ("stops", "stop"),
    ])
  func slips(written: String, meant: String) {
    #expect(index.misspelling(of: written) == meant)
  }

  @Test(
    "the name itself, another number and another word are no slips",
    arguments: ["custody", "group-2", "cust", "steps!", "interview", ""])
  func noSlips(written: String) {
    #expect(index.misspelling(of: written) == nil)
  }

  @Test("slips are found among many names as among few")
  func manyNames() {
    let names = (0..<3_000).map { "class \($0)" } + ["intelligence"]
    let many = NameIndex(names)
    #expect(many.misspelling(of: "intelligance") == "intelligence")
    #expect(many.misspelling(of: "clas 17") == "class 17")
    #expect(many.misspelling(of: "class 4711") == nil)
    // As many again, none of which is there: within seconds, not minutes.
    let clock = ContinuousClock()
    let time = clock.measure {
      for number in 3_000..<6_000 { #expect(many.misspelling(of: "class \(number)") == nil) }
    }
    #expect(time < .seconds(20))
  }

  @Test("names that are too long to hold against others are left alone")
  func longNames() {
    let long = String(repeating: "a", count: 80)
    #expect(NameIndex([long + "b"]).misspelling(of: long) == nil)
  }
}
