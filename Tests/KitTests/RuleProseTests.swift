import Reports
import Rules
import Testing

@testable import CustosKit

/// Rules told to people who read no conditions.
@Suite struct RuleProseTests {
  private static let set = RuleSet.load(["built-in"], withExamples: true)
  private static var prose: RuleProse { RuleProse(set: set) }

  private static func text(of rule: String) throws -> String {
    let page = try #require(prose.pages(named: rule).first, "\(rule)")
    return page.parts(showsCondition: false).flatMap(\.paragraphs).joined(separator: "\n")
  }

  @Test("both branches of a remedy are told, and when each is meant")
  func tellsBothBranches() throws {
    let text = try Self.text(of: "eu-gdpr/request-in-time")
    let start = try #require(text.firstRange(of: "What to do: "))
    let remedy = text[start.upperBound...].prefix { $0 != "\n" }
    for part in ["If the ", " is recorded: Find out why", "Otherwise: Answer now"] {
      #expect(remedy.contains(part), "\(remedy)")
    }
  }

  @Test("no rule is told with gaps, codes or doubled stops")
  func leavesNoGaps() throws {
    for rule in Self.set.rules {
      let text = try Self.text(of: rule.rule.id)
      for sign in ["\u{2026}", "england and wales", " eu,", ".. ", " Not checked: not"] {
        #expect(!text.contains(sign), "\(rule.rule.id): \(sign)")
      }
    }
    #expect(Self.set.rules.count > 300)
  }

  struct Template: Sendable, CustomTestStringConvertible {
    let source: String
    let prose: String
    var testDescription: String { source }
  }

  @Test(
    "a text with expressions reads on",
    arguments: [
      Template(source: "Keep it.", prose: "Keep it."),
      Template(
        source: "Keep it until {record.lastEvent}.", prose: "Keep it until the last event."),
      Template(
        source: "{has(record.disposed) ? 'A.' : 'B.'}",
        prose: "If the date of disposal is recorded: A. Otherwise: B."),
      Template(
        source: "{size(record.events) > 1 ? 'A' : 'B'}",
        prose: "In the one case: A. In the other: B."
      ),
      Template(source: "It {a ? 'is' : 'was'} so.", prose: "It is or was so."),
      Template(
        source: "It is {a.filter(b, b > 1)[0]}.", prose: "It is [worked out from the facts]."),
    ])
  func tells(_ example: Template) {
    #expect(TemplateProse.text(example.source) == example.prose)
  }

  @Test(
    "a name of a source says in brackets what is filled in",
    arguments: [
      Template(source: "hold {record.hold}", prose: "hold [hold]"),
      Template(
        source: "{has(record.hold) ? 'hold ' + record.hold : 'a hold'}",
        prose: "hold [hold] or a hold"),
      Template(
        source: "the schedule's {schedule(dataset.category).period}",
        prose: "the schedule's [period in the schedule]"),
      Template(
        source: "group {related(record).group} elsewhere",
        prose: "group [highest review group] elsewhere"),
      Template(
        source: "{record.?hold.optMap(h, 'hold ' + h).orValue('a hold')}",
        prose: "hold [hold] or a hold"),
      Template(
        source: "{ {'access': 'the access request'}[request.kind] } is late",
        prose: "[kind of request] is late"),
    ])
  func fills(_ example: Template) {
    #expect(TemplateProse.pattern(example.source) == example.prose)
  }

  @Test("no explanation leaves a hole, and examples name facts as people do")
  func labels() throws {
    for rule in Self.set.rules {
      let text = try Self.text(of: rule.rule.id)
      #expect(!text.contains("what the facts give"), "\(rule.rule.id)")
      #expect(!text.contains("lastEvent 2"), "\(rule.rule.id)")
    }
    #expect(try Self.text(of: "mopi/group-3-clear-period").contains("last event: 29 February 2020"))
  }
}
