import CivilTime
import Testing

@testable import Mapping

@Suite("Functions of mappings") struct FunctionTests {
  @Test(
    "days by their patterns",
    arguments: [
      ("dd/MM/yyyy", "03/02/2001", "2001-02-03"), ("d/M/yyyy", "3/2/2001", "2001-02-03"),
      ("dd/MM/yy", "03/02/49", "2049-02-03"), ("dd/MM/yy", "03/02/50", "1950-02-03"),
      ("dd-MMM-yyyy", "03-Feb-2001", "2001-02-03"),
      ("d MMMM yyyy", "3 February 2001", "2001-02-03"),
      ("MMMM, yyyy", "February, 2001", "2001-02"), ("yyyyMMdd", "20010203", "2001-02-03"),
      ("ddMMyy", "030201", "2001-02-03"),
      ("yyyy-MM-dd HH:mm:ss", "2001-02-03 04:05:06", "2001-02-03"),
      ("EEE, d MMM yyyy", "Sat, 3 Feb 2001", "2001-02-03"), ("yyyy", "1976", "1976"),
      ("excel", "36925", "2001-02-03"), ("dd/MM/yyyy", "2001-02-03T04:05:06.789Z", "2001-02-03"),
    ])
  func days(_ pattern: String, _ text: String, _ expected: String) throws {
    let reading = DayReading(patterns: [try #require(DayPattern(pattern))])
    let days = Array(text.utf8).withUnsafeBufferPointer { reading.days($0) }
    #expect(days?.description == expected)
  }

  @Test(
    "what has not the pattern is no day",
    arguments: [
      ("dd/MM/yyyy", "31/04/2001"), ("dd/MM/yyyy", "3/2/2001"), ("dd/MM/yyyy", "02/13/2001"),
      ("yyyy-MM-dd", "soon"),
    ])
  func noDays(_ pattern: String, _ text: String) throws {
    let reading = DayReading(patterns: [try #require(DayPattern(pattern))])
    #expect(Array(text.utf8).withUnsafeBufferPointer { reading.days($0) } == nil)
  }

  @Test("numbers as people write them")
  func numbers() {
    #expect(NumberText.whole("1,234,567") == 1_234_567)
    #expect(NumberText.whole("12.0") == 12)
    #expect(NumberText.whole("1 200") == 1_200)
    #expect(NumberText.whole("1,000.00") == 1_000)
    #expect(NumberText.whole("0.000") == 0)
    // Twelve here, and twelve thousand there.
    for text in ["12.000", "1.234.567", "1.234,0", "1,23", "12.5", "-3", "about 12", "", "1e3"] {
      #expect(NumberText.whole(text) == nil)
    }
  }

  @Test("ids of names")
  func slugs() {
    #expect(Slug.of("Custody System (live)") == "custody-system-live")
    #expect(Slug.of("  Women's Safety & Zoë ") == "womens-safety-zoë")
  }

  @Test("what expressions take from their rows")
  func scan() {
    let scan = ReferenceScan("row.a.b + row['c d'].?e + 'row.x' + xpath('@id') + parent.f")
    #expect(scan.members == ["a", "c d"])
    #expect(scan.memberPaths == [["a", "b"], ["c d", "e"]])
    #expect(scan.paths == ["@id"])
    #expect(scan.parentMembers == ["f"])
    #expect(!scan.usesWholeRow)
    #expect(ReferenceScan("row.size()").usesWholeRow)
    #expect(ReferenceScan.plainMember(" row['Go live'] ") == "Go live")
    #expect(ReferenceScan.plainMember("row.a.b") == nil)
    #expect(
      ReferenceScan.plainDay("day(row.a, ['d/M/yyyy', \"yyyy\"])")?.patterns == [
        "d/M/yyyy", "yyyy",
      ])
  }
}
