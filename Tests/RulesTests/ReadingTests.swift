import BuiltInRules
import CEL
import Rules
import Testing

/// What is told of rules before they are compiled covers what their checked conditions do.
@Suite struct ReadingTests {
  private static let rules: [CompiledRule] = {
    var compiler = RuleCompiler()
    return compiler.compileLater(LibraryReader.read(BuiltInRules.files(.core)).library.rules)
  }()

  @Test("the functions that a checked condition calls are among those its text mentions")
  func coversCalls() {
    var found = 0
    for rule in Self.rules {
      for function in RuleTypes.functions {
        let calls = [rule.when, rule.require].compactMap(\.self).contains {
          $0.functionsCalled.contains(function.name)
        }
        guard calls else { continue }
        found += 1
        #expect(rule.calls(reading: function.reads), "\(rule.rule.id) calls \(function.name)")
      }
    }
    #expect(found > 20)
  }

  @Test("a rule that calls nothing that hangs on holds or links is not taken for one that does")
  func isExact() {
    for rule in Self.rules {
      let programs = [rule.when, rule.require].compactMap(\.self)
      for what in [RuleFunction.Reading.holds, .holdsOfAnyDay, .links] {
        let names = RuleTypes.functions(reading: what)
        let calls = programs.contains { !$0.functionsCalled.isDisjoint(with: names) }
        #expect(rule.calls(reading: what) == calls, "\(rule.rule.id)")
      }
    }
  }
}
