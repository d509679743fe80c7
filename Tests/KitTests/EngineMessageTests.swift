import Engine
import Foundation
import Testing

@testable import CustosKit

/// The engine's own sentences stand in one place, each under its identifier.
@Suite struct EngineMessageTests {
  @Test("each sentence has an identifier of its own, and numbers what it is filled with from 0")
  func places() {
    for message in EngineMessage.allCases {
      let numbers = message.english.matches(of: #/\{([0-9])\}/#).compactMap { Int($0.1) }
      #expect(numbers == Array(numbers.indices), "\(message)")
      #expect(message.rawValue.wholeMatch(of: #/[a-z]+\.[a-z-]+/#) != nil, "\(message)")
    }
    let sentences = EngineMessage.allCases.map(\.english)
    #expect(Set(sentences).count == sentences.count)
  }

  @Test("codes messages lists every sentence")
  func page() throws {
    let page = try CodePages(RuleSet.load([], uses: { _, _ in false })).page(of: "messages")
    #expect(page.split(separator: "\n").count == EngineMessage.allCases.count)
    #expect(page.contains("law.only-for\tonly for {0}\n"))
  }

  @Test(
    "files of the engine that say something take it from there",
    arguments: [
      "Outcome/FindingBuilder+Unknown.swift", "Outcome/ReplacedBases.swift",
      "Outcome/PrecedenceBuilder.swift", "Outcome/PackReaches.swift", "Evaluating/PackReach.swift",
      "Outcome/FindingBuilder.swift", "Outcome/OwnCheck.swift", "Outcome/Suppliers.swift",
      "Outcome/ValueText.swift", "Evaluating/OwnSchedule.swift", "Linking/Links.swift",
      "Remedying/FixText.swift",
    ])
  func noSentences(_ file: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appending(path: "Sources/Engine/\(file)"), encoding: .utf8)
    let code = text.split(separator: "\n").filter { !$0.contains("//") }
    let sentences = code.filter { $0.contains(#/"[^"]*[a-z]+ [a-z]+ [a-z]+[^"]*"/#) }
    #expect(sentences == [])
  }
}
