import Findings
import Testing

/// How well figures are known.
@Suite struct EvidenceTests {
  @Test("only what somebody read or an official body states counts by itself")
  func counts() {
    let counting = Evidence.Grade.allCases.filter { Evidence($0).counts }
    #expect(counting == [.read, .readOtherEdition, .quoted])
    #expect(Evidence.Grade.allCases.allSatisfy { Evidence($0, confirmation: "somebody").counts })
  }

  @Test("the weakest decides; what was confirmed is stronger than what does not count")
  func orders() {
    let disputed = Evidence(.disputed, differs: "a force")
    let confirmed = Evidence(.disputed, differs: "a force", confirmation: "somebody")
    #expect([Evidence(.read), .init(.unread), .init(.quoted)].weakest == Evidence(.unread))
    #expect([Evidence(.unread), disputed].weakest == disputed)
    #expect([Evidence(.unread), confirmed].weakest == Evidence(.unread))
    #expect([Evidence(.read), confirmed].weakest == confirmed)
    #expect([Evidence]().weakest == nil)
  }

  @Test("words name how many, who differs and who confirmed")
  func words() {
    #expect(Evidence(.practice, publications: 1).inWords == "published practice of 1 organisation")
    #expect(Evidence(.practice, publications: 3).inWords.hasSuffix("of 3 organisations"))
    #expect(Evidence(.disputed, differs: "a page says 24 hours").inWords.contains("24 hours"))
    let confirmed = Evidence(.unread, confirmation: "A. Jones on 2026-11-20")
    #expect(confirmed.inWords == "not read in the document, confirmed by A. Jones on 2026-11-20")
    #expect(Set(Evidence.Grade.allCases.map { Evidence($0).inWords }).count == 7)
  }
}
