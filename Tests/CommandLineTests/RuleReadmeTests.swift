import Foundation
import Testing

/// The page about the rules says what the rule files say.
@Suite struct RuleReadmeTests {
  static let page = (try? Repository.text("rules/README.md")) ?? ""

  /// The row of a table that begins with a code; empty where there is none.
  static func row(_ code: String) -> String {
    page.split(separator: "\n").first { $0.hasPrefix("| \(code) |") }.map(String.init) ?? ""
  }

  /// The text of a rule file without its first line.
  static func text(_ file: String) throws -> String { try Repository.text("rules/\(file)") }

  @Test("the page counts the rules, the examples and those on weak evidence")
  func counts() async throws {
    let tested = try await Program.run(["rules", "test"]).text
    let examples = try #require(tested.split(separator: " ").first)
    var unread = 0
    for file in RulesCommandTests.files {
      let head = try Self.text(file).components(separatedBy: "\nexamples:")[0]
      let weak = ["practice", "secondary", "unread", "disputed"]
      if weak.contains(where: { head.contains("evidence: \($0)") }) { unread += 1 }
    }
    let count = RulesCommandTests.files.count
    #expect(Self.page.contains("\n\(count) rules, \(examples) examples. \(unread) rules rest "))
  }

  @Test("each rule stands beside its codes, and each scenario beside the rules that show it")
  func maps() throws {
    for file in RulesCommandTests.files {
      let text = try Self.text(file)
      let name = "`\(file.dropLast(".yaml".count))`"
      let line = text.split(separator: "\n").first { $0.hasPrefix("catalogue:") } ?? ""
      for code in line.dropFirst("catalogue:".count).split(whereSeparator: { " ,[]".contains($0) })
      { #expect(Self.row(String(code)).contains(name), "\(code) \(name)") }
      for number in 1...40 {
        let code = (number < 10 ? "T0" : "T") + String(number)
        guard text.contains("name: \"\(code) ") else { continue }
        #expect(Self.row(code).contains(name), "\(code) \(name)")
      }
    }
    for number in 1...40 {
      let code = (number < 10 ? "T0" : "T") + String(number)
      #expect(Self.row(code).contains("/"), "\(code) has a rule")
    }
  }

  @Test("a period that runs from a day is tried from 29 February or the 31st")
  func triesMonthEnds() throws {
    var count = 0
    for file in RulesCommandTests.files {
      let parts = try Self.text(file).components(separatedBy: "\nexamples:")
      // What only explains, and what measures one period against another from a day of its own.
      let condition = parts[0].components(separatedBy: "\nprecedence:")[0]
        .replacing("lastDay(start", with: "").replacing("lastDay(row", with: "")
      guard condition.contains("lastDay("), parts.count == 2 else { continue }
      count += 1
      #expect(["-02-29", "-31"].contains { parts[1].contains($0) }, "\(file)")
    }
    #expect(count > 30)
  }
}
