import CEL
import CivilTime
import Findings
import Results
public import Rules
import YAMLTree

/// The rules as a book for an auditor: each with its reason, source and worked examples.
public struct RuleBook {
  /// How the book is written.
  public enum Form: String, CaseIterable, Sendable {
    case markdown, html
  }

  private let library: RuleLibrary
  private let rules: [Rule]
  private let exercises: LimbExercises

  /// A book of some rules that were loaded with their examples.
  public init(set: RuleSet, rules: [Rule]) {
    library = set.library
    self.rules = rules
    exercises = LimbExercises(set)
  }

  /// The book.
  public func text(_ form: Form) -> String {
    let writer: any BookWriter = form == .markdown ? MarkdownBook() : HTMLBook()
    let packs = library.packs.filter { pack in rules.contains { $0.pack == pack.name } }
    var text = writer.begin("Rules that Custos checks")
    text += opening(writer)
    text += contents(packs, writer)
    for pack in packs {
      text += chapter(pack, writer)
      for rule in rules where rule.pack == pack.name { text += section(rule, of: pack, writer) }
    }
    return text + writer.end
  }

  private func opening(_ writer: any BookWriter) -> String {
    let read = rules.count { !$0.isProvisional }
    let examples = rules.map(\.examples.count).reduce(0, +)
    return writer.paragraph(
      "\(counted(rules.count, "rule")), \(counted(examples, "worked example")). Each example was run through the program; "
        + "custos rules test does it again.")
      + writer.paragraph(
        "Rules whose every figure was read in its source, in another edition of it, or is quoted by a "
          + "court, a parliament or an official body: \(read). Rules that rest at least in part on "
          + "weaker evidence: \(rules.count - read); their findings are called provisional until "
          + "the organisation confirms the figure, for which custos rules evidence gives the list.")
      + writer.paragraph(
        "A rule applies where \"when\" is true. It is met where \"require\" is true, and not met where "
          + "it is false; where a fact is missing that could decide, the check is undetermined.")
  }

  private func contents(_ packs: [Pack], _ writer: any BookWriter) -> String {
    var text = writer.heading("Contents", level: 2, anchor: "contents")
    for pack in packs {
      text += writer.link("\(pack.title) (\(pack.name))", to: pack.name, level: 1)
      for rule in rules where rule.pack == pack.name {
        text += writer.link("\(Self.codes(rule))\(rule.title)", to: rule.id, level: 2)
      }
    }
    return text
  }

  private static func codes(_ rule: Rule) -> String {
    rule.catalogue.map { "\($0) " }.joined()
  }

  private func chapter(_ pack: Pack, _ writer: any BookWriter) -> String {
    var text = writer.heading(
      "\(pack.title) (\(pack.name) \(pack.version))", level: 2, anchor: pack.name)
    for source in pack.sources { text += writer.item(Self.text(of: source)) }
    let choices = pack.parameters.map { parameter in
      [
        parameter.name, parameter.defaultValue.map(FactText.of) ?? "none",
        SourceText.oneLine(parameter.describe),
      ]
    }
    text += writer.table(["choice", "unless chosen", "what it decides"], choices)
    return text
      + writer.table(
        ["for all rules", "what it says", "answered"],
        pack.limbs.map { [$0.at, SourceText.oneLine($0.says), $0.answer] })
  }

  private static func text(of source: Pack.Source) -> String {
    let parts = [
      source.title, source.edition, source.url, source.checked.map { "compared \($0)" },
      source.evidence.inWords, source.readAt.map { "at \($0)" }, source.note,
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }

  private func section(_ rule: Rule, of pack: Pack, _ writer: any BookWriter) -> String {
    var text = writer.heading("\(Self.codes(rule))\(rule.title)", level: 3, anchor: rule.id)
    text += writer.paragraph(SourceText.oneLine(rule.why))
    text += writer.entry(
      "Rule", "\(rule.id), about each \(rule.level.rawValue), severity \(rule.severity.rawValue)")
    text += writer.entry(
      "Authority", "\(rule.authority.title); not meeting it is called \(rule.authority.word)")
    let period = [
      rule.effectiveFrom.map { "from \($0)" }, rule.effectiveUntil.map { "until \($0)" },
    ].compactMap(\.self).joined(separator: " ")
    if !period.isEmpty { text += writer.entry("Holds", period) }
    for cite in rule.cites { text += writer.entry("Source", Self.text(of: cite, in: pack)) }
    if let evidence = rule.evidence { text += writer.entry("Evidence", evidence.standing) }
    text += conditions(rule, writer)
    text += limbs(rule, writer)
    text += writer.entry("If not met", Self.findingSentence(of: rule))
    text += writer.entry("What to do", TemplateProse.text(SourceText.oneLine(rule.remedy.source)))
    if !rule.precedence.isEmpty {
      text += writer.entry("Sources that compete", "those that win first")
      for step in PrecedenceStep.allCases {
        for source in rule.precedence where source.step == step {
          text += writer.item(source.inWords)
        }
      }
    }
    let examples = rule.examples.enumerated().map { row($1, of: rule) + [String($0 + 1)] }
    return text + writer.table(["as of", "verdict", "facts", "shows", "no."], examples)
  }

  /// What a finding says: as the examples have it where they say it, or else as the rule has it.
  private static func findingSentence(of rule: Rule) -> String {
    var told: [String] = []
    for cause in rule.examples.compactMap(\.cause) where !told.contains(cause) {
      told.append(cause)
    }
    guard !told.isEmpty else { return TemplateProse.pattern(SourceText.oneLine(rule.cause.source)) }
    return "for example: " + told.prefix(mostSentences).joined(separator: "; ")
  }

  /// How many sentences of a rule are shown.
  private static let mostSentences = 5

  /// What the provision says limb by limb, what answers each, and which examples try it.
  private func limbs(_ rule: Rule, _ writer: any BookWriter) -> String {
    let limbs = rule.limbs
    guard !limbs.isEmpty else { return "" }
    let numbers = exercises.examples(of: rule)
    let rows = limbs.map { limb in
      let tried = Set(limb.clauses.flatMap { numbers[$0, default: []] }).sorted()
      return [
        limb.at, SourceText.oneLine(limb.says), limb.answer,
        tried.map(String.init).joined(separator: ", "),
      ]
    }
    return writer.table(["limb", "what it says", "answered", "examples"], rows)
      + writer.entry("Compared with the text", "by ………………………………………… on …………………………")
  }

  private static func text(of cite: Rule.Cite, in pack: Pack) -> String {
    let source = pack.source(cite.source)
    let parts = [
      source?.title ?? cite.source, cite.at,
      cite.evidence.standing,
      (cite.checked ?? source?.checked).map { "compared \($0)" }, cite.note.map(SourceText.oneLine),
    ]
    return parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func conditions(_ rule: Rule, _ writer: any BookWriter) -> String {
    var text = ""
    if let when = rule.when { text += writer.code("when", SourceText.oneLine(when.source)) }
    for item in rule.usedLets {
      text += writer.code("let \(item.name) =", SourceText.oneLine(item.expression.source))
    }
    return text + writer.code("require", SourceText.oneLine(rule.require.source))
  }

  private func row(_ example: RuleExample, of rule: Rule) -> [String] {
    var facts = [FactText.of(example.facts)]
    for name in ["dataset", "system", "organisation"] {
      let members = example.ancestors[name] ?? rule.given?[name]
      if let members { facts.append("\(name): \(FactText.of(members))") }
    }
    if let parameters = example.parameters { facts.append("choices: \(FactText.of(parameters))") }
    for related in example.related { facts.append("elsewhere: \(FactText.of(related))") }
    return [
      "\(example.asOf)", example.verdict.rawValue, facts.joined(separator: "; "),
      example.name ?? "",
    ]
  }
}
