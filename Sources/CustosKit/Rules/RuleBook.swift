import CEL
import CivilTime
import Findings
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

  /// A book of some rules of a library that was loaded with its examples.
  public init(library: RuleLibrary, rules: [Rule]) {
    self.library = library
    self.rules = rules
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
        "Rules whose every source was read where the figure stands: \(read). Rules that rest at least "
          + "in part on a source that was not: \(rules.count - read); their findings are called "
          + "provisional until the organisation confirms the figure.")
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
    return text + writer.table(["choice", "unless chosen", "what it decides"], choices)
  }

  private static func text(of source: Pack.Source) -> String {
    let parts = [
      source.title, source.edition, source.url, source.checked.map { "compared \($0)" },
      source.isVerified ? "read" : "not read", source.note,
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
    text += conditions(rule, writer)
    text += writer.entry("If not met", SourceText.oneLine(rule.cause.source))
    text += writer.entry("What to do", SourceText.oneLine(rule.remedy.source))
    if !rule.precedence.isEmpty {
      text += writer.entry("Sources that compete", "those that win first")
      for step in PrecedenceStep.allCases {
        for source in rule.precedence where source.step == step {
          text += writer.item(source.inWords)
        }
      }
    }
    return text
      + writer.table(
        ["as of", "verdict", "facts", "shows"], rule.examples.map { row($0, of: rule) })
  }

  private static func text(of cite: Rule.Cite, in pack: Pack) -> String {
    let source = pack.source(cite.source)
    let parts = [
      source?.title ?? cite.source, cite.at,
      cite.isVerified ? "read there" : "figure not read there: findings are provisional",
      (cite.checked ?? source?.checked).map { "compared \($0)" }, cite.note.map(SourceText.oneLine),
    ]
    return parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func conditions(_ rule: Rule, _ writer: any BookWriter) -> String {
    var text = ""
    if let when = rule.when { text += writer.code("when", SourceText.oneLine(when.source)) }
    for item in rule.lets where RuleCompiler.mentions(item.name, in: rule) {
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
