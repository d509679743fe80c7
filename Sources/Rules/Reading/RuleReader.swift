import CivilTime
import Diagnostics
import Findings
import YAMLTree

/// Reads a rule file.
enum RuleReader {
  /// The verdict keys of an example.
  static let verdictKeys: [(key: String, verdict: Verdict)] = [
    ("pass", .pass), ("breach", .breach), ("undetermined", .undetermined),
    ("not-applicable", .notApplicable),
  ]

  /// The day on which examples are checked unless they name one.
  static let defaultDay = CivilDate(dayNumber: 20_758)

  static func read(_ node: Node, path: String) -> (rule: Rule?, problems: [Diagnostic]) {
    var reader = DocumentReader(node, path: path, what: "a rule")
    reader.checkVersion("form", is: "1", of: "the form of a rule")
    let id = reader.requiredText("id")
    let require = reader.expression("require")
    let cause = reader.expression("cause")
    let remedy = reader.expression("remedy")
    for (key, value) in [("require", require), ("cause", cause), ("remedy", remedy)]
    where value == nil { reader.reportMissing(key) }
    // What cannot be a rule is read to its end all the same, so that no key is reported that is
    // right.
    let missing = Expression(node)
    var rule = Rule(
      id: id, require: require ?? missing, cause: cause ?? missing, remedy: remedy ?? missing,
      path: path)
    readHead(&rule, &reader)
    rule.when = reader.expression("when")
    rule.lets = reader.members("let").map {
      Rule.Let(name: $0.key, expression: Expression($0.value))
    }
    for element in reader.elements("precedence") {
      if element.text != nil {
        rule.sharedSources.append(Expression(element))
      } else if let source = PrecedenceReader.read(element, &reader) {
        rule.precedence.append(source)
      }
    }
    rule.given = reader.value("given")
    for element in reader.elements("cites") {
      if element.text != nil {
        rule.sharedCites.append(Expression(element))
      } else {
        rule.cites.append(readCite(element, &reader))
      }
    }
    rule.ownLimbs = LimbReader.read(&reader, isShared: false)
    if let effective = reader.value("effective") { readEffective(effective, &rule, &reader) }
    rule.examples = reader.elements("examples").compactMap { readExample($0, &reader) }
    let isLevelKnown = reader.text("level").map { Rule.Level(rawValue: $0) != nil } ?? true
    let problems = reader.finish()
    // What a misspelt key would have said is not there, so that whatever hangs on it would look wrong
    // too; without a level, nothing has a type.
    let isWhole =
      !id.isEmpty && require != nil && cause != nil && remedy != nil && isLevelKnown
      && !problems.contains { $0.code == "rule.unknown-key" }
    return (isWhole ? rule : nil, problems)
  }

  private static func readHead(_ rule: inout Rule, _ reader: inout DocumentReader) {
    rule.catalogue = reader.texts("catalogue")
    rule.title = reader.requiredText("title")
    rule.why = reader.text("why") ?? ""
    rule.level = reader.choice("level", Rule.Level.self) ?? rule.level
    if let each = reader.text("each") {
      rule.each = each.split(separator: ".").dropFirst().joined(separator: ".")
    }
    rule.report = reader.choice("report", Rule.Report.self) ?? rule.report
    rule.disposal = reader.choice("disposal", Rule.Disposal.self) ?? rule.disposal
    if let absent = reader.text("absent") {
      rule.takesAbsentForNone = absent == "none"
    }
    rule.severity = reader.choice("severity", Severity.self) ?? rule.severity
    rule.authority = reader.choice("authority", Authority.self) ?? rule.authority
  }

  static func readCite(_ node: Node, _ reader: inout DocumentReader) -> Rule.Cite {
    var inner = DocumentReader(node, path: reader.path, what: "a citation")
    let cite = Rule.Cite(
      source: inner.requiredText("source"), at: inner.text("at") ?? "",
      evidence: inner.evidence() ?? Evidence(.unread), figure: inner.text("figure"),
      checked: inner.date("checked"), note: inner.text("note"),
      condition: inner.expression("where"), line: node.line)
    reader.problems += inner.finish()
    return cite
  }

  private static func readEffective(
    _ node: Node, _ rule: inout Rule, _ reader: inout DocumentReader
  ) {
    var inner = DocumentReader(node, path: reader.path, what: "days from and until")
    rule.effectiveFrom = inner.date("from")
    rule.effectiveUntil = inner.date("until")
    reader.problems += inner.finish()
  }

  private static func readExample(_ node: Node, _ reader: inout DocumentReader) -> RuleExample? {
    var inner = DocumentReader(node, path: reader.path, what: "an example")
    let verdicts = verdictKeys.compactMap { key, verdict in
      inner.value(key).map { (verdict: verdict, facts: $0) }
    }
    let lists = ["missing", "applied", "lost"].map { key in
      inner.value(key) == nil ? nil : inner.texts(key)
    }
    var ancestors: [String: Node] = [:]
    for key in ["organisation", "system", "dataset"] { ancestors[key] = inner.value(key) }
    let daysOver = inner.number("days-over")
    let isMisspelt = (node.members ?? []).contains { member in
      !verdictKeys.contains { $0.key == member.key }
        && nearestName(to: member.key, among: verdictKeys.map(\.key)) != nil
    }
    if verdicts.count != 1, node.members != nil, !(verdicts.isEmpty && isMisspelt) {
      inner.fail(
        "rule.example-verdict", at: node,
        "an example has one of the keys pass, breach, undetermined, not-applicable; this has "
          + "\(verdicts.count)")
    }
    // All keys are read, so that a misspelt verdict does not make the others look unknown.
    let (name, day, cause) = (inner.text("name"), inner.date("as-of"), inner.text("cause"))
    let (parameters, related) = (inner.value("parameters"), inner.elements("related"))
    let example = verdicts.first.map { verdict in
      RuleExample(
        name: name, asOf: day ?? defaultDay, verdict: verdict.verdict, facts: verdict.facts,
        ancestors: ancestors, parameters: parameters, related: related, daysOver: daysOver,
        missing: lists[0], cause: cause, applied: lists[1], lost: lists[2], line: node.line)
    }
    reader.problems += inner.finish()
    return example
  }
}
