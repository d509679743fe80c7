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

  /// Reads a rule of a file that is known to have no fault: its head now, and the rest when it is asked
  /// for.
  static func readLater(_ file: RuleFile, of pack: Pack) -> Rule {
    var head = DocumentReader(file.head, path: file.path, what: "a rule")
    let body = Later {
      var reader = DocumentReader(file.root, path: file.path, what: "a rule")
      guard var body = readBody(&reader) else {
        preconditionFailure("the rule \(file.name) was taken for sound")
      }
      _ = LibraryReader.share(pack, with: &body, at: file.path)
      return Kept(body)
    }
    return readHead(&head, path: file.path, body: body)
  }

  static func read(_ node: Node, path: String) -> (rule: Rule?, problems: [Diagnostic]) {
    var reader = DocumentReader(node, path: path, what: "a rule")
    reader.checkVersion("form", is: "1", of: "the form of a rule")
    let body = readBody(&reader)
    let isLevelKnown = reader.text("level").map { Rule.Level(rawValue: $0) != nil } ?? true
    let isReportKnown = reader.text("report").map { Rule.Report(rawValue: $0) != nil } ?? true
    let missing = Expression(node)
    let known = Kept(body ?? RuleBody(require: missing, cause: missing, remedy: missing))
    let rule = readHead(&reader, path: path, body: Later { known })
    let problems = reader.finish()
    // What a misspelt key would have said is not there, so that whatever hangs on it would look wrong
    // too; without a level or a list, nothing has a type.
    let isWhole =
      !rule.id.isEmpty && body != nil && isLevelKnown && isReportKnown
      && !problems.contains { ["rule.unknown-key", "rule.unknown-list"].contains($0.code) }
    return (isWhole ? rule : nil, problems)
  }

  /// Reads all but the head.
  ///
  /// - Returns: `nil` if it has no condition, cause or remedy; it was read to its end all the same, so
  ///   that no key is reported that is right.
  private static func readBody(_ reader: inout DocumentReader) -> RuleBody? {
    let require = reader.expression("require")
    let cause = reader.expression("cause")
    let remedy = reader.expression("remedy")
    for (key, value) in [("require", require), ("cause", cause), ("remedy", remedy)]
    where value == nil { reader.reportMissing(key) }
    let missing = Expression(reader.node)
    var body = RuleBody(
      require: require ?? missing, cause: cause ?? missing, remedy: remedy ?? missing)
    body.title = reader.requiredText("title")
    body.why = reader.text("why") ?? ""
    body.when = reader.expression("when")
    body.lets = reader.members("let").map {
      Rule.Let(name: $0.key, expression: Expression($0.value))
    }
    for element in reader.elements("precedence") {
      if element.text != nil {
        body.sharedSources.append(Expression(element))
      } else if let source = PrecedenceReader.read(element, &reader) {
        body.precedence.append(source)
      }
    }
    body.given = readGiven(&reader)
    for element in reader.elements("cites") {
      if element.text != nil {
        body.sharedCites.append(Expression(element))
      } else {
        body.cites.append(readCite(element, &reader))
      }
    }
    body.ownLimbs = LimbReader.read(&reader, isShared: false)
    body.examples = reader.elements("examples").compactMap { readExample($0, &reader) }
    return require == nil || cause == nil || remedy == nil ? nil : body
  }

  private static func readHead(
    _ reader: inout DocumentReader, path: String, body: Later<Kept<RuleBody>>
  ) -> Rule {
    var rule = Rule(id: reader.requiredText("id"), path: path, body: body)
    rule.catalogue = reader.texts("catalogue")
    rule.level = reader.choice("level", Rule.Level.self) ?? rule.level
    rule.each = readEach(of: rule.level, &reader)
    rule.report = reader.choice("report", Rule.Report.self) ?? rule.report
    rule.disposal = reader.choice("disposal", Rule.Disposal.self) ?? rule.disposal
    rule.takesAbsentForNone = reader.choice("absent", Rule.Absence.self) == Rule.Absence.none
    rule.severity = reader.choice("severity", Severity.self) ?? rule.severity
    rule.authority = reader.choice("authority", Authority.self) ?? rule.authority
    if let effective = reader.value("effective") { readEffective(effective, &rule, &reader) }
    return rule
  }

  /// The list that a rule runs over, without the name of its level in front.
  private static func readEach(of level: Rule.Level, _ reader: inout DocumentReader) -> String? {
    guard let each = reader.text("each"), let node = reader.value("each") else { return nil }
    let steps = each.split(separator: ".")
    let list = steps.dropFirst().joined(separator: ".")
    if steps.first.map(String.init) != level.rawValue {
      reader.fail(
        "rule.unknown-list", at: node, "the level \(level.rawValue) has no list \"\(each)\"",
        hint: "begin with the level, such as \"\(level.rawValue).\(list.isEmpty ? each : list)\"")
    }
    return list
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
    if let from = rule.effectiveFrom, let until = rule.effectiveUntil, until < from {
      inner.fail(
        "rule.ends-before-start", at: node,
        "the rule ends on \(until), before it begins on \(from)")
    }
    reader.problems += inner.finish()
  }

  /// Facts around every example: those of what holds the subject, and parameters.
  private static func readGiven(_ reader: inout DocumentReader) -> Node? {
    guard let given = reader.value("given") else { return nil }
    var inner = DocumentReader(given, path: reader.path, what: "facts around the examples")
    for key in ["organisation", "system", "dataset", "parameters"] { _ = inner.value(key) }
    reader.problems += inner.finish()
    return given
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
