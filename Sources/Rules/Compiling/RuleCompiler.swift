import CEL
public import CivilTime
public import Diagnostics
import Inventory
import YAMLTree

/// Compiles the conditions of rules against the vocabulary.
public struct RuleCompiler {
  private var environments: [String: Later<Environment>] = [:]
  private let base: Later<Environment>

  /// A compiler with the types of the vocabulary and the functions of rules.
  ///
  /// - Parameters:
  ///   - calendars: The public holidays that rules ask for.
  ///   - words: The words that texts of conditions may be; none where rules are known to be sound.
  ///   - areSound: Whether rules are known to be sound, so that nobody looks for what is odd in them.
  public init(
    calendars: WorkingCalendars = WorkingCalendars(), words: RuleWords = RuleWords(),
    areSound: Bool = false
  ) {
    base = Later<Environment> {
      var environment = Environment(libraries: .all)
      environment.isThorough = !areSound
      environment.declare(calendars)
      environment.declare(zone: TimeZoneTable.usual)
      for type in Vocabulary.structTypes {
        environment.declare(RuleTypes.withWords(words, RuleTypes.withoutRows(type)))
      }
      environment.declare(
        words.adding(to: RuleTypes.scheduleRow) { RuleTypes.scheduleLists[$0.name] })
      environment.declare(RuleTypes.related)
      for entry in RuleTypes.functions { environment.declare(entry.function) }
      words.declare(in: &environment)
      return environment
    }
  }

  /// Compiles rules; each that has an error is left out and its errors are returned.
  public mutating func compile(
    _ rules: [Rule]
  ) -> (rules: [CompiledRule], problems: [Diagnostic]) {
    var compiled: [CompiledRule] = []
    var problems: [Diagnostic] = []
    for (number, rule) in rules.enumerated() {
      let result = CompiledRule(
        rule: rule, number: number, environment: environment(of: rule))
      let found = result.prepare()
      if !found.contains(where: { $0.severity == .error }) { compiled.append(result) }
      problems += found
    }
    return (compiled, problems.sorted())
  }

  /// Rules that are known to be sound; each is compiled when it is first needed.
  public mutating func compileLater(_ rules: [Rule]) -> [CompiledRule] {
    rules.enumerated().map { number, rule in
      CompiledRule(rule: rule, number: number, environment: environment(of: rule))
    }
  }

  /// The named values that a rule uses, itself or through others that it uses, in order.
  static func usedLets(in rule: Rule) -> [Rule.Let] {
    let texts = [rule.cause, rule.remedy] + rule.precedence.map(\.name)
    let expressions =
      [rule.when, rule.require].compactMap { $0?.code }
      + rule.precedence.flatMap(\.expressions).map(\.code)
      + texts.flatMap { TextTemplate.expressions($0.source) }.map(ExpressionText.init)
    return RuleCompilation(rule: rule).lets(for: expressions)
  }

  /// The environment of a rule's level and item; made once.
  private mutating func environment(of rule: Rule) -> Later<Environment> {
    let key = rule.each.map { "\(rule.level.rawValue)/\($0)" } ?? rule.level.rawValue
    if let environment = environments[key] { return environment }
    let environment = Later<Environment> { [base] in
      var environment = base.value
      for (name, type) in RuleTypes.variables(of: rule.level) {
        environment.declare(variable: name, type)
      }
      if let item = RuleCompilation.items(of: rule) {
        environment.declare(variable: item.items.name, .object(item.type))
      }
      return environment
    }
    environments[key] = environment
    return environment
  }
}

/// The compilation of one rule.
struct RuleCompilation {
  let rule: Rule
  var problems: [Diagnostic] = []

  init(rule: Rule) { self.rule = rule }

  /// The list that a rule runs over, and the type of its items.
  static func items(of rule: Rule) -> (items: CompiledRule.Items, type: String)? {
    guard let each = rule.each else { return nil }
    var definition = RuleTypes.definition(of: rule.level)
    var slots: [Int] = []
    var name: String?
    var isNoneWhenAbsent = false
    for step in each.split(separator: ".") {
      guard let slot = definition.fields.firstIndex(where: { $0.name == step }),
        let child = definition.fields[slot].kind.child
      else { return nil }
      slots.append(slot)
      if case .objects(_, let singular) = definition.fields[slot].kind { name = singular }
      isNoneWhenAbsent = definition.fields[slot].absence != .unknown
      definition = child
    }
    return name.map { name in
      let items = CompiledRule.Items(
        slots: slots, name: name, definition: definition, isNoneWhenAbsent: isNoneWhenAbsent)
      return (items, definition.name)
    }
  }

  /// Notes a list that the level does not have, or whose rows are gone when it is looked at, and a
  /// report that does not go with the level.
  mutating func checkItems() {
    if rule.report == .perDataset, rule.level != .record || rule.each != nil {
      fail(
        "rule.report", line: 1,
        "only a rule of level record, without \"each\", reports once per dataset")
    }
    guard let each = rule.each else { return }
    if rule.level == .dataset, let row = RuleTypes.rowLevels[each] {
      fail(
        "rule.streamed-rows", line: 1,
        "a dataset's \(each) are gone when rules about it are evaluated",
        hint: RuleTypes.hint(insteadOf: row))
    } else if Self.items(of: rule) == nil {
      let lists = RuleTypes.definition(of: rule.level).fields.filter { field in
        if case .objects = field.kind { true } else { false }
      }
      fail(
        "rule.unknown-list", line: 1, "the level \(rule.level.rawValue) has no list \"\(each)\"",
        hint: nearestName(to: each, among: lists.map(\.name))
          .map { "did you mean \"\(rule.level.rawValue).\($0)\"?" })
    }
  }

  mutating func when(_ environment: Later<Environment>) -> Program? {
    rule.when.flatMap { compile($0, .bool, environment) }
  }

  mutating func require(_ environment: Later<Environment>) -> Program? {
    compile(rule.require, .bool, environment)
  }

  mutating func lastPermitted(_ environment: Later<Environment>) -> Program? {
    rule.lets.last { $0.name == "lastPermitted" }.flatMap { last in
      compile(last.expression, .date, environment, before: last.name)
    }
  }

  mutating func citeConditions(_ environment: Later<Environment>) -> [Program?] {
    rule.cites.map { cite in cite.condition.flatMap { compile($0, .bool, environment) } }
  }

  /// How many records of an age band are overdue, where a named value says so.
  mutating func overdue(_ environment: Later<Environment>) -> Program? {
    guard rule.level == .holding else { return nil }
    return rule.lets.last { $0.name == "overdue" }.flatMap { overdue in
      compile(overdue.expression, .int, environment, before: overdue.name)
    }
  }

  /// A part of a condition that is a day.
  mutating func day(_ text: String, _ environment: Later<Environment>) -> Program? {
    compile(ExpressionText(text), offset: 0, in: rule.require.node, .date, environment)
  }

  mutating func precedence(_ environment: Later<Environment>) -> [CompiledSource] {
    rule.precedence.map { source in
      CompiledSource(
        name: template(source.name, environment), step: source.step,
        when: source.when.flatMap { compile($0, .bool, environment) },
        until: source.until.flatMap { compile($0, .date, environment) },
        yieldsBecause: source.yields?.because,
        yieldsWhen: source.yields?.when.flatMap { compile($0, .bool, environment) })
    }
  }

  /// Whether a condition or text asks for the linked records of a person.
  var usesLinking: Bool {
    let conditions = [rule.when, rule.require].compactMap { $0?.code }
    let texts = [rule.cause, rule.remedy].flatMap { TextTemplate.expressions($0.source) }
    return reading(of: conditions + texts.map(ExpressionText.init)).calls(reading: .links)
  }

  /// What the conditions read.
  var conditionReading: RuleReading {
    reading(of: [rule.when, rule.require].compactMap { $0?.code })
  }

  /// What expressions read, and the named values that they use.
  private func reading(of expressions: [ExpressionText]) -> RuleReading {
    let all = expressions + lets(for: expressions).map(\.expression.code)
    return RuleReading(all.map(\.reading))
  }

  private mutating func fail(
    _ code: String, line: Int, _ message: String, hint: String? = nil
  ) {
    let position = SourcePosition(path: rule.path, line: line, column: 1)
    problems.append(Diagnostic(.error, code, at: position, message, hint: hint))
  }

  /// The named values that expressions need, in order: those they use and those these do.
  func lets(for expressions: [ExpressionText], before name: String? = nil) -> [Rule.Let] {
    if rule.lets.isEmpty { return [] }
    let end = name.flatMap { name in rule.lets.lastIndex { $0.name == name } } ?? rule.lets.count
    var needed: [String] = []
    for expression in expressions { needed += expression.reading.names }
    var chosen: [Rule.Let] = []
    for candidate in rule.lets[..<end].reversed()
    where needed.contains(where: { $0.isSame(as: candidate.name) })
      && !chosen.contains(where: { $0.name.isSame(as: candidate.name) })
    {
      chosen.append(candidate)
      needed += candidate.expression.code.reading.names
    }
    return chosen.reversed()
  }

  private mutating func compile(
    _ expression: Expression, _ type: CELType?, _ environment: Later<Environment>,
    before name: String? = nil
  ) -> Program? {
    compile(expression.code, offset: 0, in: expression.node, type, environment, before: name)
  }

  private mutating func compile(
    _ expression: ExpressionText, offset: Int, in node: Node, _ type: CELType?,
    _ environment: Later<Environment>, before name: String? = nil
  ) -> Program? {
    let lets = lets(for: [expression], before: name)
    let compilation = environment.value.compile(
      expression.parsed, expecting: type, lets: lets.map { ($0.name, $0.expression.code.parsed) })
    for issue in compilation.issues {
      let inLet = issue.letName.flatMap { name in lets.last { $0.name == name } }
      let place =
        inLet.map { $0.expression.node.place(ofByte: issue.range.lowerBound) }
        ?? node.place(ofByte: offset + issue.range.lowerBound)
      let position = SourcePosition(path: rule.path, line: place.line, column: place.column)
      // What may be meant in other uses of the language, such as a period that no calendar has, is
      // an error in a rule.
      let problem = Diagnostic(
        issue.severity == .notice ? .notice : .error, issue.code, at: position, issue.message,
        hint: issue.hint ?? hint(for: issue, in: inLet?.expression.source ?? expression.source))
      if !problems.contains(problem) { problems.append(problem) }
    }
    return compilation.program
  }

  /// The named value of the rule that an unknown name is like; only those that are used are known where
  /// an expression is compiled.
  private func hint(for issue: Issue, in source: String) -> String? {
    guard issue.code == "cel.undeclared", issue.range.upperBound <= source.utf8.count else {
      return nil
    }
    let bytes = source.utf8.dropFirst(issue.range.lowerBound).prefix(issue.range.count)
    let names = rule.lets.map(\.name) + (rule.report == .perDataset ? ["count"] : [])
    return nearestName(to: String(decoding: bytes, as: UTF8.self), among: names)
      .map { "did you mean \"\($0)\"?" }
  }

  mutating func template(
    _ template: Expression, _ environment: Later<Environment>
  ) -> TextTemplate {
    let hasDays = rule.lets.contains { $0.name == "lastPermitted" }
    var parts: [TextTemplate.Part] = []
    for fragment in TextTemplate.split(template.source) {
      switch fragment {
      case .text(let text): parts.append(.text(text))
      case .unclosed(let offset):
        let place = template.node.place(ofByte: offset)
        fail("rule.unclosed-brace", line: place.line, "a brace is not closed")
      case .expression(let source, let offset):
        if source == "daysOver", hasDays {
          parts.append(.daysOver)
        } else if source == "count", rule.report == .perDataset {
          parts.append(.count)
        } else if let program = compile(
          ExpressionText(source), offset: offset, in: template.node, nil, environment)
        {
          parts.append(.value(program))
        }
      }
    }
    return TextTemplate(parts: parts)
  }
}
