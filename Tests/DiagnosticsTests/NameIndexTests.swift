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

  @Test("names that are too long to hold against others are left alone")
  func longNames() {
    let long = String(repeating: "a", count: 80)
    #expect(NameIndex([long + "b"]).misspelling(of: long) == nil)
  }
}
