import BuiltInRules
import CEL
import Diagnostics
import Testing

@testable import Rules

@Suite struct BuiltInRuleTests {
  static let library = LibraryReader.read(BuiltInRules.files(.core)).library

  @Test("every built-in rule is sound, as a check takes for granted")
  func compilesAll() {
    var compiler = RuleCompiler(words: Self.library.ruleWords())
    let (rules, problems) = compiler.compile(Self.library.rules)
    #expect(LibraryReader.read(BuiltInRules.files(.core)).problems == [])
    #expect(problems.filter { $0.severity == .error } == [])
    #expect(rules.count == Self.library.rules.count)
    #expect(rules.count > 100)
  }

  @Test("a rule that is compiled when it is needed has the programs of one compiled at once")
  func compilesLater() {
    var compiler = RuleCompiler()
    let now = compiler.compile(Self.library.rules).rules
    let later = compiler.compileLater(Self.library.rules)
    #expect(now.map(\.rule.id) == later.map(\.rule.id))
    for (now, later) in zip(now, later) {
      #expect(now.number == later.number)
      #expect(now.when?.source == later.when?.source)
      #expect(now.when?.lets.map(\.name) == later.when?.lets.map(\.name))
      #expect(now.require.source == later.require.source)
      #expect(now.lastPermitted?.source == later.lastPermitted?.source)
      #expect(now.cause.programs.map(\.source) == later.cause.programs.map(\.source))
      #expect(now.remedy.programs.map(\.source) == later.remedy.programs.map(\.source))
      #expect(now.needsLinking == later.needsLinking)
    }
  }

  struct Mention: Sendable, CustomTestStringConvertible {
    let source: String
    let expected: Bool
    var testDescription: String { source }
  }

  @Test(
    "a name is read where it is a variable and nothing else",
    arguments: [
      Mention(source: "due", expected: true),
      Mention(source: "today <= due", expected: true),
      Mention(source: "due.year() > 2000", expected: true),
      Mention(source: "[due]", expected: true),
      Mention(source: "record.due", expected: false),
      Mention(source: "overdue", expected: false),
      Mention(source: "due2", expected: false),
      Mention(source: "_due", expected: false),
      Mention(source: "dued + due", expected: true),
      Mention(source: "du", expected: false),
      Mention(source: "", expected: false),
      Mention(source: "'due'", expected: false),
      Mention(source: "x // due", expected: false),
      Mention(source: "[1].exists(due, due > 0)", expected: false),
      Mention(source: "[due].exists(due, due > 0)", expected: true),
      Mention(source: "cel.bind(due, 1, due)", expected: false),
    ])
  func mentions(_ mention: Mention) {
    #expect(ExpressionReading(mention.source).names.contains("due") == mention.expected)
  }

  struct Leading: Sendable, CustomTestStringConvertible {
    let source: String
    let kinds: [String]?
    var testDescription: String { source }
  }

  @Test(
    "kinds are read from a condition that asks for them in each case",
    arguments: [
      Leading(source: "record.kind == 'a' && has(record.born)", kinds: ["a"]),
      Leading(source: "record.kind in ['a', 'b']\n  && x", kinds: ["a", "b"]),
      Leading(source: "record.kind in ['a'] && (x || y)", kinds: ["a"]),
      Leading(source: "record.kind in ['a'] && (x ? y : z)", kinds: ["a"]),
      Leading(source: "record.kind in ['a'] && record.?x.orValue(1) == 1", kinds: ["a"]),
      Leading(source: "record.kind in ['a'] && x == '||'", kinds: ["a"]),
      Leading(source: "record.kind in ['a'] && x || y", kinds: nil),
      Leading(source: "record.kind in ['a'] && x ? y : z", kinds: nil),
      Leading(source: "record.kind in ['a'] && x // || y", kinds: ["a"]),
      Leading(source: "record.kind in ['a'] || x", kinds: nil),
      Leading(source: "record.kind in ['a', b] && x", kinds: nil),
      Leading(source: #"record.kind == 'a\'' && x"#, kinds: ["a'"]),
      Leading(source: "record.kind == 'a'", kinds: ["a"]),
      Leading(source: "record.kinds == 'a' && x", kinds: nil),
      Leading(source: "x && 'a' == record.kind", kinds: ["a"]),
    ])
  func readsLeadingKinds(_ example: Leading) {
    #expect(
      ExpressionReading(example.source).requiredTexts[.init("record", "kind")] == example.kinds)
  }

  @Test("kinds that are read from the tree are those that the compiled condition asks for")
  func agreesOnKinds() {
    var compiler = RuleCompiler()
    var count = 0
    for rule in compiler.compile(Self.library.rules).rules {
      let required = rule.rule.when?.code.reading.requiredTexts
      guard let kinds = required?[.init("record", "kind")] else { continue }
      count += 1
      #expect(
        rule.when?.requiredConstants(path: "record.kind") == kinds.map { Datum.string($0) },
        "\(rule.rule.id)")
    }
    #expect(count > 30)
  }
}
