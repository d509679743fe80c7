import Bytes
import CEL
import CivilTime
import Findings
public import Rules
import YAMLTree

/// What `rules show` prints: rules, classes of the schedule, packs and parameters.
public struct RulePages {
  private let library: RuleLibrary

  /// Pages of a library.
  public init(library: RuleLibrary) { self.library = library }

  /// The pages that a name can mean, in order of rules, classes, packs and parameters.
  public func pages(named name: String) -> [String] {
    let rules = library.rules.filter { $0.id == name || $0.catalogue.contains(name) }.map(page)
    let rows = library.schedule[name].map { [page($0)] } ?? []
    let packs = library.packs.filter { $0.name == name }.map(page)
    let parameters = library.packs.flatMap { pack in
      pack.parameters.filter { $0.name == name }.map { page($0, of: pack) }
    }
    return rules + rows + packs + parameters
  }

  private func page(_ rule: Rule) -> String {
    var lines = [
      "\(rule.id)  \(rule.catalogue.joined(separator: " "))", "", rule.title, "",
    ]
    if !rule.why.isEmpty { lines += ["Why:        \(SourceText.oneLine(rule.why))"] }
    lines += [
      "Level:      \(rule.level.rawValue)\(rule.each.map { ", each of \($0)" } ?? "")",
      "Severity:   \(rule.severity.rawValue)",
      "Authority:  \(rule.authority.title); not meeting it is called \(rule.authority.word)",
    ]
    if let from = rule.effectiveFrom { lines.append("From:       \(from)") }
    if let until = rule.effectiveUntil { lines.append("Until:      \(until)") }
    lines += rule.cites.map { cite in "Source:     \(citation(cite, of: rule))" }
    if let evidence = rule.evidence { lines.append("Evidence:   \(evidence.standing)") }
    if let when = rule.when { lines += ["When:       \(SourceText.oneLine(when.source))"] }
    for item in rule.usedLets {
      lines.append("Let:        \(item.name) = \(SourceText.oneLine(item.expression.source))")
    }
    lines += [
      "Require:    \(SourceText.oneLine(rule.require.source))",
      "Cause:      \(SourceText.oneLine(rule.cause.source))",
      "Remedy:     \(SourceText.oneLine(rule.remedy.source))", "File:       \(rule.path)",
    ]
    lines += rule.limbs.map { "Limb:       \($0.inWords)" }
    lines += rule.precedence.map { "Competes:   \($0.inWords)" }
    lines += rule.examples.map { "Example:    \(example($0))" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func citation(_ cite: Rule.Cite, of rule: Rule) -> String {
    let source = library.pack(rule.pack)?.source(cite.source)
    let parts = [
      source?.title ?? cite.source, cite.at.isEmpty ? nil : cite.at,
      source?.edition.map { "edition \($0)" }, source?.url,
      cite.evidence.inWords,
      (cite.checked ?? source?.checked).map { "checked \($0)" },
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }

  private func example(_ example: RuleExample) -> String {
    let facts = JSONText.of(example.facts)
    let name = example.name.map { " (\($0))" } ?? ""
    return "\(example.asOf) \(example.verdict.rawValue): \(facts)\(name)"
  }

  private func page(_ row: Schedule.Row) -> String {
    let lines: [String?] = [
      "\(row.code)  \(row.row)", "", row.title, "", "Table:      \(row.table)",
      row.period.map { "Period:     \($0)" }, row.minimum.map { "Minimum:    \($0)" },
      row.maximum.map { "Maximum:    \($0)" }, row.trigger.map { "Trigger:    \($0)" },
      row.also.map {
        "And also:   at least \($0.minimum) from \($0.trigger); the later end counts"
      },
      "Actions:    \(row.actions.joined(separator: ", "))",
      "Counting:   \(row.counting.rawValue)", "Authority:  \(row.authority.title)",
      "Source:     \(library.source(row.source)?.title ?? row.source), \(row.at)",
      row.evidence.map { "Evidence:   \($0.standing)" },
      row.note.map { "Note:       \(SourceText.oneLine($0))" }, "Origin:     \(row.origin)",
    ]
    return lines.compactMap(\.self).joined(separator: "\n") + "\n"
  }

  private func page(_ pack: Pack) -> String {
    var lines = [
      "\(pack.name) \(pack.version)", "", pack.title, "",
      "For:        \(list(pack.appliesTo)) in \(list(pack.jurisdictions))",
      "Digest:     sha256 \(pack.digest)",
    ]
    lines += pack.sources.map { source in
      let edition = source.edition.map { ", \($0)" } ?? ""
      return "Source:     \(source.key): \(source.title)\(edition); \(source.evidence.inWords)"
    }
    lines += pack.parameters.map { "Parameter:  \($0.name): \(SourceText.oneLine($0.describe))" }
    lines += pack.rules.map { "Rule:       \($0.id): \($0.title)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func page(_ parameter: Pack.Parameter, of pack: Pack) -> String {
    let value = parameter.defaultValue.map { JSONText.of($0) } ?? "none: checks are undetermined"
    let lines: [String?] = [
      "\(parameter.name)  (parameter of \(pack.name))", "", SourceText.oneLine(parameter.describe),
      "",
      "Type:       \(parameter.kind.rawValue)",
      parameter.allowed.isEmpty ? nil : "One of:     \(parameter.allowed.joined(separator: ", "))",
      "Default:    \(value)",
      parameter.defaultValue == nil ? nil : parameter.evidence.map { "Evidence:   \($0.standing)" },
      parameter.source.map { key in
        "Source:     \(pack.source(key)?.title ?? key), \(parameter.at ?? parameter.name)"
      },
    ]
    return lines.compactMap(\.self).joined(separator: "\n") + "\n"
  }

  private func list(_ names: [String]) -> String {
    names.isEmpty ? "any" : names.joined(separator: ", ")
  }
}
