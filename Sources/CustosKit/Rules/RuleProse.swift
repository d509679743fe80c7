import CEL
import CivilTime
import Diagnostics
import Findings
import Inventory
public import Reports
import Results
import Rules
import YAMLTree

/// Rules explained to people who read no conditions: what each requires, of whom, why, by which law, what
/// it looks at, and what to do.
public struct RuleProse {
  /// The account of one rule.
  public struct Page {
    /// The rule with its codes.
    public let title: String
    fileprivate let parts: [TextAccount.Part]
    fileprivate let condition: TextAccount.Part

    /// The parts of the account.
    ///
    /// - Parameter showsCondition: Whether the conditions follow.
    public func parts(showsCondition: Bool) -> [TextAccount.Part] {
      showsCondition ? parts + [condition] : parts
    }
  }

  private static let mostExamples = 6

  private let set: RuleSet

  /// Accounts of rules that were loaded with their examples.
  public init(set: RuleSet) { self.set = set }

  /// The rules that an identifier or a code of the catalogue means.
  public func pages(named name: String) -> [Page] {
    set.rules.filter { $0.rule.id == name || $0.rule.catalogue.contains(name) }.map(page)
  }

  private func page(_ compiled: CompiledRule) -> Page {
    let rule = compiled.rule
    let codes = rule.catalogue.joined(separator: ", ")
    return Page(
      title: codes.isEmpty ? rule.id : "\(rule.id) (\(codes))",
      parts: [
        TextAccount.Part("What is required", requirement(rule)),
        TextAccount.Part("Where it comes from", sources(rule)),
        TextAccount.Part("What it applies to", reach(rule)),
        TextAccount.Part("What the provision says, and what answers it", limbs(rule)),
        TextAccount.Part("Which facts it reads", facts(compiled)),
        TextAccount.Part("What else may keep or end the data", competing(rule)),
        TextAccount.Part("If it is not met", consequence(rule)),
        TextAccount.Part("Examples that were tried", examples(rule)),
      ],
      condition: TextAccount.Part("The conditions", conditions(rule)))
  }

  private func requirement(_ rule: Rule) -> [String] {
    [sentence(rule.title)] + (rule.why.isEmpty ? [] : [sentence(SourceText.oneLine(rule.why))])
  }

  private func sources(_ rule: Rule) -> [String] {
    let pack = set.library.pack(rule.pack)
    return rule.cites.map { cite in
      let source = pack?.source(cite.source)
      let place = [source?.title ?? cite.source, cite.at].filter { !$0.isEmpty }
        .joined(separator: ", ")
      let edition = source?.edition.map { " (\($0))" } ?? ""
      let url = source?.url.map { " <\($0)>" } ?? ""
      return "- \(place)\(edition)\(url); \(cite.evidence.inWords)."
    }
  }

  private func reach(_ rule: Rule) -> [String] {
    let pack = set.library.pack(rule.pack)
    let items = rule.each.map { each in
      let label = FieldLabels.vocabulary["\(rule.level.rawValue).\(each)"]?.label ?? each
      return "each entry of \u{201C}\(label)\u{201D} of \(Self.article(rule.level.rawValue))"
    }
    var text = "It is checked for \(items ?? "each \(rule.level.rawValue)")"
    if let kinds = pack?.kindsInWords { text += "; it is for \(kinds)" }
    if let places = pack?.placesInWords {
      text += (pack?.kindsInWords == nil ? "; it is for organisations" : "") + " in \(places)"
    }
    let days = [
      rule.effectiveFrom.map { "from \($0)" }, rule.effectiveUntil.map { "until \($0)" },
    ].compactMap(\.self)
    if !days.isEmpty { text += "; it holds \(days.joined(separator: " "))" }
    return [text + "."]
  }

  private static func article(_ noun: String) -> String {
    "\("aeiou".contains(noun.prefix(1)) ? "an" : "a") \(noun)"
  }

  private func limbs(_ rule: Rule) -> [String] {
    rule.limbs.filter { !$0.isShared }.map { limb in
      "- \(limb.at): \(sentence(SourceText.oneLine(limb.says)))"
        + (limb.unanswered.map { " Not checked: \(sentence(SourceText.oneLine($0)))" } ?? "")
    }
  }

  private func facts(_ rule: CompiledRule) -> [String] {
    let paths = Set(
      ([rule.when, rule.require].compactMap(\.self).flatMap(\.fieldPathsRead)))
    return paths.sorted { $0.precedes($1) }.compactMap { path in
      FieldLabels.vocabulary[path].map { "- \($0.label): \(path)" }
    }
  }

  private func competing(_ rule: Rule) -> [String] {
    rule.precedence.map { source in
      let name = TemplateProse.pattern(SourceText.oneLine(source.name.source))
      let reason = source.yields.map { "; it yields where \(SourceText.oneLine($0.because))" } ?? ""
      return "- \(name) (\(source.step.title))\(reason)"
    }
  }

  private func consequence(_ rule: Rule) -> [String] {
    [
      "It is reported as a breach of severity \(rule.severity.rawValue), unless a profile gives it "
        + "another. It rests on: \(rule.authority.title).",
      "What to do: \(sentence(TemplateProse.text(SourceText.oneLine(rule.remedy.source))))",
    ]
  }

  /// The first examples of each verdict.
  private func examples(_ rule: Rule) -> [String] {
    var seen: [Verdict: Int] = [:]
    let chosen = rule.examples.filter { example in
      seen[example.verdict, default: 0] += 1
      return seen[example.verdict, default: 0] <= 2
    }
    return chosen.prefix(Self.mostExamples).map { example in
      let name = example.name.map { "\($0): " } ?? ""
      let facts = FactText.labelled(example.facts, below: Self.root(of: rule))
      return "- \(name)as of \(example.asOf), with \(facts): \(Self.word(of: example.verdict))"
    }
  }

  /// What paths call the subject of a rule: its level, or an item of the list that it is about.
  private static func root(of rule: Rule) -> String {
    guard let each = rule.each,
      case .objects(_, let singular)? = Vocabulary.field(at: "\(rule.level.rawValue).\(each)")?.kind
    else { return rule.level.rawValue }
    return singular
  }

  private static func word(of verdict: Verdict) -> String {
    switch verdict {
    case .pass: "met"
    case .breach: "breach"
    case .undetermined: "undecided"
    case .notApplicable: "does not apply"
    case .waived: "waived"
    }
  }

  private func conditions(_ rule: Rule) -> [String] {
    var lines = rule.when.map { ["It applies where \(SourceText.oneLine($0.source))"] } ?? []
    for item in rule.usedLets {
      lines.append("\(item.name) is \(SourceText.oneLine(item.expression.source))")
    }
    return lines + ["It is met where \(SourceText.oneLine(rule.require.source))"]
  }

  private func sentence(_ text: String) -> String {
    let opened = text.prefix(1).uppercased() + text.dropFirst()
    return opened.hasSuffix(".") ? opened : opened + "."
  }
}
