import CEL
public import Diagnostics
import Inventory
import YAMLTree

/// Compiles the conditions of rules against the vocabulary.
public struct RuleCompiler {
  private var environments: [String: Environment] = [:]
  private let base: Environment

  /// A compiler with the types of the vocabulary and the functions of rules.
  public init() {
    var base = Environment()
    for type in Vocabulary.structTypes { base.declare(type) }
    base.declare(RuleTypes.scheduleRow)
    base.declare(RuleTypes.related)
    for function in RuleTypes.functions { base.declare(function) }
    self.base = base
  }

  /// Compiles rules; each that has an error is left out and its errors are returned.
  public mutating func compile(
    _ rules: [Rule]
  ) -> (rules: [CompiledRule], problems: [Diagnostic]) {
    var compiled: [CompiledRule] = []
    var problems: [Diagnostic] = []
    for (number, rule) in rules.enumerated() {
      var job = RuleCompilation(rule: rule)
      if let result = job.run(number: number, environment: environment(of: rule)) {
        compiled.append(result)
      }
      problems += job.problems
    }
    return (compiled, problems.sorted())
  }

  /// Whether a rule uses a named value, itself or through another that it uses.
  public static func mentions(_ name: String, in rule: Rule) -> Bool {
    let texts = [rule.when, rule.require, rule.cause, rule.remedy].compactMap { $0?.source }
    return RuleCompilation(rule: rule).lets(for: texts.joined(separator: "\n")).contains {
      $0.name == name
    }
  }

  /// The environment of a rule's level and item; made once.
  private mutating func environment(of rule: Rule) -> Environment {
    let item = RuleCompilation.items(of: rule)
    let key = "\(rule.level.rawValue)/\(rule.each ?? "")"
    if let environment = environments[key] { return environment }
    var environment = base
    for (name, type) in RuleTypes.variables(of: rule.level) {
      environment.declare(variable: name, type)
    }
    if let item { environment.declare(variable: item.items.name, .object(item.type)) }
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
    for step in each.split(separator: ".") {
      guard let slot = definition.fields.firstIndex(where: { $0.name == step }),
        let child = definition.fields[slot].kind.child
      else { return nil }
      slots.append(slot)
      if case .objects(_, let singular) = definition.fields[slot].kind { name = singular }
      definition = child
    }
    return name.map { (CompiledRule.Items(slots: slots, name: $0), definition.name) }
  }

  mutating func run(number: Int, environment: Environment) -> CompiledRule? {
    let items = Self.items(of: rule)
    if let each = rule.each, items == nil {
      fail("rule.unknown-list", line: 1, "the level \(rule.level.rawValue) has no list \"\(each)\"")
    }
    let when = rule.when.flatMap { compile($0, .bool, environment) }
    let require = compile(rule.require, .bool, environment)
    let cause = compileTemplate(rule.cause, environment)
    let remedy = compileTemplate(rule.remedy, environment)
    let lastPermitted = rule.lets.last { $0.name == "lastPermitted" }.flatMap { last in
      compile(last.expression, .date, environment, before: last.name)
    }
    guard !problems.contains(where: { $0.severity == .error }), let require else { return nil }
    return CompiledRule(
      rule: rule, number: number, items: items?.items, when: when, require: require,
      lastPermitted: lastPermitted, cause: cause, remedy: remedy,
      kinds: when?.requiredConstants(path: "record.kind")?.compactMap(Self.text),
      groups: when?.requiredConstants(path: "record.group")?.compactMap(Self.integer),
      needsLinking: usesLinking)
  }

  private static func text(_ datum: Datum) -> String? {
    if case .string(let text) = datum { text } else { nil }
  }

  private static func integer(_ datum: Datum) -> Int64? {
    if case .int(let integer) = datum { integer } else { nil }
  }

  /// Whether a condition or text asks for the linked records of a person.
  private var usesLinking: Bool {
    let texts = [rule.when, rule.require, rule.cause, rule.remedy].compactMap { $0?.source }
    let all = texts + lets(for: texts.joined(separator: "\n")).map(\.expression.source)
    return all.contains { Self.mentions("related", in: $0) }
  }

  private mutating func fail(_ code: String, line: Int, _ message: String) {
    let position = SourcePosition(path: rule.path, line: line, column: 1)
    problems.append(Diagnostic(.error, code, at: position, message))
  }

  /// The named values that an expression needs, in order: those it mentions and those they do.
  func lets(for source: String, before name: String? = nil) -> [Rule.Let] {
    let end = name.flatMap { name in rule.lets.lastIndex { $0.name == name } } ?? rule.lets.count
    var needed = source
    var chosen: [Rule.Let] = []
    for candidate in rule.lets[..<end].reversed()
    where Self.mentions(candidate.name, in: needed)
      && !chosen.contains(where: { $0.name == candidate.name })
    {
      chosen.append(candidate)
      needed += "\n" + candidate.expression.source
    }
    return chosen.reversed()
  }

  /// Whether a name stands in a source as a word of its own, not as a field of something.
  static func mentions(_ name: String, in source: String) -> Bool {
    let bytes = Array(source.utf8)
    let wanted = Array(name.utf8)
    guard wanted.count <= bytes.count else { return false }
    func isWord(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
    return (0...(bytes.count - wanted.count)).contains { start in
      let end = start + wanted.count
      guard bytes[start..<end].elementsEqual(wanted) else { return false }
      if start > 0, isWord(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") {
        return false
      }
      return end == bytes.count || !isWord(bytes[end])
    }
  }

  private mutating func compile(
    _ expression: Expression, _ type: CELType?, _ environment: Environment,
    before name: String? = nil
  ) -> Program? {
    compile(expression.source, offset: 0, in: expression.node, type, environment, before: name)
  }

  private mutating func compile(
    _ source: String, offset: Int, in node: Node, _ type: CELType?, _ environment: Environment,
    before name: String? = nil
  ) -> Program? {
    let lets = lets(for: source, before: name)
    let compilation = environment.compile(
      source, expecting: type, lets: lets.map { ($0.name, $0.expression.source) })
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
        hint: issue.hint)
      if !problems.contains(problem) { problems.append(problem) }
    }
    return compilation.program
  }

  private mutating func compileTemplate(
    _ template: Expression, _ environment: Environment
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
        } else if let program = compile(
          source, offset: offset, in: template.node, nil, environment)
        {
          parts.append(.value(program))
        }
      }
    }
    return TextTemplate(parts: parts)
  }
}
