import Diagnostics
import Testing

/// What counts as a slip of the pen among many names, and what does not.
struct NameIndexTests {
  private let index = NameIndex(["crime-report", "custody", "group-1", "intelligence", "stop"])

  @Test(arguments: [
    ("crime-reprot", "crime-report"),
    ("crimereport", "crime-report"),
    ("Custody", "custody"),
    ("custdy", "custody"),
    ("intelligances", "intelligence"),
    ("stops", "stop"),
  ])
  func `a letter too many, too few, wrong or swapped is a slip`(written: String, meant: String) {
    #expect(index.misspelling(of: written) == meant)
  }

  @Test(arguments: ["custody", "group-2", "cust", "steps!", "interview", ""])
  func `the name itself, another number and another word are no slips`(written: String) {
    #expect(index.misspelling(of: written) == nil)
  }

  @Test func `names that are too long to hold against others are left alone`() {
    let long = String(repeating: "a", count: 80)
    #expect(NameIndex([long + "b"]).misspelling(of: long) == nil)
  }
}
