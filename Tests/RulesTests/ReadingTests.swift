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
      for function in RuleTypes.functions where !function.reads.isEmpty {
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

  @Test("the variables and fields that a checked condition reads are those that its tree names")
  func coversFields() {
    var found = 0
    for rule in Self.rules {
      let programs = [rule.when, rule.require].compactMap(\.self)
      let paths = programs.flatMap(\.fieldPathsRead).map { $0.split(separator: ".") }
      for path in paths where path.count > 1 && !path[0].contains("[") {
        let (variable, name) = (String(path[0]), String(path[1].prefix { $0 != "[" }))
        found += 1
        #expect(
          rule.reading.fields(of: variable).contains(name)
            || rule.reading.passedOn.contains(variable), "\(rule.rule.id) reads \(path)")
      }
      let variables = programs.reduce(into: Set<String>()) { $0.formUnion($1.variablesRead) }
      #expect(variables.isSubset(of: rule.reading.variables), "\(rule.rule.id)")
    }
    #expect(found > 300)
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
